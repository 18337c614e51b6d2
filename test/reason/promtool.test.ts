import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { FAULTS, type Fault } from '../../src/model/index.ts';
import { rowOf } from '../../src/reason/notices.ts';
import { observed } from './query.ts';

/**
 * The drill of metrics against Prometheus' own rule tests. Each world is an hour of samples, one a minute; from the
 * twentieth minute on its target has a fault. An alert must fire at the end exactly where the drill says `red`, and
 * stay quiet where it says `green`; `unknown` promises nothing. While the target is well, no alert may fire.
 */
type Condition = 'well' | Fault;
type World = Record<Condition, Record<string, string>>;

const always = (value: number): string => `${value}x60`;
const then = (before: number, after: number): string => `${before}x20 ${after}x40`;
const vanishes = (before: number): string => `${before}x20 _x40`;
const grows = '0+60x60';
const stops = '0+60x20 1200x40';
const startsToGrow = '0x20 0+60x40';

const UP = 'up{job="shop",instance="a"}';
const REQUESTS = 'http_requests_total{job="shop",code="200"}';
const ERRORS = 'http_requests_total{job="shop",code="500"}';
const LAST = 'shop_export_last_success_timestamp_seconds{job="shop"}';

/** A program that exposes its own metrics. What hangs for its users hangs for the scrape, too. */
const program: World = {
  well: { [UP]: always(1), [REQUESTS]: grows, [ERRORS]: always(0), [LAST]: grows },
  gone: { [UP]: then(1, 0), [REQUESTS]: '0+60x20 _x40', [ERRORS]: vanishes(0), [LAST]: '0+60x20 _x40' },
  stuck: { [UP]: then(1, 0), [REQUESTS]: '0+60x20 _x40', [ERRORS]: vanishes(0), [LAST]: '0+60x20 _x40' },
  failing: { [UP]: always(1), [REQUESTS]: stops, [ERRORS]: startsToGrow, [LAST]: stops },
  degraded: { [UP]: always(1), [REQUESTS]: grows, [ERRORS]: always(0), [LAST]: grows },
  wrong: { [UP]: always(1), [REQUESTS]: grows, [ERRORS]: always(0), [LAST]: grows },
  silent: {},
};

/** The same with metrics served apart from the work, so that the scrape goes on when the work hangs. */
const worker: World = { ...program, stuck: { [UP]: always(1), [REQUESTS]: stops, [ERRORS]: always(0), [LAST]: stops } };

const lamp = (series: string, well: number, red: number, others: Record<string, [number, number]> = {}): World => {
  const all = Object.entries({ [series]: [well, red] as [number, number], ...others });
  const each = (how: (before: number, after: number) => string): Record<string, string> => Object.fromEntries(all.map(([name, [before, after]]) => [name, how(before, after)]));
  return { well: each(always), gone: each(vanishes), stuck: each(vanishes), failing: each(always), degraded: each(then), wrong: each(always), silent: {} };
};

/** An exporter that stays and tells of a server behind it. */
const server: World = {
  well: { 'up{job="db"}': always(1), mysql_up: always(1) },
  gone: { 'up{job="db"}': always(1), mysql_up: then(1, 0) },
  stuck: { 'up{job="db"}': always(1), mysql_up: then(1, 0) },
  failing: { 'up{job="db"}': always(1), mysql_up: then(1, 0) },
  degraded: { 'up{job="db"}': always(1), mysql_up: always(1) },
  wrong: { 'up{job="db"}': always(1), mysql_up: always(1) },
  silent: {},
};

const probed = (status: number, success: number): Record<string, string> => ({
  'up{job="probe"}': always(1),
  'probe_success{job="shop"}': then(1, success),
  'probe_http_status_code{job="shop"}': then(200, status),
});
const probe: World = { well: probed(200, 1), gone: probed(0, 0), stuck: probed(0, 0), failing: probed(500, 0), degraded: probed(200, 1), wrong: probed(200, 1), silent: {} };

const fleet = (a: string, b: string, c: string): Record<string, string> => ({ 'up{job="f",instance="a"}': a, 'up{job="f",instance="b"}': b, 'up{job="f",instance="c"}': c });
const well = fleet(always(1), always(1), always(1));
/** Three of a kind, of which two break. */
const three: World = { well, gone: fleet(then(1, 0), then(1, 0), always(1)), stuck: fleet(then(1, 0), then(1, 0), always(1)), failing: well, degraded: well, wrong: well, silent: {} };

const raid = lamp('megaraid_healthy', 1, 0);
const cluster = lamp('elasticsearch_cluster_health_status{color="green"}', 1, 0, {
  'elasticsearch_cluster_health_status{color="yellow"}': [0, 1],
  'elasticsearch_cluster_health_status{color="red"}': [0, 0],
});

