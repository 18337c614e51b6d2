import { holds, type MetricObservation, type Notice } from '../model/index.ts';
import type { Knowledge, Light } from '../knowledge/index.ts';
import { cloudRow } from './cloud-row.ts';
import { impossible } from './firing.ts';
import { sideOf } from './lamp.ts';
import { whenEmpty } from './missing.ts';
import { workRow } from './work-row.ts';
import { always, green, red, unknown, type Row } from './verdicts.ts';

/** Only of absence, of `up` and of a cloud's metrics can the row say that no failure moves it. */
export function isPresenceMetric({ reads, absence, language, understood }: MetricObservation): boolean {
  return understood && (absence || language === 'cloudwatch' || reads[0]?.metric === 'up');
}

/** The drill of one metric comparison; see docs/drill.md. */
export function metricRow(leaf: MetricObservation, knowledge: Knowledge): Row {
  if (!leaf.understood) return always(unknown('the query is in a dialect that is not read here'));
  const [first] = leaf.reads;
  if (!first) return always(unknown('it looks at the clock and at no series'));
  const never = impossible(leaf, knowledge);
  if (never !== undefined) return always(green(`this condition is never met: ${never}`));
  const { metric } = first;
  if (leaf.language === 'cloudwatch') return cloudRow(leaf, knowledge);
  if (leaf.absence) return absenceRow(leaf, metric, knowledge);
  if (metric === undefined) return { ...always(unknown('whether the fault moves what it counts is not known here')), silent: whenEmpty(leaf) };
  if (metric === 'up') return upRow(leaf);
  if (metric === 'probe_success') return probeRow(leaf);
  if (metric === 'probe_http_status_code') return statusRow(leaf);
  const light = knowledge.light(metric);
  if (light && !light.moves && !leaf.age) return lampRow(leaf, light, vanishing(leaf, metric, knowledge));
  if (knowledge.presence(metric) === 'reach') return reachRow(leaf, metric);
  return workRow(leaf, metric, vanishing(leaf, metric, knowledge), whenEmpty(leaf));
}

/** What happens when the thing behind a metric, and with it the series, is gone. */
function vanishing(leaf: MetricObservation, metric: string, knowledge: Knowledge): Notice {
  if (knowledge.isToldFromOutside(metric)) return unknown(`\`${metric}\` is told by something else, which may or may not remember a thing that is gone`);
  const empty = whenEmpty(leaf);
  return leaf.fallback === undefined ? green(`\`${metric}\` vanishes with its target, and nothing is not a bad value`) : empty;
}

const THERE = green('its series are there, whatever they say');
const NO_SAMPLE = red('no sample arrives, and absence is what it looks for');

function absenceRow(leaf: MetricObservation, metric: string | undefined, knowledge: Knowledge): Row {
  const { filter } = leaf;
  const from = (gone: Notice, stuck: Notice): Row => ({ gone, stuck, failing: THERE, degraded: THERE, wrong: THERE, silent: NO_SAMPLE });
  if (filter) {
    if (metric === 'up' && threshold(filter, 1) && !threshold(filter, 0)) {
      const down = red('`up` is 0, so no series meets the condition inside `absent`');
      return from(down, down);
    }
    return { ...always(unknown('it depends on whether the fault moves the series out of the condition inside `absent`')), silent: NO_SAMPLE };
  }
  if (metric === 'up') {
    return from(unknown('`up` is 0 and not absent for as long as the target is configured or discovered'), THERE);
  }
  if (metric !== undefined && knowledge.isToldFromOutside(metric)) {
    return from(unknown(`\`${metric}\` is told by something else, which may or may not remember a thing that is gone`), THERE);
  }
  return from(red('its series are gone'), red('no scrape succeeds, so its series are gone'));
}

function threshold({ operator, threshold: limit }: { operator: Parameters<typeof holds>[1]; threshold: number | null }, value: number): boolean {
  return limit !== null && holds(value, operator, limit);
}

const UP_BLIND = green('`up` says that the target answered the scrape, whatever it answers to anyone else');

/** Prometheus itself writes `up`: 1 when a scrape succeeds, 0 when it does not. */
function upRow(leaf: MetricObservation): Row {
  const down = upWhenDown(leaf);
  const healthy = isRedWhenUp(leaf) ? red('it is red for every target that is up') : UP_BLIND;
  const stuck = down.verdict === 'red' ? red('the scrape times out') : down;
  return { gone: down, stuck, failing: healthy, degraded: healthy, wrong: healthy, silent: whenEmpty(leaf) };
}

function isRedWhenUp({ comparison, filter, functions }: MetricObservation): boolean {
  if (!comparison) return filter ? threshold(filter, 1) : true;
  return !filter && !functions.includes('sum') && !functions.includes('count') && threshold(comparison, 1);
}

