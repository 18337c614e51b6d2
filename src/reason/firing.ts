import type { Knowledge } from '../knowledge/index.ts';
import { holds, looksOf, type Bounds, type Comparison, type Leaf, type MetricObservation, type Observation, type Span } from '../model/index.ts';
import { alternatives } from './lamp.ts';

/**
 * Whether a condition can be met at all, by what the query itself says: the bounds of its functions, the states that a
 * lamp has. Each answer is a clause that says why; undefined where it depends on data.
 */
export interface Verdict {
  because: string;
  leaf: Leaf;
  /** What is to be underlined, where that is not the leaf. */
  at?: Span;
  /** It takes an unusual label, or several series, to make it wrong. */
  unsure?: true;
}

/** It reads a metric that a service publishes, whose values are known from elsewhere than the query. */
export function isService(leaf: Leaf): leaf is MetricObservation {
  return leaf.via === 'metric' && leaf.language !== 'promql' && leaf.language !== 'logql';
}

/** The part that keeps an alert from ever firing, and undefined when it may fire. `wait`: the seconds for which it must be red before it does. */
export function neverFires(observation: Observation, knowledge: Knowledge, wait = 0): Verdict | undefined {
  switch (observation.via) {
    case 'all-red':
      return observation.of.map((part) => neverFires(part, knowledge)).find(Boolean) ?? unpromising(observation, wait);
    case 'any-red': {
      const parts = observation.of.map((part) => neverFires(part, knowledge, wait));
      return parts.every(Boolean) ? parts[0] : undefined;
    }
    case 'constant':
      return observation.says === 'green' ? { because: `\`${observation.text}\` is never true`, leaf: observation } : undefined;
    case 'metric': {
      const because = impossible(observation, knowledge);
      return because === undefined ? unpromising(observation, wait) : { because, leaf: observation };
    }
    default:
      return undefined;
  }
}

/** It has no result by its labels, or none for long enough. */
function unpromising(observation: MetricObservation | (Observation & { via: 'all-red' }), wait: number): Verdict | undefined {
  const { empty, lasts, at } = observation;
  const [leaf] = looksOf(observation);
  if (!leaf) return undefined;
  const verdict = (because: string, place: Span, sure: boolean): Verdict => ({ because, leaf, at: place, ...(!sure && { unsure: true }) });
  if (empty) return verdict(empty.because, empty.at, empty.sure);
  if (lasts && wait >= lasts.seconds) return verdict(`by its look back it is true for less than ${spoken(lasts.seconds)} at a stretch, and it must be for ${spoken(wait)} before it fires`, at, lasts.sure);
  return undefined;
}

