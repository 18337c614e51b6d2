import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { tellFaults } from '../src/commands/read.ts';
import { createTerminal, wantsColor } from '../src/commands/terminal.ts';
import { DEFAULT_SETTINGS } from '../src/config/settings.ts';
import { createDocument } from '../src/document.ts';
import { formats } from '../src/formats/index.ts';
import { lintDocuments } from '../src/lint.ts';
import { defineFormat } from '../src/format.ts';
import { defineRule, type Rule } from '../src/rule.ts';

const TEXT = `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
`;
const documents = new Map([['pump.yml', createDocument('pump.yml', TEXT)]]);

function throwing(id: Rule['id']): Rule {
  return defineRule({
    id,
    summary: '',
    why: '',
    help: '',
    severity: 'warning',
    confidence: 'likely',
    presets: ['recommended', 'strict'],
    on: ['alert'],
    references: [],
    exceptions: '',
    examples: [],
    *judge(check) {
      if (check.name !== '') throw new Error('a mistake of its own');
      yield { at: check.at, message: '' };
    },
  });
}

describe('a mistake of its own', () => {
  it('in a rule is named, and the other rules go on', async () => {
    const report = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, rules: [throwing('act/broken'), ...rules] });
    expect(report.faults).toMatchObject([{ where: 'act/broken', path: 'pump.yml' }]);
    expect(report.findings.map(({ rule }) => rule)).toContain('inspect/presence-only');
  });

  it('in a format is named, and the other formats go on', async () => {
    const broken = defineFormat({
      id: 'broken',
      title: 'Broken',
      docs: '',
      globs: ['**/*.yml'],
      claims: () => {
        throw new Error('a mistake of its own');
      },
      *read() {
        // Never reached.
      },
    });
    const report = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, formats: [broken, ...formats] });
    expect(report.faults).toMatchObject([{ where: 'broken', path: 'pump.yml' }]);
    expect(report.project.checks).toHaveLength(1);
  });

  it('is told on the error stream with rule, file and error', async () => {
    const report = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, rules: [throwing('act/broken')] });
    let told = '';
    const terminal = { ...createTerminal('never'), error: (text: string) => void (told += text) };
    expect(tellFaults(report, terminal)).toBe(true);
    expect(told).toMatch(/^internal error in act\/broken at pump\.yml; everything else was judged\. Please report it:\nError: a mistake of its own\n/);
    expect(tellFaults({ ...report, faults: [] }, terminal)).toBe(false);
  });
});

describe('a broken file', () => {
  const broken = new Map([['pump.yml', createDocument('pump.yml', `${TEXT}      - alert: [\n`)]]);
  const ids = async (more: object): Promise<string[]> => (await lintDocuments(broken, { settings: DEFAULT_SETTINGS, ...more })).findings.map(({ rule }) => rule);

  it('is a finding whatever rules are asked for, unless it is switched off by name', async () => {
    expect(await ids({})).toEqual(['syntax-error']);
    expect(await ids({ only: ['act/no-action'] })).toEqual(['syntax-error']);
    expect(await ids({ skip: ['syntax-error'] })).toEqual([]);
    expect(await ids({ settings: { ...DEFAULT_SETTINGS, rules: { 'syntax-error': { severity: 'off' } } } })).toEqual([]);
  });
});

describe('colour', () => {
  it.each<[Parameters<typeof wantsColor>, boolean]>([
    [['auto', {}, true], true],
    [['auto', {}, false], false],
    [['always', { NO_COLOR: '1' }, false], true],
    [['never', { FORCE_COLOR: '1' }, true], false],
    [['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true], false],
    [['auto', { NO_COLOR: '', FORCE_COLOR: '1' }, false], true],
    [['auto', { FORCE_COLOR: '0' }, true], false],
    [['auto', { CLICOLOR_FORCE: '1' }, false], true],
  ])('%j: %s', (given, expected) => {
    expect(wantsColor(...given)).toBe(expected);
  });
});

describe('ids', () => {
  it('are unique where several files define the same, whatever the order of reading', async () => {
    const idsIn = async (...paths: string[]): Promise<string[]> => {
      const { project } = await lintDocuments(new Map(paths.map((path) => [path, createDocument(path, TEXT)])), { settings: DEFAULT_SETTINGS });
      return project.checks.map(({ id }) => id).sort();
    };
    const expected = ['prometheus:pump/PumpDown', 'prometheus:pump/PumpDown@b/pump.yml', 'prometheus:pump/PumpDown@c/pump.yml'];
    expect(await idsIn('a/pump.yml', 'b/pump.yml', 'c/pump.yml')).toEqual(expected);
    expect(await idsIn('c/pump.yml', 'a/pump.yml', 'b/pump.yml')).toEqual(expected);
  });
});