const CASES: [string, World][] = [
  ['up{job="shop"} == 0', program],
  ['up{job="shop"} < 1', program],
  ['up{job="shop"} != 1', program],
  ['0 == up{job="shop"}', program],
  ['1 - up{job="shop"} > 0', program],
  ['up{job="shop"} == bool 0 == 1', program],
  ['sum(up{job="shop"}) < 1', program],
  ['avg_over_time(up{job="shop"}[5m]) < 0.5', program],
  ['max_over_time(up{job="shop"}[10m]) == 0', program],
  ['count(up{job="shop"} == 0) > 0', program],
  ['sum(up{job="shop"} == bool 0) >= 1', program],
  ['absent(up{job="shop"} == 1)', program],
  ['absent(up{job="shop"})', program],
  ['absent(http_requests_total{job="shop"})', program],
  ['absent(http_requests_total{job="shop"}) == 0', program],
  ['up{job="shop"} == 0 or absent(up{job="shop"})', program],
  ['sum(rate(http_requests_total{job="shop",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="shop"}[5m])) > 0.05', program],
  ['sum(rate(http_requests_total{job="shop",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="shop"}[5m])) > 5', program],
  ['increase(http_requests_total{job="shop",code="500"}[10m]) > 3', program],
  ['(sum(rate(http_requests_total{job="shop",code="200"}[5m])) or vector(0)) == 0', program],
  ['time() - shop_export_last_success_timestamp_seconds > 1200', worker],
  ['shop_export_last_success_timestamp_seconds < time() - 1200', worker],
  ['(time() - max(shop_export_last_success_timestamp_seconds)) / 60 > 20', worker],
  ['time() - (max(shop_export_last_success_timestamp_seconds) or vector(0)) > 1200', worker],
  ['mysql_up == 0', server],
  ['min(mysql_up) < 1', server],
  ['probe_success{job="shop"} == 0', probe],
  ['avg(probe_success) < 0.5', probe],
  ['probe_http_status_code{job="shop"} != 200', probe],
  ['probe_http_status_code >= 500', probe],
  ['probe_http_status_code <= 199 or probe_http_status_code >= 400', probe],
  ['megaraid_healthy == 0', raid],
  ['megaraid_healthy != 1', raid],
  ['1 - megaraid_healthy > 0', raid],
  ['max(megaraid_healthy) < 1', raid],
  ['count(megaraid_healthy == 0) > 0', raid],
  ['megaraid_healthy == 0 or absent(megaraid_healthy)', raid],
  ['(megaraid_healthy or vector(0)) == 0', raid],
  ['(megaraid_healthy or vector(1)) == 0', raid],
  ['elasticsearch_cluster_health_status{color="green"} == 0', cluster],
  ['elasticsearch_cluster_health_status{color=~"yellow|red"} == 1', cluster],
  ['count(up{job="f"} == 0) > 1', three],
  ['count(up{job="f"} == 1) < 2', three],
  ['sum(up{job="f"}) < 2', three],
  ['avg(up{job="f"}) < 0.5', three],
  ['sum(up{job="f"}) / count(up{job="f"}) < 0.5', three],
  ['count(up{job="f"} == 0) / count(up{job="f"}) > 0.5', three],
];

/** Alerts that are red while all is well; their rows are tested, and not that they rest. */
const RESTLESS: [string, World][] = [
  ['vector(1)', program],
  ['vector(0) > 1', program],
  ['http_requests_total{job="shop"} > 1e9 or vector(0)', program],
  ['megaraid_healthy == 1', raid],
  ['mysql_up > 0', server],
  ['probe_success == 1', probe],
  ['up{job="shop"} <= 1', program],
  ['up{job="shop"} != 0', program],
  ['up{job="shop"}', program],
  ['elasticsearch_cluster_health_status{color="green"} == 1', cluster],
];

const promtool = spawnSync('promtool', ['--version']).status === 0;
const knowledge = createKnowledge();

/** Runs promtool over one rule and test file a case, one test a condition, and says what it objects to. */
function disagreements(cases: readonly [string, World][], conditions: readonly Condition[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-promtool-'));
  const files = cases.map(([expr, world], index) => {
    const file = path.join(folder, `${index}.test.yml`);
    writeFileSync(path.join(folder, `${index}.yml`), JSON.stringify({ groups: [{ name: 'drill', rules: [{ alert: 'Case', expr }] }] }));
    const tests = conditions.flatMap((condition) => testOf(expr, world, condition));
    writeFileSync(file, JSON.stringify({ rule_files: [`${index}.yml`], evaluation_interval: '5m', tests }));
    return file;
  });
  const { stdout, stderr, status } = spawnSync('promtool', ['test', 'rules', ...files], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** What promtool objects to it quotes, so the case stands in the query as a label. */
function testOf(expr: string, world: World, condition: Condition): object[] {
  const verdict = condition === 'well' ? 'green' : rowOf(observed(expr), knowledge)[condition].verdict;
  if (verdict === 'unknown') return [];
  const named = `label_replace((count(ALERTS{alertname="Case",alertstate="firing"}) > bool 0) or vector(0), "case", ${JSON.stringify(`${expr} when ${condition}`)}, "", "")`;
  return [
    {
      interval: '1m',
      input_series: Object.entries(world[condition]).map(([series, values]) => ({ series, values })),
      promql_expr_test: [{ expr: named, eval_time: '55m', exp_samples: [{ labels: `{case=${JSON.stringify(`${expr} when ${condition}`)}}`, value: verdict === 'red' ? 1 : 0 }] }],
    },
  ];
}

describe.skipIf(!promtool)('the drill agrees with promtool (skipped where `promtool` is not installed)', () => {
  it('on alerts that rest while all is well', () => {
    expect(disagreements(CASES, ['well', ...FAULTS])).toBe('');
  });

  it('on alerts that do not', () => {
    expect(disagreements(RESTLESS, FAULTS)).toBe('');
  });

  it('and promtool would object to a wrong verdict', () => {
    const swapped: World = { ...raid, degraded: raid.well };
    expect(disagreements([['megaraid_healthy == 0', swapped]], FAULTS)).toContain('megaraid_healthy == 0 when degraded');
  });
});
