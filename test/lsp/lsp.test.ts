import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  ReferencesRequest,
  type CodeAction,
  type Diagnostic,
  type Location,
} from 'vscode-languageserver-protocol/node';
import { openEditor, type Editor } from './client.ts';

let editor: Editor;

/** A server of its own for a group of tests, with some files open from the beginning. */
function withEditor(...files: string[]): void {
  beforeAll(async () => {
    editor = await openEditor('shop');
    for (const file of files) await editor.open(file);
  });
  afterAll(async () => {
    expect(await editor.quit(), 'it ends well after a shutdown').toBe(0);
    expect(editor.errors).toEqual([]);
  });
}

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

async function actionsAt(file: string, words: string, diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: editor.uri(file) }, range: editor.find(file, words), context: { diagnostics } });
  return (actions ?? []) as CodeAction[];
}

async function hover(file: string, words: string): Promise<string> {
  const answer = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri: editor.uri(file) }, position: editor.at(file, words) });
  return answer === null ? '' : ((answer).contents as { value: string }).value;
}

/** The file and the words of each place. */
function wordsAt(locations: unknown): string[] {
  return ((locations ?? []) as Location[]).map(({ uri, range }) => {
    const file = [...FILES].find((one) => editor.uri(one) === uri) ?? uri;
    const line = editor.textOf(file).split('\n')[range.start.line] ?? '';
    return `${file}: ${range.start.line === range.end.line ? line.slice(range.start.character, range.end.character) : line}`;
  });
}

const RULES = 'shop.rules.yml';
const PAGE = 'runbooks/ShopDown.md';
const FILES = new Set([RULES, PAGE, 'compose.yaml']);

/** A file that is not on the disk yet, so that only the tests that need it load a parser of TypeScript. */
const ENDPOINT = `import express from 'express';

const app = express();
app.get('/health', (request, response) => {
  response.json({ status: 'ok', database: true });
});
`;
const NEW: Record<string, string> = { 'health.ts': ENDPOINT };

describe('diagnostics', () => {
  withEditor();

  it('say what the command line says, with the page of the rule', async () => {
    const [diagnostic, ...others] = await editor.open('compose.yaml');
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ severity: 1, code: 'inspect/status-ignored', source: 'vigilint', range: editor.find('compose.yaml', 'curl -s http://localhost:8080/health') });
    expect(diagnostic?.message).toMatch(/stays green when `localhost:8080\/health` answers 500\nGive curl `--fail`/);
    expect(diagnostic?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/inspect\/status-ignored\.md$/);
  });

  it('come and go as one types', async () => {
    expect(codes(await editor.replace('compose.yaml', 'curl -s', 'curl -sf'))).toEqual([]);
    expect(codes(await editor.replace('compose.yaml', 'curl -sf', 'curl -s'))).toEqual(['inspect/status-ignored']);
  });

  it('follow from what other buffers say, saved or not', async () => {
    expect(codes(await editor.open(RULES))).not.toContain('act/missing-runbook');
    await editor.open(PAGE);
    await editor.replace(PAGE, '## Restart', '## Start');
    await editor.told(RULES, ({ diagnostics }) => codes(diagnostics).includes('act/missing-runbook'));
    await editor.replace(PAGE, '## Start', '## Restart');
    await editor.told(RULES, ({ diagnostics }) => !codes(diagnostics).includes('act/missing-runbook'));
  });

  it('point to other places', async () => {
    const [diagnostic] = await editor.open('runbooks/QueueOld.md');
    expect(diagnostic).toMatchObject({ code: 'act/stub-runbook', severity: 2, relatedInformation: [{ location: { uri: editor.uri(RULES), range: editor.find(RULES, 'QueueOld') }, message: '`QueueOld` leads here' }] });
  });

  it('end with the buffer', async () => {
    await editor.open('Dockerfile');
    editor.close('Dockerfile');
    await editor.told('Dockerfile', ({ version, diagnostics }) => version === undefined && diagnostics.length === 0);
  });

  it('leave out what is suppressed', async () => {
    const next = await editor.replace('compose.yaml', '    healthcheck:', '    # vigilint-ignore[inspect/status-ignored]: the page has no states yet, OPS-3\n    healthcheck:');
    expect(next).toEqual([]);
    expect(codes(await editor.replace('compose.yaml', ': the page has no states yet, OPS-3', ''))).toEqual(['suppression/no-reason', 'inspect/status-ignored']);
    await editor.replace('compose.yaml', '    # vigilint-ignore[inspect/status-ignored]\n', '');
  });

  it('leave out what the baseline knows, and take it up when it comes', async () => {
    const file = path.join(editor.folder, 'vigilint-baseline.json');
    expect(editor.watched).toEqual(['**/*']);
    writeFileSync(file, JSON.stringify({ version: 1, findings: [{ check: 'compose:blog', rule: 'inspect/status-ignored', path: 'compose.yaml', count: 1 }] }));
    await changed(file, FileChangeType.Created);
    await editor.told('compose.yaml', ({ diagnostics }) => diagnostics.length === 0);
    rmSync(file);
    await changed(file, FileChangeType.Deleted);
    await editor.told('compose.yaml', ({ diagnostics }) => codes(diagnostics).includes('inspect/status-ignored'));
  });
});

