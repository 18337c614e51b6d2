import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../src/formats/common/promql-labels.ts';
import { parsePromql } from '../../../src/syntax/promql.ts';

function show(expression: string): string {
  const tree = parsePromql(expression);
  if (!tree) throw new Error(`not PromQL: ${expression}`);
  const { is, names } = labelsOf(tree);
  return `${is} ${names.join(' ')}`.trim();
}

describe('labelsOf', () => {
  it.each([
    ['m', 'all-but'],
    ['m{job=""}', 'all-but job'],
    ['rate(m[5m]) > 0', 'all-but'],
    ['1 - m', 'all-but'],
    ['sum(m) > 1', 'only'],
    ['sum by (job, node) (m) > 1', 'only job node'],
    ['sum by (job) (m{job=""}) > 1', 'only'],
    ['sum(m) without (pod)', 'all-but pod'],
    ['sum by (job) (sum by (node) (m))', 'only'],
    ['quantile by (job) (0.9, m)', 'only job'],
    ['topk by (job) (1, m)', 'all-but'],
    ['topk(1, sum by (job) (m))', 'only job'],
    ['count_values by (job) ("version", m)', 'only job version'],
    ['histogram_quantile(0.9, sum by (job, le) (rate(m[5m])))', 'only job'],
    ['label_replace(sum by (job) (m), "dst", "$1", "job", "(.*)")', 'only job dst'],
    ['label_join(sum(m), "dst", "-", "a", "b")', 'only dst'],
    ['absent(m{job="x",i!="3",k=~"a",job="y",z="1",e=""})', 'only z'],
    ['absent_over_time(m{job="x"}[5m])', 'only job'],
    ['absent(sum(m))', 'only'],
    ['vector(1)', 'only'],
    ['scalar(m) > 1', 'only'],
    ['time() - max by (job) (m) > 60', 'only job'],
    ['hour() > 8', 'only'],
    ['sum by (job) (m) or vector(0)', 'only job'],
    ['sum by (job) (m) or up', 'all-but'],
    ['m{a=""} or n{a="",b=""}', 'all-but a'],
    ['sum by (job) (m) and up', 'only job'],
    ['m unless on (job) n', 'all-but'],
    ['m > on (job) n', 'only job'],
    ['m * ignoring (instance) n', 'all-but instance'],
    ['m / sum by (job) (n)', 'only job'],
    ['sum by (job) (m) * on (job) group_left (version) n', 'only job version'],
    ['m * on (job) group_left (version) sum by (job) (n)', 'all-but version'],
    ['m * on (job) group_right (node) sum by (job) (n)', 'only job node'],
    ['sum by (job) (m) / fill_left (0) n', 'all-but'],
    ['info(sum by (job) (m))', 'all-but'],
    ['-sum by (job) (m)', 'only job'],
    ['m > 5 * 2', 'all-but'],
    ['m > scalar(n)', 'all-but'],
  ])('%s: %s', (expression, expected) => {
    expect(show(expression)).toBe(expected);
  });
});
