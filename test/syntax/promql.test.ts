import { describe, expect, it } from 'vitest';
import { looksLikeLogql, parseLogql } from '../../src/syntax/logql.ts';
import { durationOf, parsePromql, type Expression, type Matching } from '../../src/syntax/promql.ts';

/** The tree in brackets, with selectors as `name{label="value"}range shift`. */
function show(tree: Expression | null): string {
  if (!tree) return 'null';
  switch (tree.is) {
    case 'number':
      return String(tree.value);
    case 'string':
      return JSON.stringify(tree.value);
    case 'selector': {
      const matchers = tree.matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`);
      return `${tree.name ?? '?'}${matchers.length > 0 ? `{${matchers.join(',')}}` : ''}${tree.range ?? ''}${tree.shift ? ` ${tree.shift}` : ''}`;
    }
    case 'call':
      return `${tree.name}${tree.grouping ? ` ${tree.grouping.is} ${tree.grouping.labels.join('+')} ` : ''}(${tree.args.map(show).join(', ')})`;
    case 'binary':
      return `[${show(tree.left)} ${tree.operator}${tree.bool ? ' bool' : ''}${showMatching(tree.matching)} ${show(tree.right)}]`;
    case 'negation':
      return `-${show(tree.of)}`;
  }
}

function showMatching(matching: Matching | undefined): string {
  if (!matching) return '';
  const { is, labels, many, fills } = matching;
  return ` ${is} ${labels.join('+')}${many ? ` many ${many.side} ${many.include.join('+')}` : ''}${fills ? ' fills' : ''}`;
}

describe('parsePromql', () => {
  it.each([
    ['up', 'up'],
    ['up{job="a",x!~"b|c"} == 0', '[up{job="a",x!~"b|c"} == 0]'],
    ['{__name__="up", job=\'a"b\'}', 'up{job="a\\"b"}'],
    ['{"up", "my.label"="x"}', 'up{my.label="x"}'],
    ['{__name__=~"a.*"}', '?{__name__=~"a.*"}'],
    ['sum by (job) (rate(x_total[5m] offset 1d))', 'sum by job (rate(x_total[5m] offset 1d))'],
    ['sum(x) without (job, "a.b")', 'sum without job+a.b (x)'],
    ['sum by () (x)', 'sum by  (x)'],
    ['topk(3, x) > bool 1e3', '[topk(3, x) > bool 1000]'],
    ['a / on (job) group_left (team) b * 100', '[[a / on job many left team b] * 100]'],
    ['a > bool ignoring (x) group_right () b', '[a > bool ignoring x many right  b]'],
    ['a / fill_left (0) b', '[a / ignoring  fills b]'],
    ['a + b * c ^ 2', '[a + [b * [c ^ 2]]]'],
    ['(a or b) unless c', '[[a or b] unless c]'],
    ['a AND b', '[a and b]'],
    ['-a > -0.5', '[-a > -0.5]'],
    ['time() - x > 1h30m', '[[time() - x] > 5400]'],
    ['0x1F + Inf', '[31 + Infinity]'],
    ['max_over_time((x > 0)[1h:5m])', 'max_over_time([x > 0])'],
    ['a > b offset 1h', '[a > b offset 1h]'],
    ['a == 0 and b offset 1h > 0', '[[a == 0] and [b offset 1h > 0]]'],
    ['a and b offset 1h * 2 > 0 or c', '[[a and [[b offset 1h * 2] > 0]] or c]'],
    ['a / b offset 1h > 2', '[[a / b offset 1h] > 2]'],
    ['a unless b offset 1h == c @ end() + 1', '[a unless [b offset 1h == [c @ end() + 1]]]'],
    ['(a and b) > c offset 1h', '[[a and b] > c offset 1h]'],
    ['-a offset 1h > 0', '[-a offset 1h > 0]'],
    ['x @ end() # a comment\n > 1', '[x @ end() > 1]'],
    ['# first\nx', 'x'],
    ['label_replace(x, "a", "$1", "b", "(.*)\\\\.c")', 'label_replace(x, "a", "$1", "b", "(.*)\\\\.c")'],
  ])('reads %s', (text, expected) => {
    expect(show(parsePromql(text))).toBe(expected);
  });

  it.each(['', 'up{', 'x default 0', 'sum(rate(x[$__interval]))', '{app="a"} |= "b"', 'x > ', '<%= p("x") %> > 1'])('says null to %j', (text) => {
    expect(parsePromql(text)).toBeNull();
  });

  it('keeps positions', () => {
    const text = '( up{job="a"} )  == 0';
    const tree = parsePromql(text);
    if (tree?.is !== 'binary') throw new Error('no comparison');
    expect(text.slice(tree.left.start, tree.left.end)).toBe('up{job="a"}');
    expect(text.slice(tree.at, tree.end)).toBe('== 0');
  });

  it.each([
    ['5m', 300],
    ['1d12h', 129_600],
    ['500ms', 0.5],
    ['0', 0],
    ['5', undefined],
    ['5 m', undefined],
  ])('reads the duration %s', (text, seconds) => {
    expect(durationOf(text)).toBe(seconds);
  });
});

describe('parseLogql', () => {
  it.each([
    ['sum by (app) (rate({app="a"} |= "x" | json | y > 3 [5m])) > 0.1', '[sum(rate(?{app="a"})) > 0.1]'],
    ['absent_over_time({app=~"a|b"}[5m])', 'absent_over_time(?{app=~"a|b"})'],
    ['count_over_time({a="b"}[5m]) > 1 and on () vector(1)', '[[count_over_time(?{a="b"}) > 1] and vector(1)]'],
  ])('reads %s', (text, expected) => {
    expect(show(parseLogql(text))).toBe(expected);
  });

  it('says null to what it cannot read', () => {
    expect(parseLogql('rate({app="a"')).toBeNull();
  });

  it('is recognised by its pipes', () => {
    expect(looksLikeLogql('rate({app="a"} |= "x" [5m])')).toBe(true);
    expect(looksLikeLogql('up{app="a"} == 0')).toBe(false);
  });
});
