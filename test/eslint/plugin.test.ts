import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import vigilint from '../../src/eslint.ts';
import { codeRules } from '../../src/eslint/rules.ts';

const root = path.join(import.meta.dirname, '../..');
const parser = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } };

/** A folder that is not there, so that nothing lies around a text. */
const NOWHERE = path.join(root, 'nowhere');

/** What the real ESLint says of a text: `line:column rule message`. */
function said(filename: string, text: string, config: Linter.Config = vigilint.configs.recommended): string[] {
  const linter = new Linter({ cwd: NOWHERE });
  return linter.verify(text, [parser, config], { filename: path.join(NOWHERE, filename) }).map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId} ${message}`);
}

const CDK = `import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';\n`;
const alarm = (metric: string, props: string): string => `${CDK}export const a = new Alarm(stack, 'A', { metric: new Metric({ ${metric} }), evaluationPeriods: 1, ${props} });\n`;
const QUEUE = "namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage'";
const CPU = "namespace: 'AWS/EC2', metricName: 'CPUUtilization'";
const policy = (query: string): string => `import * as gcp from '@pulumi/gcp'; new gcp.monitoring.AlertPolicy('a', { displayName: 'a', combiner: 'OR', conditions: [{ displayName: 'a', conditionPrometheusQueryLanguage: { query: '${query}' } }] });\n`;
const PAGE = `import { expect, test } from '@playwright/test';\n`;
const visit = (more: string, call = 'test'): string => `${PAGE}${call}('a', async ({ page }) => { await page.goto('https://shop.example'); ${more} });\n`;

/** A file for each rule. */
const FIRES: Record<string, string> = {
  'act/no-action': alarm(QUEUE, "threshold: 600, alarmDescription: 'The oldest order has been waiting.'"),
  'act/placeholder-text': alarm(QUEUE, "threshold: 600, alarmDescription: 'TODO'"),
  'act/restated-name': `${CDK}export const a = new Alarm(stack, 'QueueAgeIsHigh', { metric: new Metric({ ${QUEUE} }), evaluationPeriods: 1, threshold: 600, alarmDescription: 'Queue age is high' });\n`,
  'act/vague-action': alarm(QUEUE, "threshold: 600, alarmDescription: 'Please investigate.'"),
  'inspect/any-status-accepted': `import { ApiCheck, AssertionBuilder } from 'checkly/constructs'; new ApiCheck('a', { name: 'a', request: { method: 'GET', url: 'https://shop.example/api', assertions: [AssertionBuilder.statusCode().lessThan(600)] } });\n`,
  'inspect/constant-endpoint': `import express from 'express'; const app = express(); app.get('/health', (request, response) => { response.json({ status: 'ok' }); });\n`,
  'inspect/empty-assertion': visit('expect(true).toBe(true);'),
  'inspect/no-assertion': visit(''),
  'inspect/state-in-body': `import express from 'express'; const app = express(); app.get('/health', async (request, response) => { const db = await pool.query('select 1').then(() => 'up').catch(() => 'down'); response.json({ status: 'ok', db }); });\n`,
  'trust/always-fires': alarm(CPU, 'threshold: 0'),
  'trust/disabled-check': alarm(QUEUE, 'threshold: 600, actionsEnabled: false'),
  'trust/impossible-threshold': alarm(CPU, 'threshold: 150'),
  'trust/muted-forever': `import { UrlMonitor } from 'checkly/constructs'; new UrlMonitor('a', { name: 'a', muted: true, request: { url: 'https://shop.example' } });\n`,
  'trust/never-fires': policy('up > 1'),
  'trust/never-heard': alarm(QUEUE, 'threshold: 600').replace('export const a = ', ''),
  'trust/skipped-check': visit("await expect(page.getByText('x')).toBeVisible();", 'test.skip'),
  'trust/swallowed-failure': visit("try { await expect(page.getByText('x')).toBeVisible(); } catch { }"),
  'trust/threshold-missing': `import http from 'k6/http'; import { check } from 'k6'; export default function () { check(http.get('https://shop.example'), { ok: (r) => r.status === 200 }); }\n`,
  'trust/unawaited-assertion': visit("expect(page.getByText('x')).toBeVisible();"),
  'trust/wrong-polarity': policy('up == 1'),
};

