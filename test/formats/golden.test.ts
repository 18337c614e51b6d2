import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDocument, type Document } from '../../src/document.ts';
import { matcherOf } from '../../src/find.ts';
import { formats } from '../../src/formats/index.ts';
import { surroundingsOf, understand } from '../../src/understand.ts';

/**
 * `test/formats/<format>/<name>` is read by that format alone, and what it finds is kept in `<name>.golden.json`
 * beside it, with the words at each span in place of offsets so that a reader can check it. All files of the folder lie around it, those of folders within it too. `vitest -u` rewrites it.
 */
describe.each(formats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const folder = path.join(import.meta.dirname, id);
  const inputs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.golden.json') && !entry.name.endsWith('.test.ts'))
    .map((entry) => entry.name);

  it('has golden inputs', () => {
    expect(inputs.length).toBeGreaterThan(0);
  });

  it.each(inputs)('reads %s', async (name) => {
    const documents = documentsBelow(folder);
    const { items, broken, faults } = await understand([...documents.values()].filter((document) => document.path === name), surroundingsOf(documents), [format], matcherOf([format]));
    expect(faults).toEqual([]);
    expect(broken).toEqual([]);
    expect(items.length, 'something was read').toBeGreaterThan(0);
    await expect(`${JSON.stringify(items, quoteSpans(documents), 2)}\n`).toMatchFileSnapshot(path.join(folder, `${name}.golden.json`));
  });
});

function documentsBelow(folder: string): Map<string, Document> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true, encoding: 'utf8' }).filter((entry) => entry.isFile() && !entry.name.endsWith('.golden.json'));
  const paths = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
  return new Map(paths.map((file) => [file, createDocument(file, readFileSync(path.join(folder, file), 'utf8'))]));
}

/** Shows a span as `line:column words…words`, so that a wrong place is seen. */
function quoteSpans(documents: ReadonlyMap<string, Document>): (key: string, value: unknown) => unknown {
  return (_, value) => {
    const document = isSpan(value) ? documents.get(value.path) : undefined;
    if (!document || !isSpan(value)) return value;
    const { line, column } = document.lines().positionOf(value.start);
    const words = document.text.slice(value.start, value.end);
    return `${line}:${column} ${words.length > 60 ? `${words.slice(0, 28)} … ${words.slice(-28)}` : words}`;
  };
}

function isSpan(value: unknown): value is { path: string; start: number; end: number } {
  return typeof value === 'object' && value !== null && 'path' in value && 'start' in value && 'end' in value && Object.keys(value).length === 3;
}
