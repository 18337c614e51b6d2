import path from 'node:path';
import { MessageType, ShowMessageNotification, type Connection, type Diagnostic, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Folders } from './folders.ts';
import { diagnosticOf, problemDiagnostic, uriOfFile, type Translation } from './protocol.ts';
import type { Judged, Workspace } from './workspace.ts';

export interface Publisher {
  /** Judges a folder and shows what is found in the files that are open. Never throws: what goes wrong is told. */
  publish(workspace: Workspace): Promise<void>;
  /** Milliseconds that the last judgement of a folder took. */
  tookOf(workspace: Workspace): number;
  /** Takes back what was said of a folder that is closed. */
  forget(workspace: Workspace): void;
  /** Something has been said of this document since it was opened. */
  hasPublished(uri: string): boolean;
  translationOf(workspace: Workspace, judged: Judged): Translation;
}

export function createPublisher(connection: Connection, folders: Folders, buffers: TextDocuments<TextDocument>): Publisher {
  /** What was published last for a folder. */
  const published = new Map<Workspace, Set<string>>();
  const took = new Map<Workspace, number>();
  /** Said once, until it is over. */
  const told = new Map<Workspace, Set<string>>();

  /** An editor that refuses a message, or has gone, is no reason to end. */
  const sent = (message: Promise<unknown>): void => {
    message.catch((error: unknown) => {
      connection.console.error(`not heard by the editor: ${describe(error)}`);
    });
  };

  const openIn = (workspace: Workspace): Map<string, TextDocument> => {
    const placed = buffers.all().map((buffer) => ({ buffer, place: folders.placeOf(buffer.uri) }));
    return new Map(placed.flatMap(({ buffer, place }) => (place?.workspace === workspace ? [[place.file, buffer] as const] : [])));
  };
  const translationOf = (workspace: Workspace, { report: { documents }, broken }: Judged): Translation => {
    const open = openIn(workspace);
    return {
      documents: broken ? new Map([...documents, [broken.document.path, broken.document]]) : documents,
      uriOf: (file) => open.get(file)?.uri ?? uriOfFile(path.resolve(workspace.root, file)),
    };
  };

  const publish = async (workspace: Workspace): Promise<void> => {
    const start = performance.now();
    const judged = await workspace.judged();
    took.set(workspace, performance.now() - start);
    const { report, broken } = judged;
    const translation = translationOf(workspace, judged);
    const diagnostics = new Map<string, Diagnostic[]>();
    for (const { uri } of openIn(workspace).values()) diagnostics.set(uri, []);
    for (const finding of report.findings) diagnostics.get(translation.uriOf(finding.at.path))?.push(diagnosticOf(finding, translation));
    if (broken) diagnostics.set(translation.uriOf(broken.document.path), broken.problems.map((problem) => problemDiagnostic(problem, translation.documents)));
    for (const uri of published.get(workspace) ?? []) if (!diagnostics.has(uri)) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
    published.set(workspace, new Set(diagnostics.keys()));
    for (const [uri, those] of diagnostics) {
      const version = buffers.get(uri)?.version;
      sent(connection.sendDiagnostics({ uri, diagnostics: those, ...(version !== undefined && { version }) }));
    }
    tell(workspace, judged, translation);
  };

  /** What no diagnostic of an open file shows. */
  const tell = (workspace: Workspace, { report, broken, troubles }: Judged, { uriOf }: Translation): void => {
    const known = told.get(workspace) ?? new Set<string>();
    const now = new Map(troubles.map((trouble) => [trouble, `vigilint: ${trouble}`]));
    if (broken && !buffers.get(uriOf(broken.document.path))) {
      now.set(broken.message, `vigilint goes on without the configuration, which cannot be used: ${broken.message}`);
    }
    for (const [key, message] of now) if (!known.has(key)) sent(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message }));
    for (const { where, path: file, error } of report.faults) {
      const key = `${where}\n${file}`;
      now.set(key, '');
      if (!known.has(key)) connection.console.error(`internal error in ${where} at ${file}; everything else was judged: ${describe(error)}`);
    }
    told.set(workspace, new Set(now.keys()));
  };

  return {
    async publish(workspace) {
      try {
        await publish(workspace);
      } catch (error) {
        connection.console.error(`internal error: ${describe(error)}`);
      }
    },
    tookOf: (workspace) => took.get(workspace) ?? 0,
    forget(workspace) {
      for (const uri of published.get(workspace) ?? []) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
      published.delete(workspace);
      told.delete(workspace);
      took.delete(workspace);
    },
    hasPublished: (uri) => [...published.values()].some((uris) => uris.has(uri)),
    translationOf,
  };
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
