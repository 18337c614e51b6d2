import {
  CodeActionKind,
  createConnection,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type InitializeParams,
  type Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../model/index.ts';
import { VERSION } from '../version.ts';
import { actionsIn } from './actions.ts';
import { createFolders, isBelow, type FolderOptions } from './folders.ts';
import { hoverAt } from './hover.ts';
import { definitionsAt, referencesAt } from './navigation.ts';
import type { Point } from './places.ts';
import { fileOf, locationOf, type Translation } from './protocol.ts';
import { createPublisher, describe } from './publish.ts';
import { type Judged, type Workspace } from './workspace.ts';

/** A pause in typing after which everything is judged anew; where that takes long, the pause is as long as it took, up to a limit. */
const PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 1000;

/** Speaks the Language Server Protocol over standard input and output until the editor ends it. */
export function serve(options: FolderOptions): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const buffers = new TextDocuments(TextDocument);
  const folders = createFolders(options);
  const publisher = createPublisher(connection, folders, buffers);
  const timers = new Map<Workspace, NodeJS.Timeout>();
  let watches = false;
  let hearsFolders = false;

  const judgeSoon = (workspace: Workspace, pause: number): void => {
    clearTimeout(timers.get(workspace));
    timers.set(workspace, setTimeout(() => void publisher.publish(workspace), pause === 0 ? 0 : Math.max(pause, Math.min(publisher.tookOf(workspace), LONGEST_PAUSE_MS))));
  };

  connection.onInitialize((params) => {
    const { capabilities } = params;
    folders.add(rootsOf(params));
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    hearsFolders = capabilities.workspace?.workspaceFolders ?? false;
    return {
      serverInfo: { name: 'vigilint', version: VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (watches) {
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] }).catch((error: unknown) => {
        connection.console.error(`changes on the disk will not be seen: ${describe(error)}`);
      });
    }
    if (hearsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const workspace of folders.remove(removed.flatMap(({ uri }) => fileOf(uri) ?? []))) {
          clearTimeout(timers.get(workspace));
          timers.delete(workspace);
          publisher.forget(workspace);
        }
        folders.add(added.flatMap(({ uri }) => fileOf(uri) ?? []));
        for (const buffer of buffers.all()) put(buffer.uri, buffer.getText(), 0);
      });
    }
    for (const workspace of folders.all()) judgeSoon(workspace, 0);
  });

  const put = (uri: string, text: string, pause: number): void => {
    const place = folders.placeOf(uri);
    if (!place) return;
    place.workspace.put(place.file, text);
    judgeSoon(place.workspace, pause);
  };
  // It is raised for a document that opens, too.
  buffers.onDidChangeContent(({ document }) => {
    put(document.uri, document.getText(), publisher.hasPublished(document.uri) ? PAUSE_MS : 0);
  });
  buffers.onDidClose(({ document }) => {
    const place = folders.placeOf(document.uri);
    place?.workspace.drop(place.file);
    if (place) judgeSoon(place.workspace, 0);
  });
  const changedOnDisk = (files: readonly string[]): void => {
    for (const workspace of folders.all()) {
      const within = files.filter((file) => isBelow(workspace.root, file));
      workspace.touch(within);
      if (within.length > 0) judgeSoon(workspace, PAUSE_MS);
    }
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    changedOnDisk(changes.flatMap(({ uri }) => fileOf(uri) ?? []).filter((file) => !/[\\/](?:node_modules|\.git)[\\/]/.test(file)));
  });

  /** What is known of the file of a request, after all that was typed before it; undefined for a file of no folder. */
  const ask = async <Answer>(uri: string, answer: (asked: Asked) => Answer | Promise<Answer>): Promise<Answer | undefined> => {
    const place = folders.placeOf(uri);
    const buffer = buffers.get(uri);
    if (!place || !buffer) return undefined;
    const judged = await place.workspace.judged();
    return answer({ judged, buffer, file: place.file, translation: publisher.translationOf(place.workspace, judged) });
  };

  connection.onHover(async ({ textDocument, position }) => (await ask(textDocument.uri, ({ judged, buffer, file }) => hoverAt(judged.report, pointOf(file, buffer, position)))) ?? null);
  connection.onDefinition(async ({ textDocument, position }) =>
    ask(textDocument.uri, ({ judged, buffer, file, translation }) => definitionsAt(judged.report.project, pointOf(file, buffer, position)).map((at) => locationOf(at, translation))),
  );
  connection.onReferences(async ({ textDocument, position }) =>
    ask(textDocument.uri, ({ judged, buffer, file, translation }) => referencesAt(judged.report.project, pointOf(file, buffer, position)).map((at) => locationOf(at, translation))),
  );
  connection.onCodeAction(async ({ textDocument, range, context }) =>
    ask(textDocument.uri, ({ judged, buffer, file, translation }) => actionsIn(judged.report, spanOf(file, buffer, range), context, translation)),
  );

  buffers.listen(connection);
  connection.listen();
}

interface Asked {
  judged: Judged;
  buffer: TextDocument;
  file: string;
  translation: Translation;
}

function pointOf(file: string, buffer: TextDocument, position: Range['start']): Point {
  return { path: file, offset: buffer.offsetAt(position) };
}

function spanOf(file: string, buffer: TextDocument, { start, end }: Range): Span {
  return { path: file, start: buffer.offsetAt(start), end: buffer.offsetAt(end) };
}

/** The folders that the editor has open; older editors know of one only. */
function rootsOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  const { rootUri } = older as { rootUri?: unknown };
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
  return uris.flatMap((uri) => fileOf(uri) ?? []);
}
