import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';

/** Files that formats and rules are tested with: what mutations begin from. */
function fixturesBelow(folder: string): { path: string; text: string }[] {
  const root = path.join(import.meta.dirname, '..', folder);
  return readdirSync(root, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json|md|[cm]?[jt]s|tf)$|Dockerfile/.test(entry.name) && !entry.name.endsWith('.golden.json'))
    .map((entry) => ({ path: entry.name, text: readFileSync(path.join(entry.parentPath, entry.name), 'utf8') }))
    .filter(({ text }) => text.length < 20_000);
}

const fixtures = [...fixturesBelow('formats'), ...fixturesBelow('rules')];
const settings = { ...DEFAULT_SETTINGS, preset: 'strict' as const };

/** Characters that mean something in the languages that are read. */
const TELLING = ['\n', '\t', '  ', '"', "'", '`', '{', '}', '[', ']', '(', ')', '$', '{{', '}}', '|', '>', '&a ', '*a', '#', '- ', ': ', '\\', '!', '%', '<<', '---\n', '\u0000', '\uD800', '\uFEFF', '\r\n', '水'];

type Mutation = (text: string) => string;

const at = fc.double({ min: 0, max: 1, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ from: at, length: fc.nat(40) }).map(({ from, length }): Mutation => (text) => {
    const start = Math.floor(from * text.length);
    return text.slice(0, start) + text.slice(start + length);
  }),
  fc.record({ from: at, piece: fc.constantFrom(...TELLING) }).map(({ from, piece }): Mutation => (text) => {
    const start = Math.floor(from * text.length);
    return text.slice(0, start) + piece + text.slice(start);
  }),
  fc.record({ from: at, to: at, length: fc.nat(80) }).map(({ from, to, length }): Mutation => (text) => {
    const start = Math.floor(from * text.length);
    const target = Math.floor(to * text.length);
    return text.slice(0, target) + text.slice(start, start + length) + text.slice(target);
  }),
  at.map((end): Mutation => (text) => text.slice(0, Math.floor(end * text.length))),
);

/** Words of programs, in place of others: circles, things that are not there, and what only looks like a call. */
const WORDS = ['this', 'this.alarm', 'super', 'undefined', 'null', '...', 'await ', 'async ', 'new ', '=> ', '=', '?.', '#a', '`${a}`', 'a = a', '{ a, ...a }', '[...a]', 'for (const a of a) ', 'class A extends A ', 'export { a as b };', 'export * from "./a";', 'yield ', '@A() ', '<A>', 'as const', '0n', '/a/', '()', '!', 'return '];
const codeMutation: fc.Arbitrary<Mutation> = fc.oneof(
  mutation,
  fc.record({ from: at, piece: fc.constantFrom(...WORDS) }).map(({ from, piece }): Mutation => (text) => {
    // At the beginning of a word, so that much of it still parses.
    const start = text.slice(0, Math.floor(from * text.length)).search(/\w+$/);
    const place = start < 0 ? Math.floor(from * text.length) : start;
    return text.slice(0, place) + piece + text.slice(place);
  }),
  fc.record({ from: at, to: at }).map(({ from, to }): Mutation => (text) => {
    // One name for another makes circles.
    const names = text.match(/[A-Za-z_]\w*/g) ?? [];
    const [before, after] = [names[Math.floor(from * names.length)], names[Math.floor(to * names.length)]];
    return before === undefined || after === undefined ? text : text.replaceAll(before, after);
  }),
);

let understood = 0;

async function faultsOf(files: readonly { path: string; text: string }[]): Promise<string[]> {
  const documents = new Map(files.map((file) => [file.path, createDocument(file.path, file.text)]));
  const { faults, findings, project } = await lintDocuments(documents, { settings });
  if (project.scanned.formats.size > 0) understood += 1;
  for (const { at: span } of findings) expect(span.start, 'a finding lies in its file').toBeLessThanOrEqual(documents.get(span.path)?.text.length ?? Infinity);
  return faults.map(({ where, path: file, error }) => `${where} at ${file}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
}

describe('no content makes a format or a rule fail', () => {
  it('mutated fixtures', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), fc.array(mutation, { minLength: 1, maxLength: 6 }), async (fixture, mutations) => {
        const text = mutations.reduce((before, mutate) => mutate(before), fixture.text);
        expect(await faultsOf([{ ...fixture, text }])).toEqual([]);
      }),
      { numRuns: 1500 },
    );
    expect(understood, 'a good part of the mutations leaves something to read').toBeGreaterThan(300);
  });

  it('mutated code, several files at once', { timeout: 120_000 }, async () => {
    const code = [...fixtures, ...fixturesBelow('../examples')].filter(({ path: file }) => /\.[cm]?[jt]sx?$/.test(file));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...code), fc.array(codeMutation, { maxLength: 8 })), { minLength: 1, maxLength: 3 }), async (chosen) => {
        const files = chosen.map(([fixture, mutations]) => ({ ...fixture, text: mutations.reduce((before, mutate) => mutate(before), fixture.text) }));
        expect(await faultsOf(files)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('any text under any name', { timeout: 120_000 }, async () => {
    const name = fc.constantFrom('a.yml', 'a.rules.yaml', 'compose.yaml', 'docker-compose.yml', 'Dockerfile', 'runbooks/a.md', 'README.md', 'a.json', 'alertmanager.yml', 'rounds/a.yaml', 'a.tf', 'a.tf.json', 'a.ts', 'a.tsx', 'a.mjs', 'app/health/route.ts');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.constantFrom(...TELLING, 'alert', 'expr', 'groups', 'rules', 'livenessProbe', 'exec', 'command', 'healthcheck', 'test', 'HEALTHCHECK CMD ', 'resource "datadog_monitor" "a" {', 'message = ', 'services', 'kind', 'a', '1', ...WORDS, 'import { test, expect } from "@playwright/test";', 'import { Alarm } from "aws-cdk-lib/aws-cloudwatch";', 'new Alarm(this, "A", a)', 'test("a", () => '), { maxLength: 80 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ path: name, text }), { minLength: 1, maxLength: 3 }), async (files) => {
        expect(await faultsOf(files)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
