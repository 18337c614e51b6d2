import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../src/syntax/promql-shape.ts';
import { parsePromql } from '../../src/syntax/promql.ts';

describe('shapes', () => {
  it('are the same for expressions that differ in names, strings and numbers alone', () => {
    expect(shapeOf('sum by (a) (rate(x_total{b="c"}[5m])) > 0.5')?.text).toBe(shapeOf('sum by (job) (rate(other{code=\'5..\'}[90s])) > 1e3')?.text);
  });

  it.each([
    ['a and b', 'a or b'],
    ['a > b', 'a > bool b'],
    ['sum(a)', 'max(a)'],
    ['rate(a[5m])', 'rate(a)'],
    ['{__name__="a"}', '{name="a"}'],
    ['a:b', 'a'],
    ['a / on (b) c', 'a / ignoring (b) c'],
  ])('tell %s from %s', (a, b) => {
    expect(shapeOf(a)?.text).not.toBe(shapeOf(b)?.text);
  });

  it.each(['x # comment', 'x[5m:1m]', 'x{a=`b`}', 'x > 5q', 'x > 5m5m', 'x > 1h1d', 'x > 5M', '"open', 'ü'])('are not made of %j', (text) => {
    expect(shapeOf(text)).toBeNull();
  });

  // A comment has no shape, so with one the same expression is parsed directly.
  const directly = (text: string) => parsePromql(`${text}\n#`);

  const word = fc.constantFrom('up', 'x', 'on', 'sum', 'by', 'and', 'or', 'unless', 'offset', 'bool', 'rate', 'absent', 'count', '__name__', 'time', 'inf', 'NaN', 'a:b', 'group_left', 'start', 'vector', 'job_name');
  const piece = fc.oneof(
    { weight: 5, arbitrary: word },
    { weight: 4, arbitrary: fc.constantFrom('(', ')', '{', '}', '[', ']', ',', '=', '=~', '!=', '==', '>', '<=', '+', '-', '*', '/', '^', '@', '~', ' ', '\n  ', ':') },
    { weight: 3, arbitrary: fc.constantFrom('1', '5m', '1h30m', '.5', '1e-3', '0x1F', '2.5', '5q', '1_000', '"a\\"b"', "'c'", '""', '"open', '`raw`') },
  );

  it('give the tree that the parser gives, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.boolean(), (pieces, spaced) => {
        const text = pieces.join(spaced ? ' ' : '');
        expect(parsePromql(text)).toEqual(directly(text));
      }),
      { numRuns: 3000 },
    );
  });

  const expression: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('up', 'x{a="b",c!~"d|e"}', '{__name__="y"}', '5', '-1.5', 'x offset 5m', 'x @ end()', 'a:b:c', 'time()', '{"q.r", s="t"}'),
      tie('expression').map((inner) => `sum by (a, b) (${inner})`),
      tie('expression').map((inner) => `max_over_time((${inner})[1h:5m])`),
      tie('expression').map((inner) => `absent(${inner})`),
      tie('expression').map((inner) => `-${inner}`),
      fc.tuple(tie('expression'), fc.constantFrom('+', '>', '> bool', 'and on (x)', 'or', 'unless', '/ ignoring (y) group_left (z)', '^', 'AND'), tie('expression')).map(([a, operator, b]) => `(${a}) ${operator} ${b}`),
    ),
  })).expression;

  it('give the tree that the parser gives, for whole expressions', () => {
    fc.assert(
      fc.property(expression, (text) => {
        expect(parsePromql(text)).toEqual(directly(text));
      }),
      { numRuns: 1000 },
    );
  });
});
