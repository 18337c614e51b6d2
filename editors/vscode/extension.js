const { existsSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');
const { activationEvents } = require('./package.json');

/** Plug-ins may run: VS Code starts this only in folders that are trusted. */
const ARGUMENTS = ['lsp', '--plugins'];

/** @type {LanguageClient | undefined} */
let client;

/** Starts `vigilint lsp`, which does all the work. */
async function activate() {
  const languages = activationEvents.map((event) => event.replace('onLanguage:', ''));
  client = new LanguageClient('vigilint', 'vigilint', server(), {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
  });
  await client.start();
}

/** The program of the settings, of the workspace or of the machine, in this order. */
function server() {
  const command = vscode.workspace.getConfiguration('vigilint').get('command');
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const local = folder && path.join(folder.uri.fsPath, 'node_modules/vigilint/dist/cli.js');
  if (!command && local && existsSync(local)) return { module: local, args: ARGUMENTS, transport: TransportKind.stdio };
  return { command: command || 'vigilint', args: ARGUMENTS, transport: TransportKind.stdio };
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
