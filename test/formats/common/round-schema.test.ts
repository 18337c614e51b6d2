import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/config/settings.ts';
import { createDocument } from '../../../src/document.ts';
import { lintDocuments } from '../../../src/lint.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Schema {
  properties: Record<string, unknown>;
  definitions: { item: { properties: Record<string, unknown> } };
}

const schema = JSON.parse(read('schemas/round.schema.json')) as Schema;
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

async function skips(text: string): Promise<string[]> {
  const { project } = await lintDocuments(new Map([['round.yaml', createDocument('round.yaml', text)]]), { settings: DEFAULT_SETTINGS, rules: [] });
  return project.skips.map(({ reason }) => reason);
}

describe('the schema of rounds and their reader', () => {
  it.each(['examples/security-guard/as-it-was/round.yaml', 'examples/security-guard/as-it-should-be/round.yaml'])('both accept %s', async (file) => {
    expect(validate(load(read(file))), JSON.stringify(validate.errors)).toBe(true);
    expect(await skips(read(file))).toEqual([]);
  });

  it.each([
    ['a key that nobody reads', 'apiVersion: vigilint.dev/round/v1\ncolour: red\nitems: [{ look: lamp }]\n'],
    ['an item with a key that nobody reads', 'apiVersion: vigilint.dev/round/v1\nitems: [{ look: lamp, expext: green }]\n'],
    ['an item without look', 'apiVersion: vigilint.dev/round/v1\nitems: [{ expect: green }]\n'],
    ['items that are no list', 'apiVersion: vigilint.dev/round/v1\nitems: lamp\n'],
    ['a text that is none', 'apiVersion: vigilint.dev/round/v1\nitems: [{ look: [lamp] }]\n'],
    ['another version', 'apiVersion: vigilint.dev/round/v9\nitems: [{ look: lamp }]\n'],
  ])('both refuse %s', async (_, text) => {
    expect(validate(load(text))).toBe(false);
    expect(await skips(text)).not.toEqual([]);
  });

  it('know the same keys', async () => {
    const item = Object.keys(schema.definitions.item.properties).map((key) => `${key}: a`);
    const head = Object.keys(schema.properties).filter((key) => key !== 'items' && key !== 'apiVersion');
    const text = `apiVersion: vigilint.dev/round/v1\n${head.map((key) => `${key}: a\n`).join('')}items: [{ ${item.join(', ')} }]\n`;
    expect(await skips(text)).toEqual([]);
  });
});
