import { describe, expect, it } from 'vitest';
import { observeSteps } from '../../../src/formats/common/grafana-query.ts';
import type { GrafanaStep } from '../../../src/formats/common/grafana-steps.ts';
import { betweenVariables, fillVariables, variableNames } from '../../../src/formats/common/grafana-variables.ts';
import type { Source } from '../../../src/formats/common/source.ts';
import type { Observation } from '../../../src/model/index.ts';
import { looksLikeLogql, parseLogql } from '../../../src/syntax/logql.ts';
import { parsePromql } from '../../../src/syntax/promql.ts';

const whole = { path: 'rules.yaml', start: 0, end: 1 };
const source = (text: string): Source => ({ path: 'rules.yaml', text, whole: { ...whole, end: text.length }, offsetOf: (index) => index });
const query = (text: string): GrafanaStep => ({ is: 'query', query: source(text), language: 'either' });
const math = (text: string): GrafanaStep => ({ is: 'math', expression: source(text) });
const threshold = (of: string, type: string, ...params: (number | null)[]): GrafanaStep => ({ is: 'threshold', of, evaluator: { type, params, at: whole } });
const reduce = (of: string, by: string): GrafanaStep => ({ is: 'reduce', of, by });

/** The tree on one line: each leaf as its expression. */
function shown(observation: Observation): string {
  switch (observation.via) {
    case 'any-red':
      return observation.of.map(shown).join('  OR  ');
    case 'all-red':
      return observation.of.map(shown).join('  AND  ');
    case 'metric':
      return observation.understood ? observation.expression : `unread ${observation.language}: ${observation.expression}`;
    case 'constant':
      return `always ${observation.says}`;
    default:
      return observation.via;
  }
}

function observed(steps: Record<string, GrafanaStep>, condition = 'C'): Observation {
  return observeSteps(condition, new Map(Object.entries(steps)), whole, { parsePromql, parseLogql, looksLikeLogql });
}

describe('the condition of a rule', () => {
  it.each<[string, Record<string, GrafanaStep>]>([
    ['up > 0', { A: query('up'), C: threshold('A', 'gt', 0) }],
    ['avg_over_time(up) <= 1', { A: query('up'), B: reduce('A', 'mean'), C: threshold('B', 'lte', 1) }],
    ['up < 1', { A: query('up'), B: reduce('A', 'last'), C: math('$B < 1') }],
    ['(a / b) > 0.5', { A: query('a / b'), C: threshold('A', 'gt', 0.5) }],
    ['(a / b) > 0.5', { A: query('a'), B: query('b'), C: math('$A / $B > 0.5') }],
    ['a > 1  AND  b < 2', { A: query('a'), B: query('b'), D: math('$A > 1 && $B < 2'), C: threshold('D', 'gt', 0) }],
    ['a <= 1  OR  b >= 2', { A: query('a'), B: query('b'), C: math('!($A > 1 && $B < 2)') }],
    ['a > 1  AND  a < 2', { A: query('a'), C: threshold('A', 'within_range', 1, 2) }],
    ['a < 1  OR  a > 2', { A: query('a'), C: threshold('A', 'outside_range', 1, 2) }],
    ['absent(a)', { A: query('a'), C: threshold('A', 'no_value') }],
    ['a != 0', { C: query('a') }],
    ['(a > 5)', { A: query('a > 5'), C: threshold('A', 'gt', 0) }],
    ['(a > 5)', { C: query('a > 5') }],
    ['(a < 5) > 0', { A: query('a < 5'), C: threshold('A', 'gt', 0) }],
    ['(up == 0) > 0', { A: query('up == 0'), C: threshold('A', 'gt', 0) }],
    ['(up == bool 0)', { A: query('up == bool 0'), C: threshold('A', 'gt', 0) }],
    ['always red', { A: query('vector(1)'), C: threshold('A', 'gt', 0) }],
    ['a > NaN', { A: query('a'), C: threshold('A', 'gt', null) }],
    ['sum(rate({app="a"} |= "b" [5m])) > 1', { A: query('sum(rate({app="a"} |= "b" [5m]))'), C: threshold('A', 'gt', 1) }],
    ['unread other: select 1', { A: { is: 'unread', query: source('select 1') }, C: threshold('A', 'gt', 1) }],
    ['unread promql: a', { A: query('a'), C: math('is_null($A)') }],
    ['unread promql: ', { A: math('$C'), C: math('$A') }],
    ['unread promql: ', {}],
    ['unread promql: a', { A: query('a'), C: threshold('A', 'unheard_of', 1) }],
  ])('%s', (expected, steps) => {
    expect(shown(observed(steps))).toBe(expected);
  });

  it('joins classic conditions from left to right', () => {
    const condition = (of: string, operator: 'and' | 'or', type: string, param: number) => ({ of, operator, reducer: 'avg', evaluator: { type, params: [param], at: whole } });
    const steps = { A: query('a'), B: query('b'), C: { is: 'classic' as const, conditions: [condition('A', 'and', 'gt', 1), condition('B', 'or', 'lt', 2)] } };
    expect(shown(observed(steps))).toBe('avg_over_time(a) > 1  OR  avg_over_time(b) < 2');
  });

  it('turns the metric of a comparison to the left and solves it', () => {
    expect(observed({ A: query('a'), C: math('100 - $A > 90') })).toMatchObject({ comparison: { operator: '<', threshold: 10 } });
  });
});

describe('variables', () => {
  it.each([
    ['rate(a[$__rate_interval])', 'rate(a[1m              ])'],
    ['a{job="$job"} > $limit', 'a{job="$job"} > __fill'],
    ['a offset $shift', 'a offset 1m    '],
    ['a / ${__range_s}', 'a / 1           '],
    ['sum by ([[group]]) (a)', 'sum by (__filled_) (a)'],
  ])('fills %s without moving anything', (text, expected) => {
    expect(fillVariables(text)).toBe(expected);
    expect(fillVariables(text)).toHaveLength(text.length);
  });

  it('finds names that a variable makes', () => {
    expect(variableNames('rate(${prefix}_total{$filters}[$range]) + $metric{job="$job"} + [[a]]_b > $limit')).toEqual(['${prefix}_total', '$metric', '[[a]]_b']);
    expect(betweenVariables('a_${b}_[[c]]')).toEqual(['a_', '_', '']);
  });
});
