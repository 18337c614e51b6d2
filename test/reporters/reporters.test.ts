import path from 'node:path';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/lint.ts';
import type { Finding, Severity } from '../../src/model/index.ts';
import { reporters, type Style } from '../../src/reporters/index.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { markdownReport } from '../../src/reporters/markdown.ts';
import { finding, sharedReport } from './report.ts';
import { commandIn } from './runner.ts';
import { elementsOf, SCHEMAS } from './schemas.ts';

const plain: Style = { colors: picocolors.createColors(false), width: 100, quiet: false, verbose: false, folder: '' };
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

describe.each(Object.entries(SCHEMAS))('%s', (format, validate) => {
  it('is valid against its schema', async () => {
    validate(JSON.parse(await render(format)));
    expect(validate.errors).toBeNull();
  });
});

describe.each(['junit', 'checkstyle'])('%s', (format) => {
  it('is well-formed', async () => {
    expect(elementsOf(await render(format)).length).toBeGreaterThan(10);
  });
});

describe('paths', () => {
  it('are those of the repository where a forge reads them', async () => {
    for (const format of ['github', 'gitlab', 'sarif', 'markdown']) expect(await render(format, { folder: 'deploy/shop', source: 'https://example.com/o/r/blob/abc' }), format).toContain('deploy/shop/rules/pump.yml');
    for (const format of ['text', 'concise', 'json', 'rdjson', 'junit', 'checkstyle']) expect(await render(format, { folder: 'deploy/shop' }), format).not.toContain('deploy/shop');
  });

  it('are encoded in SARIF', async () => {
    expect(await render('sarif')).toContain('"uri": "rules/50%25%20(a%2C%20b)/%3A%3Anotice%3A%3A%5Bx%5D(y)%20%5D%5D%3E%20%3Cb%3E.yml"');
  });
});

describe('github', () => {
  const many = (severity: Severity, count: number) => Array.from({ length: count }, (_, index) => finding('act/no-action', { path: 'rules/pump.yml', start: index, end: index + 1 }, `${severity} ${index}`, { severity }));
  const renderMany = async (findings: Finding[]) => [...(await reporters.github?.())?.({ ...sharedReport(), findings }, plain) ?? []].map((line) => commandIn(line.trimEnd()));

  it('says nothing of hidden annotations where all are shown', async () => {
    const commands = await renderMany([...many('note', 10), ...many('error', 10)]);
    expect(commands).toHaveLength(20);
    expect(commands[0]).toMatchObject({ name: 'error', properties: { file: 'rules/pump.yml', line: '1' } });
  });

  it('says first how many get no annotation; saying so takes the place of a notice', async () => {
    const [first, second, ...others] = await renderMany([...many('note', 10), ...many('warning', 11), ...many('error', 23)]);
    expect(first).toMatchObject({ name: 'notice', data: expect.stringContaining('13 errors, 1 warning, 1 note of this run have none') as string });
    expect(second?.name).toBe('error');
    expect(others.at(-1)?.name).toBe('notice');
  });
});

describe('markdown', () => {
  it('keeps within the bytes that it is given, and counts what it leaves out', () => {
    const whole = markdownReport(sharedReport(), plain, Infinity);
    expect(whole.match(/^\| \S+ (?:error|warning|note) /gm)).toHaveLength(sharedReport().findings.length);
    for (const most of [600, 1200, 2000, 3000]) {
      const page = markdownReport(sharedReport(), plain, most);
      const rows = page.match(/^\| \S+ (?:error|warning|note) /gm)?.length ?? 0;
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(most);
      expect(page).toMatch(rows < sharedReport().findings.length ? new RegExp(`${sharedReport().findings.length - rows} findings? more, for which there is no room here`) : /There is no room here for what the rules say/);
    }
  });
});

describe('sarif', () => {
  interface Log {
    runs: { tool: { driver: { rules: { id: string; help?: { text: string } }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
  }

  it('lists each rule that has found something, with what it says of itself, whoever wrote it', async () => {
    const log = JSON.parse(await render('sarif')) as Log;
    const { tool, results } = log.runs[0] ?? { tool: { driver: { rules: [] } }, results: [] };
    const { rules } = tool.driver;
    expect(results.length).toBeGreaterThan(10);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules.map(({ id }) => id)).toEqual([...new Set(rules.map(({ id }) => id))].sort());
    expect(rules.find(({ id }) => id === 'trust/never-fires')?.help?.text, 'of the report').toBe('What to do about trust/never-fires.');
    expect(rules.find(({ id }) => id === 'syntax-error')?.help?.text, 'of the program itself').toContain('Mend the syntax');
    expect(rules.find(({ id }) => id === 'act/no-action')?.help?.text, 'of its finding').toBe('What to do about act/no-action.');
    expect(rules.find(({ id }) => id === 'trust/without-findings')).toBeUndefined();
  });
});

describe('a run with a fault of its own', () => {
  it('did not succeed, says SARIF', async () => {
    const reporter = await reporters.sarif?.();
    const succeeded = (report: Report): unknown => (JSON.parse([...(reporter?.(report, plain) ?? [])].join('')) as { runs: { invocations: { executionSuccessful: boolean }[] }[] }).runs[0]?.invocations[0]?.executionSuccessful;
    expect(succeeded(sharedReport())).toBe(true);
    expect(succeeded({ ...sharedReport(), faults: [{ where: 'act/no-action', path: 'rules/pump.yml', error: new Error('x') }] })).toBe(false);
  });
});

describe('json', () => {
  const { json: validate = () => false } = SCHEMAS;

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
