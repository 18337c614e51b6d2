import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { DEFAULT_SETTINGS } from '../src/config/settings.ts';
import { createDocument } from '../src/document.ts';
import { lint, lintDocuments, type Report } from '../src/lint.ts';

const strict = { ...DEFAULT_SETTINGS, preset: 'strict' as const };

/** `path:line:column severity message`, one finding a line; `(ask)` where a rule that claims only asks this time. */
function concise({ findings, documents, faults }: Report): string {
  expect(faults).toEqual([]);
  return findings
    .map(({ rule, at, severity, confidence, message }) => {
      const { line, column } = documents.get(at.path)?.lines().positionOf(at.start) ?? { line: 0, column: 0 };
      const isAsked = confidence === 'ask' && rules.some(({ id, confidence: usual }) => id === rule && usual !== 'ask');
      return `${at.path}:${line}:${column} ${severity}${isAsked ? ' (ask)' : ''} ${message}\n`;
    })
    .join('');
}

/**
 * Fixtures are `test/rules/<family>/<rule>/{fires,quiet}-<name>`, each a file or a folder that is a project of its own.
 * What the firing ones say is in `expected.txt` beside them; `vitest -u` rewrites it.
 */
describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const folder = path.join(import.meta.dirname, 'rules', id);
  const fixtures = existsSync(folder) ? readdirSync(folder).sort() : [];
  const named = (prefix: string) => fixtures.filter((name) => name.startsWith(prefix));

  it('has fixtures on both sides', () => {
    expect(named('fires-').length).toBeGreaterThan(0);
    expect(named('quiet-').length).toBeGreaterThan(0);
  });

  it('fires as expected', async () => {
    let all = '';
    for (const name of named('fires-')) {
      const said = concise(await lint([name], { settings: strict, cwd: folder, only: [id] }));
      expect(said, name).not.toBe('');
      all += said;
    }
    await expect(all).toMatchFileSnapshot(path.join(folder, 'expected.txt'));
  });

  it.each(named('quiet-'))('is quiet on %s', async (name) => {
    const report = await lint([name], { settings: strict, cwd: folder, only: [id] });
    expect(report.project.checks.length + report.project.runbooks.length + report.project.recordings.length + report.project.routes.length + report.project.receivers.length, 'something was read').toBeGreaterThan(0);
    expect(concise(report)).toBe('');
  });

  it.each(rule.examples.map((example, index) => [index + 1, example] as const))('example %i fires when bad and is quiet when good', async (_, example) => {
    const run = (text: string) => {
      const files = { ...example.beside, [example.path]: text };
      return lintDocuments(new Map(Object.entries(files).map(([name, content]) => [name, createDocument(name, content)])), { settings: strict, only: [id] });
    };
    const bad = await run(example.bad);
    const good = await run(example.good);
    expect(bad.project.scanned.formats.has(example.format), 'the bad example is read by its format').toBe(true);
    expect(good.project.scanned.formats.has(example.format), 'the good example is read by its format').toBe(true);
    expect(concise(bad)).not.toBe('');
    expect(concise(good)).toBe('');
  });
});
