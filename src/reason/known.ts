import { looksOf, type Check, type Comparator, type Leaf, type MetricObservation, type Observation } from '../model/index.ts';

/** What the definition of a check says already of the answer that its text lacks. */
export interface Known {
  /** Each thing that it looks at, in reading order; one that it compares with no number has no readings. */
  looks: KnownLook[];
  /** How the looks make one outcome: red when `any` or `all` of them are; `unknown` where it takes more to say. */
  together: 'any' | 'all' | 'unknown';
  /** For how long it must be so: `10 minutes`. */
  holds?: string;
  /** The one thing that is red, as the check's own templates or its query name it: `{{ $labels.instance }}`. */
  object?: string;
  /** Who answers for it. */
  owner?: string;
}

export interface KnownLook {
  /** As a person would name it, in code marks where it is code. */
  what: string;
  /** The reading that makes it red: `above 5`. */
  red?: string;
  /** The reading that is well: `5 or less`. */
  normal?: string;
}

/** What is known of a check from its own definition. Nothing is guessed: what is not written is absent. */
export function knownOf(check: Check): Known {
  const { observes, timing, audience } = check;
  const known: Known = {
    looks: looksOf(observes).flatMap((leaf) => lookOf(leaf) ?? []),
    together: togetherOf(observes),
  };
  const object = objectOf(check);
  if (timing.holds !== undefined && timing.holds > 0) known.holds = durationOf(timing.holds);
  if (object !== undefined) known.object = object;
  if (audience.owner) known.owner = audience.owner.text;
  return known;
}

function togetherOf(observation: Observation): Known['together'] {
  if (!('of' in observation)) return 'all';
  const isFlat = Array.isArray(observation.of) && observation.of.every((part) => !('of' in part));
  if (!isFlat || observation.via === 'last') return 'unknown';
  return observation.via === 'any-red' ? 'any' : 'all';
}

/**
 * The lines of a text that would answer who is woken by a check: what it means, where to look first and what is normal
 * there, what to do otherwise, whom to call. What only its owner knows is left open between `<` and `>`.
 */
export function skeletonOf(check: Check): string[] {
  const { looks, together, holds, object, owner } = knownOf(check);
  const [first] = looks;
  const stated = together === 'unknown' || looks.length > MOST_STATED ? [] : looks.filter(({ red }) => red !== undefined);
  const meaning = stated.length === looks.length ? stated.map(({ what, red = '' }) => `${what} is ${red}`).join(together === 'any' ? ' or ' : ' and ') : '';
  const what = looks.length === 0 || looks.length > MOST_NAMED ? '<your screen or command>' : [...new Set(looks.map((look) => look.what))].join(', ');
  const where = `${object === undefined ? '' : ` of ${object}`}${what.startsWith('<') ? '' : ' on <your screen>'}`;
  const normal = (looks.length === 1 ? first?.normal : undefined) ?? '<your normal reading>';
  return [
    meaning === '' ? `What it means: <your users> lose <what>.` : `What it means: ${meaning}${holds === undefined ? '' : ` for ${holds}`}, so <your users> lose <what>.`,
    `Look at ${what}${where}; normal is ${normal}.`,
    `If it is not so, <your first step, with its object>.`,
    `If that does not help within <your limit> minutes, call ${owner === undefined ? '<name of who knows more>' : `${owner} at <your number or channel>`}.`,
  ];
}

/** The skeleton as the help of a finding, in at most five lines. */
export function skeletonHelp(check: Check): string {
  return ['Write, with what only you know between < and >:', ...skeletonOf(check)].join('\n');
}

/** A sentence with more parts is no clearer than the query. */
const MOST_STATED = 2;
/** Nor is one with more names. */
const MOST_NAMED = 3;

function lookOf(leaf: Leaf): KnownLook | undefined {
  switch (leaf.via) {
    case 'metric':
      return metricLook(leaf);
    case 'http':
      return { what: `the answer of ${leaf.url.host ?? 'the target'}${leaf.url.path ?? ''}` };
    case 'tcp':
      return leaf.port === undefined ? undefined : { what: `port ${leaf.port}${leaf.host === undefined ? '' : ` of ${leaf.host}`}` };
    case 'command':
      return { what: `\`${[leaf.program, ...leaf.arguments.map((argument) => argument ?? '…')].join(' ')}\`` };
    case 'person':
      return { what: leaf.look, ...(leaf.expect !== undefined && { normal: leaf.expect }) };
    default:
      return undefined;
  }
}

/** Beyond it an expression is named by its metrics. */
const LONGEST_MEASURE = 60;
/** The comparison at the end of a query, with the number as it is written there. */
const COMPARED = / ?(==|!=|>=|<=|>|<) ?([-+]?[\d.]+(?:[eE][-+]?\d+)?)$/;

function metricLook({ expression, reads, comparison, absence, understood }: MetricObservation): KnownLook | undefined {
  const metrics = [...new Set(reads.flatMap(({ metric }) => metric ?? []))];
  if (!understood || metrics.length === 0) return undefined;
  const named = metrics.slice(0, MOST_NAMED).map((metric) => `\`${metric}\``).join(', ');
  if (absence) return { what: named, red: 'missing', normal: 'that it is there' };
  const written = expression.replace(/\s+/g, ' ').trim();
  const [tail, operator, threshold] = COMPARED.exec(written) ?? [];
  const measure = tail === undefined ? written : written.slice(0, -tail.length);
  // The comparison is the whole expression's, and not that of its metrics.
  if (!comparison || measure.length > LONGEST_MEASURE || threshold === undefined || !isComparator(operator)) return { what: named };
  const [red, normal] = READINGS[operator](threshold);
  return { what: `\`${measure}\``, red, normal };
}

function isComparator(operator: string | undefined): operator is Comparator {
  return operator !== undefined && operator in READINGS;
}

/** How a comparison reads when it is red, and when it is not. */
const READINGS: Record<Comparator, (threshold: string) => [red: string, normal: string]> = {
  '>': (value) => [`above ${value}`, `${value} or less`],
  '>=': (value) => [`${value} or more`, `below ${value}`],
  '<': (value) => [`below ${value}`, `${value} or more`],
  '<=': (value) => [`${value} or less`, `above ${value}`],
  '==': (value) => [value, `anything but ${value}`],
  '!=': (value) => [`not ${value}`, value],
};

const TEMPLATE = /\{\{-?\s*\$labels\.(\w+)\s*-?\}\}/;
const GROUPED = /\bby\s*\(\s*(\w+)/;

/** The label that the texts name first, or else the first by which the query keeps things apart. */
function objectOf({ response, observes }: Check): string | undefined {
  const named = response.texts.map(({ value }) => TEMPLATE.exec(value)?.[1]).find((label) => label !== undefined);
  const grouped = looksOf(observes).flatMap((leaf) => (leaf.via === 'metric' && (leaf.language === 'promql' || leaf.language === 'logql') ? (GROUPED.exec(leaf.expression)?.[1] ?? []) : []));
  const label = named ?? grouped[0];
  return label === undefined ? undefined : `{{ $labels.${label} }}`;
}

const UNITS: [string, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** Seconds in the largest unit that measures them whole: `90` → `90 seconds`, `600` → `10 minutes`. */
export function durationOf(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length && seconds % length === 0) ?? ['second', 1];
  const amount = seconds / size;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
