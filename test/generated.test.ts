import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';

const root = path.join(import.meta.dirname, '..');

describe('what is generated', () => {
  it('is fresh: pages and tables', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe.skipIf(!existsSync(path.join(root, 'dist/schemas')))("the configuration's schema as it is shipped", () => {
  const schema: unknown = JSON.parse(readFileSync(path.join(root, 'dist/schemas/vigilint.schema.json'), 'utf8'));
  const accepts = new Ajv().compile(schema as object);

  it('knows every rule', () => {
    expect(accepts({ rules: Object.fromEntries(rules.map(({ id }) => [id, 'warning'])) })).toBe(true);
    expect(accepts({ rules: { 'syntax-error': 'off' } })).toBe(true);
    expect(accepts({ rules: { 'act/no-such-rule': 'off' } })).toBe(false);
  });

  it.each(rules.filter(({ options }) => options !== undefined).map((rule) => [rule.id, rule.options] as const))('takes the options of %s', (id, options) => {
    expect(accepts({ rules: { [id]: { severity: 'note', ...(options as object) } } })).toBe(true);
    expect(accepts({ rules: { [id]: { noSuchOption: 1 } } })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { rulez: {} }],
    ['an unknown preset', { preset: 'all' }],
    ['a lamp without a metric', { lights: [{ red: '== 1' }] }],
    ['a lamp without a number', { lights: [{ metric: 'a', red: 'bad' }] }],
    ['an override without files', { overrides: [{ rules: {} }] }],
  ])('refuses %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });
});