function spoken(seconds: number): string {
  const [unit, name] = seconds % 86_400 === 0 ? [86_400, 'day'] : seconds % 3600 === 0 ? [3600, 'hour'] : seconds % 60 === 0 ? [60, 'minute'] : [1, 'second'];
  const count = seconds / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** The part that makes an alert fire whatever happens, and undefined when it may rest. */
export function alwaysFires(observation: Observation, knowledge: Knowledge): Verdict | undefined {
  switch (observation.via) {
    case 'all-red': {
      const parts = observation.of.map((part) => alwaysFires(part, knowledge));
      return parts.every(Boolean) ? parts[0] : undefined;
    }
    case 'any-red':
      return observation.of.map((part) => alwaysFires(part, knowledge)).find(Boolean);
    case 'constant':
      return observation.says === 'red' ? { because: `\`${observation.text}\` gives a result at every evaluation, and any result fires`, leaf: observation } : undefined;
    case 'metric': {
      const because = certain(observation, knowledge);
      return because === undefined ? undefined : { because, leaf: observation };
    }
    default:
      return undefined;
  }
}

/** Why no data can meet the condition of a leaf; undefined where some may. */
export function impossible(leaf: MetricObservation, knowledge: Knowledge): string | undefined {
  const { bounds, comparison } = leaf;
  if (!leaf.understood) return undefined;
  if (leaf.empty?.sure) return leaf.empty.because;
  const state = missingState(leaf, knowledge);
  if (state !== undefined) return state;
  if (!bounds) return undefined;
  const { least = -Infinity, most = Infinity } = bounds;
  if (least > most) return 'the comparison inside lets nothing through';
  if (typeof comparison?.threshold !== 'number') return undefined;
  return possible(comparison, bounds) ? undefined : boundsClause(leaf, bounds);
}

/** Whether some value within the bounds meets the comparison. */
function possible({ operator, threshold }: Comparison, { least = -Infinity, most = Infinity }: Bounds): boolean {
  if (threshold === null) return true;
  if (operator === '==') return threshold >= least && threshold <= most;
  if (operator === '!=') return !(least === most && least === threshold);
  return operator.startsWith('>') ? holds(most, operator, threshold) : holds(least, operator, threshold);
}

function boundsClause(leaf: MetricObservation, bounds: Bounds): string {
  const { least, most } = bounds;
  if (leaf.absence) return '`absent` is 1 or has no result';
  const what = leaf.ratio && most === 1 ? 'a part divided by its whole' : subjectOf(leaf);
  if (least !== undefined && least === most) return leaf.filter ? `${what} of values that are all ${least} is ${least}` : `${what} is always ${least}`;
  if (leaf.functions.some((name) => COUNTS.has(name)) && least === 1) return `${what} is at least 1, and counting nothing has no result instead of 0`;
  if (least !== undefined && most !== undefined) return `${what} lies between ${least} and ${most}`;
  return least === undefined ? `${what} is never above ${most ?? 0}` : `${what} is never below ${least}`;
}

function subjectOf({ functions, reads, language }: MetricObservation): string {
  const [name] = functions;
  if (name !== undefined && language === 'cloudwatch') return `the statistic ${name} of \`${reads[0]?.metric ?? 'it'}\``;
  return name === undefined ? `\`${reads[0]?.metric ?? 'it'}\`` : `\`${name}(…)\``;
}

const COUNTS = new Set(['count', 'count_over_time', 'count_values', 'group', 'present_over_time', 'absent', 'absent_over_time', 'bytes_over_time']);

/** A selector asks for a state that its lamp does not have. */
function missingState({ reads, absence }: MetricObservation, knowledge: Knowledge): string | undefined {
  if (absence) return undefined;
  const [first] = reads;
  const stateSet = first?.metric === undefined ? undefined : knowledge.light(first.metric)?.stateSet;
  const matcher = stateSet && first?.matchers.find(({ label, operator }) => label === stateSet.label && (operator === '=' || operator === '=~'));
  const wanted = matcher && alternatives(matcher);
  if (!stateSet?.states || !wanted) return undefined;
  const { label, states } = stateSet;
  if (wanted.some((value) => states.includes(value) || !/^[\w-]+$/.test(value))) return undefined;
  return `\`${first?.metric ?? ''}\` has no ${label} \`${wanted.join('|')}\`, only ${states.map((state) => `\`${state}\``).join(', ')}`;
}

/** Labels that say where a series comes from, and not what it says. */
const PLACE_LABELS = new Set(['job', 'instance', 'namespace', 'cluster', 'environment', 'env', 'region', 'app', 'service', 'container', 'pod', 'component', 'name', 'team']);

/** Why any data meets the condition. */
function certain(leaf: MetricObservation, knowledge: Knowledge): string | undefined {
  const { bounds, comparison, filter, functions, reads } = leaf;
  if (!leaf.understood || leaf.absence) return undefined;
  if (!comparison && !filter) {
    if (functions[0]?.endsWith(' bool')) return '`bool` answers 0 or 1 where a plain comparison answers nothing, and 0 fires as well as 1';
    const [first] = reads;
    const isThere = functions.length === 0 && reads.length === 1 && first?.metric !== undefined && knowledge.presence(first.metric) !== undefined;
    if (!isThere || !first.matchers.every(({ label }) => PLACE_LABELS.has(label))) return undefined;
    return `nothing is compared, and \`${first.metric ?? ''}\` is there whatever its value`;
  }
  if (typeof comparison?.threshold !== 'number' || filter || !bounds || functions.some((name) => COUNTS.has(name))) return undefined;
  const { least = -Infinity, most = Infinity } = bounds;
  if (least > most) return undefined;
  return possible({ ...comparison, operator: OPPOSITE[comparison.operator] }, bounds) ? undefined : boundsClause(leaf, bounds);
}

const OPPOSITE = { '==': '!=', '!=': '==', '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;