function upWhenDown(leaf: MetricObservation): Notice {
  const { comparison, filter, functions } = leaf;
  const fails = red('the scrape fails, and `up` is 0');
  const healthy = green('`up` is 0, and that is not the value that it waits for');
  if (functions.some((name) => UP_MOVES.has(name))) return unknown('it looks at how often `up` changes, and one fault may be one change');
  if (filter) {
    if (!comparison) return threshold(filter, 0) ? fails : healthy;
    const grows = comparison.operator === '>' || comparison.operator === '>=';
    if (threshold(filter, 0) && !threshold(filter, 1) && grows) return red('the scrape fails, and enough of them are counted as down');
    if (threshold(filter, 1) && !threshold(filter, 0) && !grows) return red('the scrape fails, and too few of them are counted as up');
    return unknown('it depends on how many of the targets are up');
  }
  if (functions.includes('count') && !leaf.ratio) return unknown('`count` counts a target that is down like any other, until nobody discovers it any more');
  if (!comparison) return red('it fires for as long as the target is configured, up or down');
  if (comparison.threshold === null) return comparison.operator.startsWith('<') || comparison.operator === '!=' ? red('the scrape fails, and fewer are up than should be') : unknown('it depends on what `up` is compared with');
  return threshold(comparison, 0) ? fails : healthy;
}

const UP_MOVES = new Set(['changes', 'resets', 'delta', 'idelta', 'deriv', 'rate', 'increase', 'irate', 'timestamp']);

/** Whether a condition on a lamp of 0 and 1 waits for its bad side. */
function waitsForZero(leaf: MetricObservation): boolean {
  const { comparison = leaf.filter } = leaf;
  if (!comparison) return false;
  if (comparison.threshold === null) return comparison.operator.startsWith('<');
  return threshold(comparison, 0);
}

function probeRow(leaf: MetricObservation): Row {
  const module = unknown('it depends on what the module of the probe checks in the answer');
  const waits = waitsForZero(leaf);
  const otherwise = green('`probe_success` is 0, and that is not the value that it waits for');
  return {
    gone: waits ? red('the probe fails') : otherwise,
    stuck: waits ? red('the probe times out') : otherwise,
    failing: module,
    degraded: module,
    wrong: module,
    silent: whenEmpty(leaf),
  };
}

/** The blackbox exporter says 0 when no answer came: https://github.com/prometheus/blackbox_exporter/blob/master/prober/http.go */
function statusRow(leaf: MetricObservation): Row {
  const { comparison } = leaf;
  const at = (status: number, bad: string): Notice => {
    if (typeof comparison?.threshold !== 'number') return unknown('it depends on what the status is compared with');
    return threshold(comparison, status) ? red(bad) : green(`the status is ${status}, and that does not meet the condition`);
  };
  return {
    gone: at(0, 'the status is 0 when nobody answers'),
    stuck: at(0, 'the status is 0 when no answer comes in time'),
    failing: at(500, 'the status is that of an error'),
    degraded: unknown('it depends on whether the page turns a bad state into a bad status'),
    wrong: green('the body is not read'),
    silent: whenEmpty(leaf),
  };
}

/** `mysql_up`, `redis_up`: the exporter is there and asks whether the server behind it talks. */
function reachRow(leaf: MetricObservation, metric: string): Row {
  const blind = green(`\`${metric}\` says that the exporter can talk to its server, whatever the server then says`);
  if (!waitsForZero(leaf)) {
    const otherwise = green(`\`${metric}\` is 0, and that is not the value that it waits for`);
    const open = unknown(`it depends on what \`${metric}\` is compared with`);
    return { gone: otherwise, stuck: otherwise, failing: otherwise, degraded: open, wrong: open, silent: whenEmpty(leaf) };
  }
  const cannot = red(`the exporter cannot talk to its server, and \`${metric}\` is 0`);
  return { gone: cannot, stuck: cannot, failing: cannot, degraded: blind, wrong: blind, silent: whenEmpty(leaf) };
}

function lampRow(leaf: MetricObservation, light: Light, vanishes: Notice): Row {
  const { metric } = light;
  const side = sideOf(leaf, light);
  const silent = whenEmpty(leaf);
  const covers = unknown(`it depends on whether \`${metric}\` covers this failure`);
  if (side === 'healthy' || side === 'neither') {
    const blind = green(`\`${metric}\` is compared with ${side === 'healthy' ? 'its healthy side' : 'a value that it does not take'}`);
    return { gone: vanishes, stuck: vanishes, failing: covers, degraded: blind, wrong: covers, silent };
  }
  const stuck = vanishes.verdict === 'unknown' ? vanishes : green(`\`${metric}\` is not read when no scrape succeeds, and nothing is not a bad value`);
  return { gone: vanishes, stuck: leaf.fallback === undefined ? stuck : vanishes, failing: covers, degraded: red(`\`${metric}\` is the lamp for it`), wrong: covers, silent };
}
