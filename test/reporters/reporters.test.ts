import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { reporters, type Style } from '../../src/reporters/index.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { sharedReport } from './report.ts';

const plain: Style = { colors: picocolors.createColors(false), width: 100, quiet: false, verbose: false };
const golden = (name: string) => path.join(import.meta.dirname, 'golden', name);

async function render(format: string, style: Partial<Style> = {}): Promise<string> {
  const reporter = await reporters[format]?.();
  return [...(reporter?.(sharedReport(), { ...plain, ...style }) ?? [])].join('');
}

describe('each reporter renders the shared findings', () => {
  it.each(Object.keys(reporters))('%s', async (format) => {
    await expect(await render(format)).toMatchFileSnapshot(golden(`${format}.txt`));
  });

  it('text in colour', async () => {
    const text = await render('text', { colors: picocolors.createColors(true) });
    await expect(text.replaceAll('\u001B', '␛')).toMatchFileSnapshot(golden('text.color.txt'));
  });

  it('text, quiet and verbose', async () => {
    expect(await render('text', { quiet: true })).not.toContain('7 files');
    expect(await render('text', { verbose: true })).toMatch(/; 1 file skipped\n$/);
  });
});

describe('no reporter', () => {
  it.each(Object.keys(reporters))('lets a control character of a file through: %s', async (format) => {
    expect(await render(format)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });
});

describe('json', () => {
  const schema: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../schemas/report.schema.json'), 'utf8'));
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema as object);

  it('is valid against its schema', () => {
    validate(JSON.parse(JSON.stringify(jsonReport(sharedReport()))));
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when a promise is broken', () => {
    const report = jsonReport(sharedReport());
    expect(validate({ ...report, version: 2 })).toBe(false);
    expect(validate({ ...report, findings: report.findings.map((finding) => ({ ...finding, line: 0 })) })).toBe(false);
  });

  it('spans the whole definition of the check', () => {
    const finding = jsonReport(sharedReport()).findings.find(({ rule }) => rule === 'inspect/presence-only');
    expect(finding).toMatchObject({ line: 5, column: 15, endLine: 5, endColumn: 34, check: { line: 4, endLine: 5 } });
  });
});
