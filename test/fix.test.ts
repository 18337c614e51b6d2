import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../src/commands/unified-diff.ts';
import { DEFAULT_SETTINGS } from '../src/config/settings.ts';
import { createDocument } from '../src/document.ts';
import { edited } from '../src/again.ts';
import { mend } from '../src/fix.ts';
import { lintDocuments, type Report } from '../src/lint.ts';
import type { Fix } from '../src/model/index.ts';
import { insertWord } from '../src/reason/insert.ts';
import { defineRule } from '../src/rule.ts';

describe('a word between two others is written as they are', () => {
  const gap = { path: 'a', start: 4, end: 9 };
  it.each([
    [' ', ' --fail'],
    [' \\\n  ', ' --fail'],
    ['", "', '", "--fail'],
    ["','", "','--fail"],
    [', ', ', --fail'],
    ['\n  - ', '\n  - --fail'],
    ['"\r\n  - "', '"\r\n  - "--fail'],
    ['", ', undefined],
    ["', \"", undefined],
    ['\n  # why\n  - ', undefined],
    ['\n', undefined],
    ['', undefined],
  ])('%j', (between, text) => {
    expect(insertWord('--fail', gap, between)).toEqual(text === undefined ? undefined : { at: { path: 'a', start: 4, end: 4 }, text });
  });
});

describe('edits', () => {
  it('leave everything around them as it is', () => {
    const at = (start: number, end: number) => ({ path: 'a', start, end });
    expect(edited('one two three', [{ at: at(8, 13), text: '3' }, { at: at(0, 0), text: '> ' }, { at: at(3, 7), text: '' }])).toBe('> one 3');
  });
});

const RULES = (words: number): string => `groups:\n  - name: a\n    rules:\n${Array.from({ length: words }, (_, index) => `      - { alert: A${index}, expr: up == 0 }\n`).join('')}`;

/** A report of one rule that mends each alert as it is told. */
function lint(text: string, fixOf: (name: string, start: number) => Fix | undefined): Promise<Report> {
  const rule = defineRule({
    id: 'act/example', summary: '', why: '', help: '', severity: 'error', confidence: 'proven', presets: ['recommended', 'strict'], on: ['alert'], references: [], exceptions: '', examples: [],
    *judge(check) {
      const fix = fixOf(check.name, check.at.start);
      if (fix) yield { at: check.at, message: check.name, fix };
    },
  });
  return lintDocuments(new Map([['a.yml', createDocument('a.yml', text)]]), { settings: DEFAULT_SETTINGS, rules: [rule] });
}

const replaced = (start: number, length: number, text: string, safe = true): Fix => ({ edits: [{ at: { path: 'a.yml', start, end: start + length }, text }], safe });

describe('fixes', () => {
  it('are made together where they do not touch, and in rounds where one makes room for the next', async () => {
    const next: Record<string, string> = { A0: 'B0', B0: 'C0', A1: 'B1' };
    const { texts, count, report } = await mend(await lint(RULES(2), (name, start) => (next[name] === undefined ? undefined : replaced(start, 2, next[name]))), false);
    expect(texts.get('a.yml')).toBe(RULES(2).replace('A0', 'C0').replace('A1', 'B1'));
    expect(count).toBe(3);
    expect(report.findings).toEqual([]);
  });

  it('that touch each other wait for the next round, which judges what is there then', async () => {
    let round = 0;
    const { texts } = await mend(await lint(RULES(2), (name, start) => {
      if (!name.startsWith('A')) return undefined;
      round += 1;
      // Both want the first name; the second has nothing left to do once the first is done.
      return name === 'A0' ? replaced(start, 2, 'B0') : round <= 2 ? replaced(start - RULES(2).indexOf('A1') + RULES(2).indexOf('A0'), 2, 'X') : replaced(start, 2, 'B1');
    }), false);
    expect(texts.get('a.yml')).toBe(RULES(2).replace('A0', 'B0').replace('A1', 'B1'));
  });

  it('that are not safe are made when somebody asks for them', async () => {
    const report = await lint(RULES(1), (name, start) => (name === 'A0' ? replaced(start, 2, 'B0', false) : undefined));
    expect((await mend(report, false)).count).toBe(0);
    expect((await mend(report, true)).count).toBe(1);
  });

  it('that break a file are taken back', async () => {
    const { texts, report } = await mend(await lint(RULES(1), (_, start) => replaced(start, 2, '[')), false);
    expect(texts.size).toBe(0);
    expect(report.findings).toHaveLength(1);
  });

  it('that never end are stopped', async () => {
    const { count } = await mend(await lint(RULES(1), (name, start) => replaced(start, name.length, `${name}x`)), false);
    expect(count).toBe(10);
  });
});

describe('a difference', () => {
  const lines = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');

  it('shows three lines around each change, and joins what is near', () => {
    expect(unifiedDiff('a', lines(1, 30), lines(1, 30).replace('\n5\n', '\nfive\n').replace('\n9\n', '\n9\nnew\n').replace('\n25\n', '\n'))).toBe(
      '--- a/a\n+++ b/a\n@@ -2,11 +2,12 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+new\n 10\n 11\n 12\n@@ -22,7 +23,6 @@\n 22\n 23\n 24\n-25\n 26\n 27\n 28\n',
    );
  });

  it('says where no line break ends the file', () => {
    expect(unifiedDiff('a', 'x\ny', 'x\nz')).toBe('--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n');
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });
});
