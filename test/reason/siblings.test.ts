import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';
import type { Project } from '../../src/project.ts';

/** A project of one rule file: alerts by name, recordings where the name has a colon. */
async function projectOf(rules: Record<string, string>): Promise<Project> {
  const items = Object.entries(rules).map(([name, expr]) => (name.includes(':') ? { record: name, expr } : { alert: name, expr }));
  const text = JSON.stringify({ groups: [{ name: 'g', rules: items }] });
  const { project } = await lintDocuments(new Map([['rules.json', createDocument('rules.json', text)]]), { settings: DEFAULT_SETTINGS, only: [] });
  return project;
}

async function siblingsOf(name: string, rules: Record<string, string>, which: 'siblings' | 'possibleSiblings' = 'siblings'): Promise<string[]> {
  const project = await projectOf(rules);
  const check = project.checks.find((candidate) => candidate.name === name);
  if (!check) throw new Error(`no ${name}`);
  return project[which](check).filter((sibling) => sibling !== check).map((sibling) => sibling.name);
}

describe('siblings', () => {
  it.each([
    ['the same job', 'up{job="a"} == 0', 'x{job="a"} > 1', true],
    ['one of several jobs', 'up{job=~"a|b"} == 0', 'x{job="b"} > 1', true],
    ['another job', 'up{job="a"} == 0', 'x{job="b"} > 1', false],
    ['a job and its exporter', 'up{job="node"} == 0', 'node_load1 > 9', true],
    ['an exporter under another name', 'up{job="postgres-exporter"} == 0', 'pg_replication_lag_seconds > 9', true],
    ['a word of the job in the metric', 'up{job="redis-exporter"} == 0', 'redis_connected_clients > 9', true],
    ['a word of the job within the metric', 'up{job="pump"} == 0', 'acme_pump_fault > 0', true],
    ['a common word', 'up{job="api-server"} == 0', 'other_server_requests_total{job="x"} > 0', false],
    ['another exporter', 'up{job="postgres"} == 0', 'node_load1 > 9', false],
    ['every target', 'up == 0', 'node_load1 > 9', true],
    ['any job by a pattern', 'up{job=~".+"} == 0', 'node_load1 > 9', true],
    ['all but one job', 'up{job!="x"} == 0', 'node_load1 > 9', true],
    ['the same app', 'up{app="shop"} == 0', 'errors{app="shop"} > 9', true],
    ['only the namespace', 'up{namespace="shop"} == 0', 'errors{namespace="shop"} > 9', true],
    ['the namespace of another app', 'up{namespace="shop",app="a"} == 0', 'errors{namespace="shop",app="b"} > 9', false],
    ['the same family', 'pump_a > 1', 'pump_b > 1', true],
  ])('finds %s', async (_, first, second, expected) => {
    expect(await siblingsOf('First', { First: first, Second: second })).toEqual(expected ? ['Second'] : []);
    expect(await siblingsOf('Second', { First: first, Second: second })).toEqual(expected ? ['First'] : []);
  });

  it('follows recorded metrics to what they read', async () => {
    const rules = { 'job:orders:rate5m': 'sum(rate(orders_total{job="shop"}[5m]))', 'all:slow:max': 'max(job:orders:rate5m)', Down: 'up{job="shop"} == 0', Slow: 'all:slow:max < 1' };
    expect(await siblingsOf('Down', rules)).toEqual(['Slow']);
  });

  it('survives recordings that read each other', async () => {
    const rules = { 'a:x:sum': 'sum(b:x:sum)', 'b:x:sum': 'sum(a:x:sum)', Down: 'up{job="shop"} == 0', Odd: 'a:x:sum > 1' };
    expect(await siblingsOf('Down', rules)).toEqual([]);
  });

  it('knows alerts that may be about anything', async () => {
    const rules = { Down: 'up{job="checkout"} == 0', Errors: 'http_requests_total > 1', Node: 'node_load1 > 9' };
    expect(await siblingsOf('Down', rules)).toEqual([]);
    expect(await siblingsOf('Down', rules, 'possibleSiblings')).toEqual(['Errors']);
  });

  it('keeps the order of the project', async () => {
    const rules = { C: 'x{job="a"} > 1', A: 'up{job="a"} == 0', B: 'y{job="a"} > 1' };
    expect(await siblingsOf('A', rules)).toEqual(['C', 'B']);
  });
});
