import type { MetricObservation, Notice } from '../model/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { always, green, red, unknown, type Row } from './verdicts.ts';

/** The drill of one metric comparison; see docs/drill.md. */
export function metricRow(leaf: MetricObservation, knowledge: Knowledge): Row {
  if (!leaf.understood) return always(unknown('the query is in a dialect that is not read here'));
  const metric = leaf.reads[0]?.metric;
  if (leaf.absence) return absenceRow(metric);
  if (metric === 'up') return upRow(leaf);
  if (metric !== undefined && knowledge.light(metric)) return lampRow(metric);
  return { ...always(unknown('whether the fault moves this metric is not known here')), silent: quiet(leaf) };
}

function absenceRow(metric: string | undefined): Row {
  const there = green('the series is still there');
  return {
    gone: metric === 'up' ? unknown('`up` is 0 and not absent for as long as the target is configured') : red('its series are gone'),
    stuck: metric === 'up' ? there : red('no scrape succeeds, so its series are gone'),
    failing: there,
    degraded: there,
    wrong: there,
    silent: red('no sample arrives, and absence is what it looks for'),
  };
}

function upRow(leaf: MetricObservation): Row {
  const blind = green('`up` says that the target answered the scrape, whatever it answers to anyone else');
  return { gone: red('the scrape fails'), stuck: red('the scrape times out'), failing: blind, degraded: blind, wrong: blind, silent: quiet(leaf) };
}

function lampRow(metric: string): Row {
  const vanishes = green(`\`${metric}\` vanishes with its target, and nothing is not a bad value`);
  return {
    gone: vanishes,
    stuck: vanishes,
    failing: unknown(`it depends on whether \`${metric}\` covers this failure`),
    degraded: red(`\`${metric}\` is the lamp for it`),
    wrong: unknown(`it depends on whether \`${metric}\` covers this failure`),
    silent: vanishes,
  };
}

/** A query without samples has no result, and an alert fires only for results. */
function quiet(leaf: MetricObservation): Notice {
  if (leaf.fallback === undefined) return green('a query without samples returns nothing, and nothing does not fire');
  return unknown(`\`vector(${leaf.fallback})\` stands in for missing samples`);
}
