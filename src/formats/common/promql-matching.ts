import { hasLabel, type Labels } from '../../model/index.ts';
import type { Binary, Call, Expression, Matching, SeriesSelector } from '../../syntax/promql.ts';
import { isScalar, labelsOf, PICKING } from './promql-labels.ts';

/**
 * Where the two sides of an operator can never meet: Prometheus pairs series whose labels are the same, so `a{x="1"}` finds no partner in
 * `b{x="2"}`, nor in a sum that has lost `x`. https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export interface Mismatch {
  because: string;
  /** The operation, in the query. */
  start: number;
  end: number;
  /** False where the sides meet if a label that one of them keeps is on none of its series. */
  sure: boolean;
}

/** The operation that leaves a query without a result, whatever the data; undefined where it can have one. */
export function mismatchIn(tree: Expression): Mismatch | undefined {
  switch (tree.is) {
    case 'negation':
      return mismatchIn(tree.of);
    case 'call':
      return RESULT_OF_NOTHING.has(tree.name) ? undefined : first(tree.args, mismatchIn);
    case 'binary':
      return binaryMismatch(tree);
    default:
      return undefined;
  }
}

/** Functions that have a result where their argument has none. */
const RESULT_OF_NOTHING = new Set(['absent', 'absent_over_time', 'vector', 'scalar']);

function binaryMismatch(tree: Binary): Mismatch | undefined {
  const { operator, left, right, matching } = tree;
  if (operator === 'unless') return mismatchIn(left);
  if (operator === 'or') return mismatchIn(left) && mismatchIn(right);
  if (matching?.fills) return undefined;
  const inner = mismatchIn(left) ?? mismatchIn(right);
  if (inner || isScalar(left) || isScalar(right)) return inner;
  const asks = (label: string): boolean => isAsked(label, matching);
  const [here, there] = [sideOf(left), sideOf(right)];
  const found = unequal(here, there, asks) ?? unequal(there, here, asks) ?? unlike(here, there, asks);
  return found && { ...found, start: tree.start, end: tree.end };
}

/** The labels that must agree: all, or those of `on`, or all but those of `ignoring`. */
function isAsked(label: string, matching: Matching | undefined): boolean {
  return !matching || matching.labels.includes(label) === (matching.is === 'on');
}

type Found = Pick<Mismatch, 'because' | 'sure'>;

/** One side of an operator, and what is known of the labels of its series. */
interface Side {
  tree: Expression;
  fixed: ReadonlyMap<string, string>;
  labels: Labels;
}

function sideOf(tree: Expression): Side {
  return { tree, fixed: fixedLabels(tree), labels: labelsOf(tree) };
}

/** One side has a label with one value, and the other has another value or cannot have the label. */
function unequal(side: Side, other: Side, asks: (label: string) => boolean): Found | undefined {
  for (const [label, value] of side.fixed) {
    if (!asks(label)) continue;
    const there = other.fixed.get(label);
    if (there !== undefined && there !== value) return { because: `one side has \`${label}="${value}"\` and the other \`${label}="${there}"\`, and series meet only where their labels are the same`, sure: true };
    if (!hasLabel(other.labels, label)) return { because: `one side has \`${label}="${value}"\` and the other has no \`${label}\`, and series meet only where their labels are the same`, sure: true };
  }
  return undefined;
}

/** One side keeps a label that the other has lost. */
function unlike(left: Side, right: Side, asks: (label: string) => boolean): Found | undefined {
  const [here, there] = [left.labels, right.labels];
  const lone = loneLabel(here, there, asks) ?? loneLabel(there, here, asks);
  if (lone !== undefined) return { because: `one side keeps the label \`${lone}\` and the other does not, and series meet only where their labels are the same`, sure: false };
  const isScraped = (here.is === 'all-but' && isPlain(left.tree) && lacks(there, asks)) || (there.is === 'all-but' && isPlain(right.tree) && lacks(here, asks));
  return isScraped ? { because: 'one side has neither `job` nor `instance`, which every series has that is scraped, and series meet only where their labels are the same', sure: false } : undefined;
}

function loneLabel(here: Labels, there: Labels, asks: (label: string) => boolean): string | undefined {
  return here.is === 'only' && there.is === 'only' ? here.names.find((label) => asks(label) && !there.names.includes(label)) : undefined;
}

/** What every scrape adds: https://prometheus.io/docs/concepts/jobs_instances/ */
const SCRAPED = ['job', 'instance'];

function lacks(labels: Labels, asks: (label: string) => boolean): boolean {
  return labels.is === 'only' && SCRAPED.every((label) => asks(label) && !labels.names.includes(label));
}

/** Whole series as they were scraped; a recording has the labels that its rule leaves. */
function isPlain(tree: Expression): boolean {
  switch (tree.is) {
    case 'selector':
      return tree.name !== undefined && !tree.name.includes(':');
    case 'call':
      return !tree.aggregation && tree.args.some(isPlain);
    case 'binary':
      return isScalar(tree.right) && isPlain(tree.left);
    default:
      return false;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Labels that every series of a result has, with their values. */
function fixedLabels(tree: Expression): ReadonlyMap<string, string> {
  switch (tree.is) {
    case 'selector':
      return fixedBy(tree);
    case 'negation':
      return fixedLabels(tree.of);
    case 'call':
      return callFixed(tree);
    case 'binary':
      return binaryFixed(tree);
    default:
      return NONE;
  }
}

function fixedBy({ matchers }: SeriesSelector): ReadonlyMap<string, string> {
  if (matchers.length === 0) return NONE;
  const fixed = new Map<string, string>();
  for (const { label, operator, value } of matchers) {
    if (operator === '=' && value !== '' && !value.includes('$') && !value.includes('{') && !value.includes('<')) fixed.set(label, value);
  }
  return fixed;
}

function callFixed({ name, args, aggregation, grouping }: Call): ReadonlyMap<string, string> {
  if (name === 'vector' || name === 'info') return NONE;
  const relabels = name === 'label_replace' || name === 'label_join';
  const argument = relabels ? args[0] : args.find((candidate) => candidate.is !== 'number' && candidate.is !== 'string');
  const fixed = argument ? fixedLabels(argument) : NONE;
  if (relabels) {
    const [, target] = args;
    return kept(fixed, (label) => target?.is === 'string' && label !== target.value);
  }
  if (!aggregation || PICKING.has(name)) return fixed;
  return grouping ? kept(fixed, (label) => grouping.labels.includes(label) === (grouping.is === 'by')) : NONE;
}

function binaryFixed({ operator, left, right, matching }: Binary): ReadonlyMap<string, string> {
  const here = fixedLabels(left);
  if (operator === 'and' || operator === 'unless' || isScalar(right)) return here;
  const there = fixedLabels(right);
  if (isScalar(left)) return there;
  if (operator === 'or') return kept(here, (label) => there.get(label) === here.get(label));
  if (matching?.fills) return NONE;
  if (matching?.many) {
    const { side, include } = matching.many;
    return kept(side === 'left' ? here : there, (label) => !include.includes(label));
  }
  return kept(new Map([...there, ...here]), (label) => isAsked(label, matching));
}

function kept(fixed: ReadonlyMap<string, string>, keeps: (label: string) => boolean): ReadonlyMap<string, string> {
  return fixed.size === 0 ? fixed : new Map([...fixed].filter(([label]) => keeps(label)));
}

function first<Value>(trees: readonly Expression[], find: (tree: Expression) => Value | undefined): Value | undefined {
  for (const tree of trees) {
    const found = find(tree);
    if (found !== undefined) return found;
  }
  return undefined;
}
