import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../src/config/settings.ts';
import { createDocument, type Document } from '../src/document.ts';
import { find } from '../src/find.ts';
import { defineFormat, type Format } from '../src/format.ts';
import { formats } from '../src/formats/index.ts';
import { lintDocuments } from '../src/lint.ts';
import type { Finding } from '../src/model/index.ts';
import { createMemory, createSaid } from '../src/remember.ts';

/** A format that notes what it reads. */
function noting(id: string, looksAround: boolean, read: string[]): Format {
  return defineFormat({
    id,
    title: id,
    docs: '',
    globs: [`**/*.${id}`],
    looksAround,
    claims: () => true,
    *read(document, _, around) {
      read.push(`${document.path} beside ${[...around.documents()].length}`);
      yield { kind: 'skip', path: document.path, reason: document.text };
    },
  });
}

describe('a reader that remembers', () => {
  const read: string[] = [];
  const those = [noting('alone', false, read), noting('together', true, read)];
  const memory = createMemory(those);
  const run = async (documents: readonly Document[]): Promise<{ read: string[]; said: string[] }> => {
    read.length = 0;
    memory.begin(documents);
    const { project } = await lintDocuments(new Map(documents.map((document) => [document.path, document])), { settings: DEFAULT_SETTINGS, formats: those, rules: [], read: memory.read });
    return { read: [...read], said: project.skips.map(({ reason }) => reason) };
  };
  const a = createDocument('a.alone', 'a');
  const b = createDocument('b.alone', 'b');
  const c = createDocument('c.together', 'c');
  const d = createDocument('d.together', 'd');

  it('reads everything once', async () => {
    expect(await run([a, b, c, d])).toEqual({ read: ['a.alone beside 0', 'b.alone beside 0', 'c.together beside 4', 'd.together beside 4'], said: ['a', 'b', 'c', 'd'] });
    expect(await run([a, b, c, d])).toEqual({ read: [], said: ['a', 'b', 'c', 'd'] });
  });

  it('reads only what has changed of what is read alone', async () => {
    expect(await run([a, createDocument('b.alone', 'B'), c, d])).toEqual({ read: ['b.alone beside 0'], said: ['a', 'B', 'c', 'd'] });
  });

  it('reads all of what looks around when one of them changes, comes or goes', async () => {
    expect((await run([a, b, c, createDocument('d.together', 'D')])).read).toEqual(['c.together beside 4', 'd.together beside 4']);
    expect((await run([a, b, c])).read).toEqual(['c.together beside 3']);
  });
});

describe('with and without a memory', () => {
  it('the same is found after every change', async () => {
    const root = path.join(import.meta.dirname, '../examples');
    const { files } = await find(['.'], formats, DEFAULT_SETTINGS, root);
    const documents = new Map(files.map((file) => [file, createDocument(file, readFileSync(path.join(root, file), 'utf8'))]));
    const memory = createMemory(formats);
    const shown = ({ rule, message, at, fingerprint }: Finding) => ({ rule, message, at, fingerprint });
    for (const file of [undefined, ...files.filter((_, index) => index % 5 === 0)]) {
      const before = file === undefined ? undefined : documents.get(file);
      // Half of a file is what an editor has while somebody writes the other half.
      if (before) documents.set(before.path, createDocument(before.path, before.text.slice(0, before.text.length / 2)));
      memory.begin(documents.values());
      const remembered = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, read: memory.read });
      const anew = await lintDocuments(new Map([...documents].map(([name, { text }]) => [name, createDocument(name, text)])), { settings: DEFAULT_SETTINGS });
      expect(remembered.findings.map(shown)).toEqual(anew.findings.map(shown));
    }
  });
});

describe('what texts say', () => {
  const rule = (name: string, text: string): string => `groups: [{ name: pump, rules: [{ alert: ${name}, expr: pump_fault == 1, annotations: { description: ${text} } }] }]\n`;
  const a = createDocument('a.rules.yml', rule('A', 'Call the plant electrician on 4711.'));
  const b = createDocument('b.rules.yml', rule('B', 'Contact the administrator.'));

  it('is worked out once for as long as the text is the same', async () => {
    const memory = createMemory(formats);
    const said = createSaid();
    const answers = async (...documents: Document[]) => {
      memory.begin(documents);
      const { project } = await lintDocuments(new Map(documents.map((document) => [document.path, document])), { settings: DEFAULT_SETTINGS, rules: [], read: memory.read, said });
      return project.checks.map((check) => ({ answer: project.answer(check), clarities: check.response.texts.map((text) => project.clarity(text)) }));
    };
    const [first, second] = await answers(a, b);
    const [again, other] = await answers(a, createDocument('b.rules.yml', rule('B', 'Run `reset-pump` on the panel.')));
    expect(again?.answer).toBe(first?.answer);
    expect(again?.clarities[0]).toBe(first?.clarities[0]);
    expect(second?.answer.is).toBe('vague');
    expect(other?.answer.is).not.toBe('vague');
  });
});
