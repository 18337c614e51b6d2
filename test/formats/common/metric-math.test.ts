import { describe, expect, it } from 'vitest';
import { functionsOf, idsOf, isDifference, isRatio, parseFormula, valueWithoutPoints, type Formula } from '../../../src/formats/common/metric-math.ts';

function shown(text: string): unknown {
  const formula = parseFormula(text);
  return formula && show(formula);
}

function show(formula: Formula): unknown {
  switch (formula.is) {
    case 'number':
      return formula.value;
    case 'id':
      return formula.name;
    case 'text':
      return 'a text';
    case 'operation':
      return [formula.operator, ...formula.of.map(show)];
    case 'negation':
      return ['-', show(formula.of)];
    case 'list':
      return { list: formula.of.map(show) };
    case 'call':
      return { [formula.name]: formula.of.map(show) };
  }
}

function parsed(text: string): Formula {
  const formula = parseFormula(text);
  if (!formula) throw new Error(`no formula: ${text}`);
  return formula;
}

/** Expressions of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
describe('metric math', () => {
  it.each<[string, unknown]>([
    ['m1+m2', ['+', 'm1', 'm2']],
    ['100*(errors/requests)', ['*', 100, ['/', 'errors', 'requests']]],
    ['SUM(METRICS())/AVG([m1, m2])', ['/', { SUM: [{ METRICS: [] }] }, { AVG: [{ list: ['m1', 'm2'] }] }]],
    ['SUM(METRICS("errors"))', { SUM: [{ METRICS: ['a text'] }] }],
    ['FILL(m1, 0)', { FILL: ['m1', 0] }],
    ['FILL(METRICS(), REPEAT)', { FILL: [{ METRICS: [] }, 'REPEAT'] }],
    ['IF(m1 < 2, 1, 0)', { IF: [['<', 'm1', 2], 1, 0] }],
    ['IF(m1>10 AND m2>10, m1+m2)', { IF: [['AND', ['>', 'm1', 10], ['>', 'm2', 10]], ['+', 'm1', 'm2']] }],
    ['ANOMALY_DETECTION_BAND(m1, 2)', { ANOMALY_DETECTION_BAND: ['m1', 2] }],
    ['m1 / PERIOD(m1)', ['/', 'm1', { PERIOD: ['m1'] }]],
    ['RATE(m1)', { RATE: ['m1'] }],
    ['-m1', ['-', 'm1']],
    ['1.5e3 + .5', ['+', 1500, 0.5]],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['a+b*c', ['+', 'a', ['*', 'b', 'c']]],
    ['a-b-c', ['-', ['-', 'a', 'b'], 'c']],
    ['a*b^2', ['*', 'a', ['^', 'b', 2]]],
    ['a > 1 || b > 1 && c > 1', ['||', ['>', 'a', 1], ['&&', ['>', 'b', 1], ['>', 'c', 1]]]],
    ['(a+b)*c', ['*', ['+', 'a', 'b'], 'c']],
  ])('the order of operators: %s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each(['', 'm1 +', '(m1', 'SUM(m1', '[m1', 'm1 m2', 'SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)', '${Expression}', '(m1, m2)'])('is none: `%s`', (text) => {
    expect(parseFormula(text)).toBeUndefined();
  });

  it('ends for what nobody writes', () => {
    expect(parseFormula(`${'('.repeat(5000)}m1${')'.repeat(5000)}`)).toBeUndefined();
    expect(parseFormula('m1+'.repeat(5000))).toBeUndefined();
  });
});

describe('what an expression is without points', () => {
  const value = (text: string): number | undefined => valueWithoutPoints(parsed(text), () => undefined);

  it.each<[string, number | undefined]>([
    ['m1', undefined],
    ['7', 7],
    ['m1 + 1', undefined],
    ['FILL(m1, 0)', 0],
    ['FILL(m1, 0) + 1', 1],
    ['FILL(m1, REPEAT)', undefined],
    ['FILL(m1, LINEAR)', undefined],
    ['-FILL(m1, 3)', -3],
    ['ABS(-FILL(m1, 3))', 3],
    ['100 * FILL(errors, 0) / FILL(requests, 0)', undefined],
    ['100 * FILL(errors, 0) / FILL(requests, 1)', 0],
    ['IF(FILL(m1, 0) < 1, 1, 0)', 1],
    ['IF(FILL(m1, 0) > 1, 1, 0)', 0],
    ['IF(m1 > 1, 1, 0)', undefined],
    ['RATE(FILL(m1, 0))', undefined],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('takes the values of other expressions by their ids', () => {
    expect(valueWithoutPoints(parsed('e1 * 2'), (id) => (id === 'e1' ? 4 : undefined))).toBe(8);
  });
});

describe('what an expression reads', () => {
  it.each<[string, string[], string[]]>([
    ['m1 + m2', ['m1', 'm2'], []],
    ['SUM([m1, FILL(m2, 0)])', ['m1', 'm2'], ['SUM']],
    ['FILL(m1, REPEAT)', ['m1'], ['FILL']],
    ['100 * RATE(m1)', ['m1'], ['RATE']],
    ['MAX([RATE(m1), m2])', ['m1', 'm2'], ['MAX', 'RATE']],
  ])('%s', (text, ids, functions) => {
    expect(idsOf(parsed(text))).toEqual(ids);
    expect(functionsOf(parsed(text))).toEqual(functions);
  });

  it.each<[string, boolean, boolean]>([
    ['100 * errors / requests', true, false],
    ['errors / 60', false, false],
    ['1 - errors / requests', true, false],
    ['sent - received', false, true],
    ['FILL(sent, 0) - received', false, false],
    ['sent - 5', false, false],
    ['IF(sent - received > 5, 1, 0)', false, true],
  ])('%s: a ratio %s, a difference %s', (text, ratio, difference) => {
    expect([isRatio(parsed(text)), isDifference(parsed(text))]).toEqual([ratio, difference]);
  });
});
