import type { Light } from '../knowledge/index.ts';
import { holds, type Comparator, type Matcher, type MetricObservation } from '../model/index.ts';

export type { Light } from '../knowledge/index.ts';

/**
 * Which side of a lamp a comparison is true of. `red`: of a lamp that is red. `healthy`: of one that is not. `both`, or
 * `neither`: whatever the lamp says. `unknown`: it cannot be told from the query.
 */
export type Side = 'red' | 'healthy' | 'both' | 'neither' | 'unknown';

/** Aggregations and functions through which a lamp keeps its values. */
const KEEPS_VALUES = new Set(['min', 'max', 'topk', 'bottomk', 'last_over_time', 'min_over_time', 'max_over_time', 'label_replace', 'label_join', 'sort', 'sort_desc']);

/** The side of a lamp that makes this leaf red, all of its series taken alike. */
export function sideOf(leaf: MetricObservation, { red, stateSet }: Light): Side {
  const { comparison = leaf.filter, functions, age, ratio } = leaf;
  if (typeof comparison?.threshold !== 'number' || (leaf.comparison && leaf.filter) || age || ratio) return 'unknown';
  if (!functions.every((name) => KEEPS_VALUES.has(name))) return 'unknown';
  if (!red) return 'unknown';
  if (!stateSet) return sideFrom(comparison, redValues(red), healthyValues(red));
  const states = statesOf(leaf.reads[0]?.matchers ?? [], stateSet);
  if (states === 'unknown') return 'unknown';
  return states === 'bad' ? sideFrom(comparison, redValues(red), healthyValues(red)) : sideFrom(comparison, healthyValues(red), redValues(red));
}

function sideFrom({ operator, threshold }: { operator: Comparator; threshold: number | null }, red: number[], healthy: number[]): Side {
  if (threshold === null || red.length === 0 || healthy.length === 0) return 'unknown';
  const ofRed = red.some((value) => holds(value, operator, threshold));
  const ofHealthy = healthy.some((value) => holds(value, operator, threshold));
  if (ofRed) return ofHealthy ? 'both' : 'red';
  return ofHealthy ? 'healthy' : 'neither';
}

/** A lamp of small whole numbers; measures such as a charge in per cent have no clear sides. */
const MOST_STATES = 5;

function redValues({ operator, value }: { operator: Comparator; value: number }): number[] {
  if (value > MOST_STATES) return [];
  // A lamp that is well at 1 is one of 0 and 1; one that is well at 2 has more states.
  if (operator === '!=' && value === 1) return [0];
  return VALUES.filter((candidate) => holds(candidate, operator, value));
}

/** The healthy value next to the red ones: a lamp that is red above 0 is not asked whether 0 or -1 is healthier. */
function healthyValues({ operator, value }: { operator: Comparator; value: number }): number[] {
  switch (operator) {
    case '==':
      return [value === 0 ? 1 : 0];
    case '!=':
    case '>':
    case '<':
      return [value];
    case '>=':
      return [value - 1];
    case '<=':
      return [value + 1];
  }
}

const VALUES = [0, 1, 2, 3, 4, 5, 6, 7];

/** Whether the matchers select states that mean red, or that mean well; `unknown` for both, for others and for patterns. */
function statesOf(matchers: readonly Matcher[], { label, bad = [], good = [] }: NonNullable<Light['stateSet']>): 'bad' | 'good' | 'unknown' {
  const matcher = matchers.find((candidate) => candidate.label === label);
  const values = matcher && alternatives(matcher);
  if (!values) return 'unknown';
  const areAll = (states: readonly string[]): boolean => values.every((value) => states.includes(value));
  if (matcher.operator === '=' || matcher.operator === '=~') return areAll(bad) ? 'bad' : areAll(good) ? 'good' : 'unknown';
  return areAll(good) ? 'bad' : 'unknown';
}

/** The plain words of `a|b|c`; undefined where a pattern says more. */
export function alternatives({ operator, value }: Matcher): string[] | undefined {
  if (operator === '=' || operator === '!=') return [value];
  const plain = value.startsWith('(') && value.endsWith(')') ? value.slice(1, -1) : value;
  return /^[\w|/ -]*$/.test(plain) ? plain.split('|') : undefined;
}
