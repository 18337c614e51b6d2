import { describe, expect, it } from 'vitest';
import type { BaselineEntry, Finding } from '../../src/model/index.ts';
import { baselineOf, joined, pruned, withoutBaseline } from '../../src/settle/baseline.ts';

const at = { path: 'rules.yml', start: 0, end: 1 };

function finding(rule: string, check: string | null, more: Partial<Finding> = {}): Finding {
  return { rule, family: 'act', severity: 'error', confidence: 'proven', message: '', why: '', help: '', at, subject: check === null ? null : { id: check, kind: 'alert', name: check, span: at }, related: [], fingerprint: '', ...more };
}

function entry(rule: string, check: string, count = 1): BaselineEntry {
  return { check, rule, path: 'rules.yml', count };
}

const always = (): boolean => true;

describe('a baseline', () => {
  it('is made of rules and checks, sorted, with counts', () => {
    expect(baselineOf([finding('act/b', 'z'), finding('act/b', 'a'), finding('act/a', 'z'), finding('act/b', 'z'), finding('syntax-error', null), finding('suppression/unused', 'a', { family: 'suppression' })])).toEqual([
      entry('act/b', 'a'),
      entry('syntax-error', 'rules.yml'),
      entry('act/a', 'z'),
      entry('act/b', 'z', 2),
    ]);
  });

  it('hides what it knows, as often as it knows it, and not what came in its place', () => {
    const result = withoutBaseline([finding('act/a', 'x'), finding('act/a', 'x'), finding('act/a', 'y')], [], [entry('act/a', 'x'), entry('act/a', 'z')], always);
    expect(result.findings.map(({ subject }) => subject?.id)).toEqual(['x', 'y']);
    expect(result.baselined.map(({ subject }) => subject?.id)).toEqual(['x']);
    expect(result.stale).toEqual([entry('act/a', 'z')]);
  });

  it('is not stale where the run could not tell, or the preset does not ask', () => {
    expect(withoutBaseline([], [], [entry('act/a', 'x')], () => false).stale).toEqual([]);
    expect(withoutBaseline([], [finding('act/a', 'x')], [entry('act/a', 'x')], always).stale).toEqual([]);
    expect(withoutBaseline([finding('act/a', 'x')], [], [entry('act/a', 'x', 3)], always).stale).toEqual([entry('act/a', 'x', 2)]);
  });

  it('loses what is over, and joins another', () => {
    expect(pruned([entry('act/a', 'x', 3), entry('act/a', 'y')], [entry('act/a', 'x', 2), entry('act/a', 'y')])).toEqual([entry('act/a', 'x')]);
    expect(joined([entry('act/a', 'x')], [entry('act/a', 'x', 2), entry('act/a', 'b')])).toEqual([entry('act/a', 'b'), entry('act/a', 'x', 3)]);
  });
});