describe('the plugin of ESLint', () => {
  it.each(codeRules.map(({ id }) => id))('reports %s', (id) => {
    const text = FIRES[id] ?? '';
    const config: Linter.Config = { ...vigilint.configs.strict, rules: { [`vigilint/${id}`]: 'error' } };
    expect(said('a.ts', text, config)).not.toEqual([]);
    expect(said('a.ts', text, config).every((line) => line.includes(` vigilint/${id} `))).toBe(true);
  });

  it('points at the words, in lines and columns of the editor', () => {
    expect(said('a.spec.ts', visit("\n  expect(page.getByText('x')).toBeVisible();"))).toEqual([
      "3:3 vigilint/trust/unawaited-assertion `expect(page.getByText('x')).toBeVisible()` asserts nothing: `toBeVisible` gives back a promise, and nobody waits for it",
    ]);
  });

  it('keeps a text with braces as it is', () => {
    const config: Linter.Config = { ...vigilint.configs.recommended, rules: { 'vigilint/trust/unawaited-assertion': 'error' } };
    expect(said('a.spec.ts', visit("expect(page.getByText('{{ x }}')).toBeVisible();"), config)[0]).toContain("getByText('{{ x }}')");
  });

  it('is quiet on code that is no check, on what cannot be read, and on what another file says', () => {
    expect(said('a.ts', 'export const health = () => true;\n')).toEqual([]);
    expect(said('a.js', 'const { = ;').filter((line) => line.includes('vigilint'))).toEqual([]);
    expect(said('a.spec.ts', `${PAGE}import { sees } from './elsewhere';\n${visit('await sees(page);').replace(PAGE, '')}`).filter((line) => line.includes('no-assertion'))).toEqual([]);
  });

  it('obeys the comments of both', () => {
    const fires = visit("\n  expect(page.getByText('x')).toBeVisible();");
    expect(said('a.spec.ts', fires.replace('\n  expect', '\n  // eslint-disable-next-line vigilint/trust/unawaited-assertion -- the page is static\n  expect'))).toEqual([]);
    expect(said('a.spec.ts', fires.replace("test('a'", "// vigilint-ignore[trust/unawaited-assertion]: the page is static\ntest('a'"))).toEqual([]);
  });

  it('has the presets of vigilint, with severities', () => {
    for (const preset of ['recommended', 'strict'] as const) {
      const expected = codeRules.filter(({ presets }) => presets.includes(preset)).map(({ id, severity }) => [`vigilint/${id}`, severity === 'error' ? 'error' : 'warn']);
      expect(vigilint.configs[preset].rules).toEqual(Object.fromEntries(expected));
    }
    // A question that only the owner can answer.
    const waits = alarm(QUEUE, 'threshold: 600, actionsEnabled: false /* the new queue comes first */');
    const disabled = (config: Linter.Config): number => said('a.ts', waits.replace('/*', '// ').replace('*/ }', '\n }'), config).filter((line) => line.includes('disabled-check')).length;
    expect([disabled(vigilint.configs.recommended), disabled(vigilint.configs.strict)]).toEqual([0, 1]);
  });

  it('names pages that are there', () => {
    for (const rule of Object.values(vigilint.rules ?? {})) {
      const url = 'meta' in rule ? rule.meta.docs?.url : undefined;
      expect(url !== undefined && existsSync(fileURLToPath(url)), url).toBe(true);
    }
  });

  it('names rules that are there', () => {
    const ids = new Set(rules.map(({ id }) => id as string));
    expect(Object.keys(FIRES).filter((id) => !ids.has(id))).toEqual([]);
    expect(codeRules.map(({ id }) => id as string).sort()).toEqual(Object.keys(FIRES).sort());
  });

  it('reads what a file imports, in the example', { timeout: 60_000 }, async () => {
    const eslint = new ESLint({ cwd: path.join(root, 'examples/checks-as-code'), overrideConfigFile: true, overrideConfig: [parser, vigilint.configs.recommended] });
    const results = await eslint.lintFiles(['**/*.ts']);
    const lines = results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId }) => `${path.basename(filePath)}:${line} ${ruleId}`));
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot(path.join(import.meta.dirname, 'example.txt'));
  });

  it('knows of aspects in other files of the package', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-eslint-'));
    try {
      writeFileSync(path.join(folder, 'package.json'), '{}');
      writeFileSync(path.join(folder, 'alarms.ts'), FIRES['trust/never-heard'] ?? '');
      const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [parser, vigilint.configs.recommended] });
      const heard = async (): Promise<boolean> => (await eslint.lintFiles(['alarms.ts'])).flatMap(({ messages }) => messages).every(({ ruleId }) => ruleId !== 'vigilint/trust/never-heard');
      expect(await heard()).toBe(false);
      writeFileSync(path.join(folder, 'app.ts'), 'Aspects.of(app).add(new TellDuty());');
      expect(await heard()).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
