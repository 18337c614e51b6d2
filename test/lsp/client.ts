import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { CLI } from '../cli/bin.ts';

/** An editor with one folder open, which talks to the built program over stdio. */
export interface Editor {
  connection: ProtocolConnection;
  folder: string;
  /** What the server has said in windows. */
  messages: string[];
  /** What went wrong within the server. */
  errors: string[];
  /** The globs of files that the server wants to hear of. */
  watched: string[];
  open(file: string, text?: string): Promise<Diagnostic[]>;
  /** Types into an open file, and waits for what is said of that version. */
  replace(file: string, from: string, to: string): Promise<Diagnostic[]>;
  /** Replaces the whole text of an open file, and waits for nothing. */
  type(file: string, text: string): Promise<void>;
  apply(edit: WorkspaceEdit | undefined): Promise<Diagnostic[]>;
  close(file: string): void;
  /** What was said last of a file, as soon as it meets a condition. */
  told(file: string, holds: (said: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]>;
  /** The first window has come up. */
  warned(): Promise<void>;
  uri(file: string): string;
  textOf(file: string): string;
  /** Where words stand in an open file. */
  find(file: string, words: string): Range;
  at(file: string, words: string): Position;
  /** Ends the server as editors do; the exit status. */
  quit(): Promise<number | null>;
  /** The status with which the server ends, whoever ends it. */
  ended: Promise<number | null>;
}

/** Starts the server on a copy of a folder of fixtures; without one, no folder is open. */
export async function openEditor(fixture: string | null, ...flags: string[]): Promise<Editor> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigilint lsp ü-'));
  if (fixture !== null) cpSync(path.join(import.meta.dirname, fixture), folder, { recursive: true });
  const server = spawn(process.execPath, [CLI, 'lsp', '--stdio', ...flags], { cwd: tmpdir(), stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const documents = new Map<string, TextDocument>();
  const messages: string[] = [];
  const errors: string[] = [];
  const watched: string[] = [];
  const said: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const look of [...waiting]) look();
  };

  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    said.push(params);
    heard();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
    heard();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => {
    errors.push(message);
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    for (const { registerOptions } of registrations) watched.push(...(registerOptions as { watchers: { globPattern: string }[] }).watchers.map(({ globPattern }) => globPattern));
  });
  connection.listen();

  const uri = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const documentOf = (file: string): TextDocument => {
    const document = documents.get(uri(file));
    if (!document) throw new Error(`${file} is not open`);
    return document;
  };
  const told = (file: string, holds: (params: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]> =>
    new Promise((resolve) => {
      const look = () => {
        const found = said.findLast((params) => params.uri === uri(file));
        if (!found || !holds(found)) return;
        waiting.delete(look);
        resolve(found.diagnostics);
      };
      waiting.add(look);
      look();
    });
  const change = async (document: TextDocument, edits: TextEdit[]): Promise<void> => {
    const text = TextDocument.applyEdits(document, edits);
    // From the end to the beginning, each place holds while the ones before it change nothing.
    const contentChanges = [...edits].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start)).map(({ range, newText }) => ({ range, text: newText }));
    documents.set(document.uri, TextDocument.create(document.uri, document.languageId, document.version + 1, text));
    await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: document.uri, version: document.version + 1 }, contentChanges });
  };

  await connection.sendRequest(InitializeRequest.method, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: fixture === null ? null : [{ uri: pathToFileURL(folder).href, name: 'folder' }],
    capabilities: { workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const editor: Editor = {
    connection,
    folder,
    messages,
    errors,
    watched,
    ended,
    uri,
    told,
    warned: () =>
      new Promise((resolve) => {
        const look = () => {
          if (messages.length === 0) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async open(file, text) {
      const document = TextDocument.create(uri(file), 'any', 1, text ?? readFileSync(path.join(folder, file), 'utf8'));
      documents.set(document.uri, document);
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: document.uri, languageId: 'any', version: 1, text: document.getText() } });
      return told(file, ({ version }) => version === 1);
    },
    async replace(file, from, to) {
      const document = documentOf(file);
      await change(document, [{ range: editor.find(file, from), newText: to }]);
      return told(file, ({ version }) => version === document.version + 1);
    },
    type(file, text) {
      const document = documentOf(file);
      return change(document, [{ range: { start: document.positionAt(0), end: document.positionAt(document.getText().length) }, newText: text }]);
    },
    async apply(edit) {
      const [target = '', edits = []] = Object.entries(edit?.changes ?? {})[0] ?? [];
      const document = documents.get(target);
      if (!document) throw new Error(`${target} is not open`);
      await change(document, edits);
      return told(path.relative(folder, fileURLToPath(target)), ({ version }) => version === document.version + 1);
    },
    close(file) {
      documents.delete(uri(file));
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uri(file) } });
    },
    textOf: (file) => documentOf(file).getText(),
    find(file, words) {
      const document = documentOf(file);
      const start = document.getText().indexOf(words);
      if (start < 0) throw new Error(`${file} does not say ${words}`);
      return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
    },
    at: (file, words) => editor.find(file, words).start,
    async quit() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const status = await ended;
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
      return status;
    },
  };
  return editor;
}