async function changed(file: string, type: FileChangeType): Promise<void> {
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: editor.uri(path.relative(editor.folder, file)), type }] });
}

describe('a hover', () => {
  withEditor('compose.yaml', RULES);

  it('explains the finding and shows the drill of the check', async () => {
    const text = await hover('compose.yaml', 'curl -s');
    expect(text).toMatch(/^\*\*error\*\* \[`inspect\/status-ignored`\]\(file:.*\) \(proven\)/);
    for (const words of ['**Why it matters:**', '**What to do:** Give curl `--fail`', '**When not to worry:**', '| gone | red | nobody accepts the connection |', '| failing | green |']) expect(text).toContain(words);
  });

  it('shows the drill on the name of a check', async () => {
    const text = await hover(RULES, 'ShopDown');
    expect(text).toMatch(/^What `ShopDown` would say if its target broke:\n\n\| fault \| verdict \| because \|/);
    expect(text.split('\n').filter((line) => /^\| (?:gone|stuck|failing|degraded|wrong|silent) \|/.test(line))).toHaveLength(6);
  });

  it('says nothing elsewhere', async () => {
    expect(await hover(RULES, 'Customers cannot buy')).toBe('');
    expect(await hover(RULES, 'groups')).toBe('');
  });
});

describe('code actions', () => {
  withEditor(RULES);

  it('mend a finding', async () => {
    const [diagnostic] = await editor.open('compose.yaml');
    const [mend] = await actionsAt('compose.yaml', 'curl', diagnostic && [diagnostic]);
    expect(mend).toMatchObject({ title: 'Mend inspect/status-ignored', kind: 'quickfix', isPreferred: true, diagnostics: [diagnostic] });
    expect(await editor.apply(mend?.edit)).toEqual([]);
    expect(editor.textOf('compose.yaml')).toContain('curl --fail -s http');
    await editor.replace('compose.yaml', ' --fail', '');
    editor.close('compose.yaml');
  });

  it.each([
    ['compose.yaml', 'curl', '    # vigilint-ignore[inspect/status-ignored]: '],
    ['Dockerfile', 'curl', '# vigilint-ignore[inspect/status-ignored]: '],
    ['alarms.tf', 'threshold           = 0', '# vigilint-ignore[trust/impossible-threshold]: '],
    ['health.ts', '/health', '// vigilint-ignore[inspect/constant-endpoint]: '],
    ['runbooks/QueueOld.md', 'Mitigation', '<!-- vigilint-ignore[act/stub-runbook]: '],
  ])('suppress a finding in %s', async (file, words, comment) => {
    const diagnostics = await editor.open(file, NEW[file]);
    expect(diagnostics).toHaveLength(1);
    const suppress = (await actionsAt(file, words)).find(({ title }) => title.startsWith('Suppress'));
    expect(await editor.apply(suppress?.edit)).toEqual([]);
    const line = editor.textOf(file).split('\n').find((one) => one.includes('vigilint-ignore'));
    expect(line?.startsWith(comment)).toBe(true);
  });

  it('offer no comment where a file has none', async () => {
    expect(codes(await editor.open('monitor.json'))).toEqual(['trust/muted-forever']);
    expect(await actionsAt('monitor.json', 'silenced')).toEqual([]);
  });

  it('offer no comment within a text, where it would be none', async () => {
    const nested = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: rules }\ndata:\n  shop.rules.yml: |\n${['groups:', '  - name: a', '    rules:', '      - alert: A', '        expr: vector(1) > 2'].map((line) => `    ${line}\n`).join('')}`;
    expect(codes(await editor.open('nested.yaml', nested))).toContain('trust/never-fires');
    expect(await actionsAt('nested.yaml', 'vector')).toEqual([]);
    editor.close('nested.yaml');
  });

  it('are none where nothing is wrong', async () => {
    expect(await actionsAt(RULES, 'Customers')).toEqual([]);
  });
});

describe('the way from an alert to its runbook', () => {
  withEditor(RULES, PAGE);

  const definitions = async (file: string, words: string): Promise<string[]> => wordsAt(await editor.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri: editor.uri(file) }, position: editor.at(file, words) }));
  const references = async (file: string, words: string): Promise<string[]> =>
    wordsAt(await editor.connection.sendRequest(ReferencesRequest.type, { textDocument: { uri: editor.uri(file) }, position: editor.at(file, words), context: { includeDeclaration: false } }));

  it('leads from its name and from its link to the section', async () => {
    expect(await definitions(RULES, 'ShopDown')).toEqual([`${PAGE}: ## Restart`]);
    expect(await definitions(RULES, 'https://github.com')).toEqual([`${PAGE}: ## Restart`]);
    expect(await definitions(RULES, 'Customers')).toEqual([]);
  });

  it('leads back from the title and from the section', async () => {
    expect(await references(PAGE, '# ShopDown')).toEqual([`${RULES}: ShopDown`]);
    expect(await references(PAGE, '## Restart')).toEqual([`${RULES}: ShopDown`]);
    expect(await references(PAGE, '## Meaning')).toEqual([]);
    expect(await references(PAGE, 'Nobody can buy')).toEqual([]);
  });
});

