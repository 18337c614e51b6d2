import { describe, expect, it } from 'vitest';
import type { Comparison, Observation } from '../../../src/model/index.ts';
import { observed, observedLogs } from '../../reason/query.ts';

const compared = (comparison: Comparison | undefined): string => (comparison ? `${comparison.operator} ${comparison.threshold ?? 'metrics'}` : '');

/** One line for an observation: what is read, through what, and how it is compared. */
function show(observation: Observation): string {
  switch (observation.via) {
    case 'any-red':
    case 'all-red':
      return `${observation.via}(${observation.of.map(show).join(', ')})`;
    case 'inverted':
      return `not(${show(observation.of)})`;
    case 'constant':
      return `always ${observation.says}`;
    case 'metric': {
      if (!observation.understood) return 'not understood';
      const { reads, functions, age, ratio, absence, fallback, comparison, filter } = observation;
      const parts = [
        functions.length > 0 ? `${functions.join('.')}:` : '',
        reads.map(({ metric }) => metric ?? '?').join('+') || 'clock',
        filter ? `[${compared(filter)}]` : '',
        compared(comparison),
        age ? 'age' : '',
        ratio ? 'ratio' : '',
        absence ? 'absence' : '',
        fallback === undefined ? '' : `else ${fallback}`,
      ];
      return parts.filter((part) => part !== '').join(' ');
    }
    default:
      return observation.via;
  }
}

describe('observe', () => {
  it.each([
    // Comparisons, put so that the metric is on the left and the number in its unit.
    ['up == 0', 'up == 0'],
    ['0 == up', 'up == 0'],
    ['5 < x', 'x > 5'],
    ['100 - x > 90', 'x < 10'],
    ['x * 100 >= 5 * 10', 'x >= 0.5'],
    ['x / 1024 / 1024 > 2', 'x > 2097152'],
    ['-x < -5', 'x > 5'],
    ['-2 * x < 4', 'x > -2'],
    ['1 - (a / b) > 0.1', 'a+b < 0.9 ratio'],
    ['x > 30 * 24 * 3600', 'x > 2592000'],
    ['a > b', 'a+b > metrics'],
    ['a > 2 * b', 'a+b > metrics'],
    // The age of something.
    ['time() - x > 3600', 'x > 3600 age'],
    ['(time() - max(x)) / 3600 > 24', 'max: x > 86400 age'],
    ['x < time() - 3600', 'x > 3600 age'],
    ['time() - 3600 > x', 'x > 3600 age'],
    ['time() - (x or vector(0)) > 60', 'x > 60 age else Infinity'],
    ['x - time() < 86400 * 14', 'x < 1209600'],
    ['time() - x > y', 'x+y > metrics'],
    // Functions, filters and counts.
    ['sum by (job) (rate(x[5m])) > 1', 'sum.rate: x > 1'],
    ['count(up == 0) > 0', 'up == 0'],
    ['count(up == 0) >= 1', 'up == 0'],
    ['sum(up == bool 0) > 0', 'up == 0'],
    ['(up == bool 0) == 1', 'up == 0'],
    ['count(up == 0) > 2', 'count: up [== 0] > 2'],
    ['avg(up == bool 0) > 0.5', 'avg.== bool: up [== 0] > 0.5'],
    ['sum(up == 0) > 0', 'sum: up [== 0] > 0'],
    ['count(up == 0) == 0', 'count: up [== 0] == 0'],
    ['max by (job) (up == 0)', 'up == 0'],
    ['label_replace(up == 0, "a", "b", "c", "d")', 'up == 0'],
    ['(up == 0) * on (instance) group_left (team) owner_info', 'up == 0'],
    ['x > bool 5', '> bool: x'],
    // Nothing is compared.
    ['x', 'x'],
    ['sum(x)', 'sum: x'],
    ['a - b', 'a+b'],
    // Absence.
    ['absent(x)', 'x absence'],
    ['absent(x) == 1', 'x == 1 absence'],
    ['absent(up == 1)', 'up [== 1] absence'],
    ['absent_over_time(x[5m]) > 0', 'x > 0 absence'],
    ['count(absent(x)) > 0', 'x absence'],
    // What stands in for missing series.
    ['(x or vector(0)) > 5', 'x > 5 else 0'],
    ['sum(x or vector(2)) * 2 > 5', 'sum: x > 2.5 else 2'],
    ['(count(x) or vector(0)) == 0', 'count: x == 0 else 0'],
    ['(sum(a) or vector(0)) / sum(b) > 1', 'sum: a+b > 1 ratio'],
    ['(sum(a) / sum(b) or vector(1)) < 0.5', 'sum: a+b < 0.5 ratio else 1'],
    // Logic.
    ['a > 1 and b > 2 and c > 3', 'all-red(a > 1, b > 2, c > 3)'],
    ['a > 1 or b > 2', 'any-red(a > 1, b > 2)'],
    ['a > 1 unless on (x) b == 1', 'all-red(a > 1, not(b == 1))'],
    ['a > 1 or vector(0)', 'any-red(a > 1, always red)'],
    ['a > 1 and on () b', 'all-red(a > 1, b)'],
    ['sum(a > 1 and b > 2) > 0', 'sum: a+b [> 1] > 0'],
    // Constants.
    ['vector(1)', 'always red'],
    ['vector(0)', 'always red'],
    ['1', 'always red'],
    ['vector(0) > 1', 'always green'],
    ['1 > bool 2', 'always red'],
    // The clock, and other dialects.
    ['hour() < 8', 'hour: clock < 8'],
    ['x default 0 > 1', 'not understood'],
  ])('%s', (text, expected) => {
    expect(show(observed(text))).toBe(expected);
  });

  it('reads LogQL', () => {
    expect(show(observedLogs('sum(rate({app="a"} |= "error" [5m])) > 0.1'))).toBe('sum.rate: ? > 0.1');
  });

  it.each([
    ['rate(x[5m]) > 0', { least: 0 }],
    ['count(x) > 0', { least: 1 }],
    ['up > 0', { least: 0, most: 1 }],
    ['sum(up) > 0', { least: 0 }],
    ['sum(x == 0) > 0', { least: 0, most: 0 }],
    ['1 - avg(up) > 0', { least: 0, most: 1 }],
    ['sum(rate(x_total{a="b"}[5m])) / sum(rate(x_total[5m])) > 1', { least: 0, most: 1 }],
    ['sum(rate(x_total[5m])) / sum(rate(x_total{a="b"}[5m])) > 1', { least: 0 }],
    ['sum(rate(x_total{a="b"}[1m])) / sum(rate(x_total[5m])) > 1', { least: 0 }],
    ['rate(x[5m]) - rate(y[5m]) > 0', undefined],
    ['x > 0', undefined],
    ['x_total > 0', { least: 0 }],
    ['clamp_max(x, 3) > 4', undefined],
  ])('knows the bounds of %s', (text, bounds) => {
    const observation = observed(text);
    expect(observation.via === 'metric' ? observation.bounds : 'no metric').toEqual(bounds);
  });
});
