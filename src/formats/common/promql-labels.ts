import type { Labels } from '../../model/index.ts';
import type { Binary, Call, Expression, SeriesSelector } from '../../syntax/promql.ts';

/**
 * The labels that a result of a query can have at most: what it reads could have any, and aggregations, matching and `absent`
 * take them away. Prometheus's own functions say which: https://prometheus.io/docs/prometheus/latest/querying/operators/
 */
export function labelsOf(tree: Expression): Labels {
  switch (tree.is) {
    case 'number':
    case 'string':
      return NONE;
    case 'selector':
      return { is: 'all-but', names: tree.matchers.filter(isEmptyMatcher).map(({ label }) => label) };
    case 'call':
      return callLabels(tree);
    case 'binary':
      return binaryLabels(tree);
    case 'negation':
      return labelsOf(tree.of);
  }
}

const NONE: Labels = { is: 'only', names: [] };
const ANY: Labels = { is: 'all-but', names: [] };

/** `{job=""}` selects the series without the label. */
function isEmptyMatcher({ operator, value }: SeriesSelector['matchers'][number]): boolean {
  return value === '' && (operator === '=' || operator === '=~');
}

/** Aggregations that pick series and leave them as they are, and functions that make a value without labels. */
export const PICKING: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
const BARE = new Set(['scalar', 'vector', 'time', 'pi']);
/** Functions that add labels of other series, or names that are given in ways of their own. */
const ADDING = new Set(['info', 'histogram_quantiles']);

function callLabels(call: Call): Labels {
  const { name, args } = call;
  if (BARE.has(name)) return NONE;
  if (ADDING.has(name)) return ANY;
  if (name === 'absent' || name === 'absent_over_time') return absentLabels(args[0]);
  const inner = args.map(labelsOf).reduce(union, NONE);
  if (call.aggregation && !PICKING.has(name)) {
    const kept = groupedLabels(call, inner);
    return name === 'count_values' ? union(kept, literal(args[0])) : kept;
  }
  if (name === 'histogram_quantile') return without(inner, ['le']);
  return name === 'label_replace' || name === 'label_join' ? union(inner, literal(args[1])) : inner;
}

function groupedLabels({ grouping }: Call, inner: Labels): Labels {
  if (!grouping) return NONE;
  return grouping.is === 'by' ? intersection(inner, { is: 'only', names: grouping.labels }) : without(inner, grouping.labels);
}

/** What is absent has no labels but those that its selector fixes by one matcher each. */
function absentLabels(argument: Expression | undefined): Labels {
  if (argument?.is !== 'selector') return NONE;
  const { matchers } = argument;
  const fixed = matchers.filter((matcher) => matcher.operator === '=' && matcher.value !== '' && matchers.filter(({ label }) => label === matcher.label).length === 1);
  return { is: 'only', names: fixed.map(({ label }) => label) };
}

/** The label that a string names; any where it is computed. */
function literal(argument: Expression | undefined): Labels {
  return argument?.is === 'string' ? { is: 'only', names: [argument.value] } : ANY;
}

function binaryLabels({ operator, left, right, matching }: Binary): Labels {
  const [here, there] = [labelsOf(left), labelsOf(right)];
  if (operator === 'or') return union(here, there);
  if (operator === 'and' || operator === 'unless') return here;
  if (isScalar(left) || isScalar(right) || matching?.fills) return union(here, there);
  if (matching?.many) {
    const [many, one] = matching.many.side === 'left' ? [here, there] : [there, here];
    const taken: Labels = { is: 'only', names: matching.many.include };
    return union(without(many, matching.many.include), intersection(one, taken));
  }
  // One series meets one of the other side, so what remains of their labels is the same on both.
  const both = intersection(here, there);
  if (!matching) return both;
  return matching.is === 'on' ? intersection(both, { is: 'only', names: matching.labels }) : intersection(without(here, matching.labels), without(there, matching.labels));
}

/** It is a number and no vector. */
export function isScalar(tree: Expression): boolean {
  switch (tree.is) {
    case 'number':
      return true;
    case 'call':
      return tree.name !== 'vector' && BARE.has(tree.name);
    case 'binary':
      return isScalar(tree.left) && isScalar(tree.right);
    case 'negation':
      return isScalar(tree.of);
    default:
      return false;
  }
}

function union(a: Labels, b: Labels): Labels {
  if (a === NONE) return b;
  if (b === NONE) return a;
  if (a.is === 'only' && b.is === 'only') return { is: 'only', names: [...new Set([...a.names, ...b.names])] };
  if (a.is === 'all-but' && b.is === 'all-but') return { is: 'all-but', names: a.names.filter((name) => b.names.includes(name)) };
  const [open, closed] = a.is === 'all-but' ? [a, b] : [b, a];
  return { is: 'all-but', names: open.names.filter((name) => !closed.names.includes(name)) };
}

function intersection(a: Labels, b: Labels): Labels {
  if (a.is === 'all-but' && b.is === 'all-but') return { is: 'all-but', names: [...new Set([...a.names, ...b.names])] };
  if (a.is === 'only' && b.is === 'only') return { is: 'only', names: a.names.filter((name) => b.names.includes(name)) };
  const [open, closed] = a.is === 'all-but' ? [a, b] : [b, a];
  return { is: 'only', names: closed.names.filter((name) => !open.names.includes(name)) };
}

function without(labels: Labels, names: readonly string[]): Labels {
  return intersection(labels, { is: 'all-but', names: [...names] });
}