describe('the configuration', () => {
  const file = 'vigilint.yaml';
  withEditor('compose.yaml');

  it('is taken up as it is typed', async () => {
    writeFileSync(path.join(editor.folder, file), '');
    await editor.open(file, 'rules:\n  inspect/presence-only: off\n');
    await editor.replace(file, 'inspect/presence-only', 'inspect/status-ignored');
    await editor.told('compose.yaml', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('is marked where it is broken, and the last good one goes on to hold', async () => {
    const [problem] = await editor.replace(file, ': off', ': offf');
    expect(problem).toMatchObject({ severity: 1, source: 'vigilint', range: editor.find(file, 'offf') });
    expect(await editor.replace('compose.yaml', 'blog:1', 'blog:2')).toEqual([]);
    expect(await editor.replace(file, 'rules:', 'rules: [')).toHaveLength(1);
    expect(editor.messages).toEqual([]);
  });

  it('is told of in a window where it is broken and not open', async () => {
    writeFileSync(path.join(editor.folder, file), 'presett: strict\n');
    editor.close(file);
    const [problem] = await editor.told(file, ({ version, diagnostics }) => version === undefined && diagnostics.length > 0);
    expect(problem?.message).toContain('preset');
    await editor.warned();
    expect(editor.messages).toEqual([expect.stringMatching(/^vigilint goes on without the configuration.*vigilint\.yaml.*presett/)]);
    rmSync(path.join(editor.folder, file));
    await changed(path.join(editor.folder, file), FileChangeType.Deleted);
    await editor.told(file, ({ diagnostics }) => diagnostics.length === 0);
    await editor.told('compose.yaml', ({ diagnostics }) => codes(diagnostics).includes('inspect/status-ignored'));
  });
});

describe('an edit in progress', () => {
  withEditor();

  it.each(['compose.yaml', RULES, PAGE, 'alarms.tf', 'health.ts', 'monitor.json', 'Dockerfile'])('of %s never ends the server', async (file) => {
    await editor.open(file, NEW[file]);
    const text = editor.textOf(file);
    const strange = `${text.slice(0, 40)}\t"{{ \u0000 [}]'\`\${ <!-- \uD800 ${text.slice(20)}`;
    for (const next of [...[0.15, 0.37, 0.61, 0.83].map((part) => text.slice(0, Math.floor(text.length * part))), strange, '', text]) {
      await editor.type(file, next);
      // Each question makes the server judge what has just been typed.
      await hover(file, '');
      await actionsAt(file, next);
    }
    expect(editor.errors).toEqual([]);
  });
});

describe('another server', () => {
  it('judges a file that lies in no open folder', async () => {
    const alone = await openEditor(null);
    const diagnostics = await alone.open('compose.yaml', 'services:\n  blog:\n    image: blog:1\n    healthcheck:\n      test: curl -s http://localhost/ || exit 1\n');
    expect(codes(diagnostics)).toEqual(['inspect/status-ignored']);
    expect(await alone.quit()).toBe(0);
  });

  it('judges a folder by itself from when it is opened until it is closed', async () => {
    editor = await openEditor('shop');
    const page = 'runbooks/QueueOld.md';
    const related = (diagnostics: readonly Diagnostic[]): number => diagnostics.flatMap(({ relatedInformation = [] }) => relatedInformation).length;
    expect(related(await editor.open(page))).toBe(1);
    const folder = { uri: pathToFileURL(editor.folder).href, name: 'folder' };
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event: { added: [], removed: [folder] } });
    await editor.told(page, ({ diagnostics }) => diagnostics.length === 1 && related(diagnostics) === 0);
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event: { added: [folder], removed: [] } });
    await editor.told(page, ({ diagnostics }) => related(diagnostics) === 1);
    expect(await editor.quit()).toBe(0);
  });

  it.each([
    { flags: [], found: ['serve/no-harbour'] },
    { flags: ['--plugins'], found: ['act/own-rule', 'serve/no-harbour'] },
  ])('judges by rules of the configuration, by those that are code only on demand: $flags', async ({ flags, found }) => {
    editor = await openEditor('own', ...flags);
    expect(codes(await editor.open('compose.yaml')).sort()).toEqual(found);
    expect(await editor.quit()).toBe(0);
  });

  it('ends with 1 when the editor goes away without a word of farewell', async () => {
    const left = await openEditor(null);
    await left.connection.sendNotification(ExitNotification.type);
    expect(await left.ended).toBe(1);
    left.connection.dispose();
  });
});
