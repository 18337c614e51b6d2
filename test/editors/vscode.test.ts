import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const FOLDER = path.join(import.meta.dirname, '../../editors/vscode');

interface Extension {
  activate(): Promise<void>;
  deactivate(): Promise<void>;
}

interface Started {
  server: { command?: string; module?: string; args: string[] };
  selector: { scheme: string; language: string }[];
}

const work = mkdtempSync(path.join(tmpdir(), 'vigilint-vscode-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

let copies = 0;

/** The extension as VS Code would load it, between stand-ins of what it asks for. */
function load(command: string, folders: string[]): { extension: Extension; started: Started[]; stopped: () => number } {
  copies += 1;
  const copy = path.join(work, String(copies));
  cpSync(FOLDER, copy, { recursive: true });
  const started: Started[] = [];
  let stopped = 0;
  const modules = path.join(copy, 'node_modules');
  mkdirSync(path.join(modules, 'vscode-languageclient'), { recursive: true });
  mkdirSync(path.join(modules, 'vscode'));
  writeFileSync(path.join(modules, 'vscode/index.js'), 'module.exports = globalThis.standIn.vscode;');
  writeFileSync(path.join(modules, 'vscode-languageclient/node.js'), 'module.exports = globalThis.standIn.client;');
  class LanguageClient {
    constructor(_id: string, _name: string, server: Started['server'], options: { documentSelector: Started['selector'] }) {
      started.push({ server, selector: options.documentSelector });
    }
    start(): Promise<void> {
      return Promise.resolve();
    }
    stop(): Promise<void> {
      stopped += 1;
      return Promise.resolve();
    }
  }
  Object.assign(globalThis, {
    standIn: {
      vscode: { workspace: { getConfiguration: () => ({ get: () => command }), workspaceFolders: folders.map((fsPath) => ({ uri: { fsPath } })) } },
      client: { LanguageClient, TransportKind: { stdio: 0 } },
    },
  });
  const extension = createRequire(path.join(copy, 'x.js'))('./extension.js') as Extension;
  return { extension, started, stopped: () => stopped };
}

describe('the extension for VS Code', () => {
  const manifest = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8')) as { activationEvents: string[]; version: string; dependencies: Record<string, string> };
  const { version } = JSON.parse(readFileSync(path.join(FOLDER, '../../package.json'), 'utf8')) as { version: string };

  it('has the version of vigilint, and pins what it needs', () => {
    expect(manifest.version).toBe(version);
    for (const pinned of Object.values(manifest.dependencies)) expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('starts the program of the PATH for the languages that wake it, and stops it', async () => {
    const { extension, started, stopped } = load('', []);
    await extension.activate();
    expect(started).toMatchObject([{ server: { command: 'vigilint', args: ['lsp', '--plugins'] } }]);
    expect(started[0]?.selector.map(({ language }) => `onLanguage:${language}`)).toEqual(manifest.activationEvents);
    await extension.deactivate();
    expect(stopped()).toBe(1);
  });

  it('prefers the one that the workspace has installed', async () => {
    const folder = path.join(work, 'project');
    const local = path.join(folder, 'node_modules/vigilint/dist/cli.js');
    mkdirSync(path.dirname(local), { recursive: true });
    writeFileSync(local, '');
    const { extension, started } = load('', [folder]);
    await extension.activate();
    expect(started).toMatchObject([{ server: { module: local, args: ['lsp', '--plugins'] } }]);
  });

  it('prefers the one that the settings name to both', async () => {
    const { extension, started } = load('/opt/vigilint', [path.join(work, 'project')]);
    await extension.activate();
    expect(started).toMatchObject([{ server: { command: '/opt/vigilint', args: ['lsp', '--plugins'] } }]);
  });

  it('can be deactivated before it has started', async () => {
    await expect(load('', []).extension.deactivate()).resolves.toBeUndefined();
  });
});
