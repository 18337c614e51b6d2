import { holds, type Bounds, type Comparator, type Comparison, type MetricObservation, type Observation, type Selector, type Span } from '../../model/index.ts';
import type { Binary, Call, Expression, SeriesSelector } from '../../syntax/promql.ts';
import { conditionOf, isTrivial, normalise } from './promql-comparison.ts';
import { functionsOf, hasCondition, isAbsence, isRatio, selectorsOf } from './promql-shape.ts';
import { boundsOf, constantOf, isComparison, valueWhenEmpty, type Bounds as Interval } from './promql-values.ts';

/** A query as it stands in a file. */
export interface Query {
  text: string;
  language: MetricObservation['language'];
  /** The place in the file of a range of `text`. */
  place: (start: number, end: number) => Span;
}

/** What an alert on this query looks at. A null tree is a query that could not be read. */
export function observe(tree: Expression | null, query: Query): Observation {
  if (tree) return observation(tree, query);
  const at = query.place(0, query.text.length);
  return { via: 'metric', at, language: query.language, expression: query.text, reads: [], functions: [], age: false, ratio: false, absence: false, understood: false };
}

/** Every series selector of a query, left to right. */
export function readsOf(tree: Expression | null, query: Query): Selector[] {
  return tree ? selectorsOf(tree).map((selector) => selectorOf(selector, query)) : [];
}

function observation(tree: Expression, query: Query): Observation {
  const constant = constantObservation(tree, query);
  if (constant) return constant;
  if (isComparison(tree) && !tree.bool) return comparisonObservation(tree, query);
  if (tree.is === 'binary') return binaryObservation(tree, query);
  if (tree.is === 'call') return callObservation(tree, query);
  return tree.is === 'negation' ? observation(tree.of, query) : leaf(tree, tree, query);
}

/** Any result fires, whatever its value: even `vector(0)` does. A filter between constants lets all through or nothing. */
function constantObservation(tree: Expression, query: Query): Observation | undefined {
  const said = (says: 'red' | 'green'): Observation => ({ via: 'constant', says, text: textOf(tree, query), at: query.place(tree.start, tree.end) });
  if (constantOf(tree) !== undefined) return said('red');
  if (!isComparison(tree)) return undefined;
  const left = constantOf(tree.left);
  const right = constantOf(tree.right);
  if (left === undefined || right === undefined) return undefined;
  return said(tree.bool || holds(left, tree.operator, right) ? 'red' : 'green');
}

function binaryObservation(tree: Binary, query: Query): Observation {
  const at = query.place(tree.start, tree.end);
  switch (tree.operator) {
    case 'and':
      return { via: 'all-red', of: operands(tree, 'and').map((part) => observation(part, query)), at };
    case 'or':
      return { via: 'any-red', of: operands(tree, 'or').map((part) => observation(part, query)), at };
    case 'unless': {
      if (isVanishing(tree)) return { ...facts(tree, tree.right, query), absence: true };
      const of = observation(tree.right, query);
      return { via: 'all-red', of: [observation(tree.left, query), { via: 'inverted', of, at: of.at }], at };
    }
    default:
      // Arithmetic has a result exactly where both sides have one: the side with a condition decides.
      if (hasCondition(tree.left)) return observation(tree.left, query);
      return hasCondition(tree.right) ? observation(tree.right, query) : leaf(tree, tree, query);
  }
}

/** `x offset 1h unless x`: what was there an hour ago and is there no more. */
function isVanishing({ left, right }: Binary): boolean {
  if (hasCondition(left) || hasCondition(right)) return false;
  const [[before], [now]] = [selectorsOf(left), selectorsOf(right)];
  return before?.name !== undefined && before.name === now?.name && before.shift?.startsWith('offset') === true && now.shift === undefined;
}

/** `a and b and c` is three operands, not two twice. */
export function operands(tree: Expression, operator: 'and' | 'or'): Expression[] {
  if (tree.is !== 'binary' || tree.operator !== operator) return [tree];
  return [...operands(tree.left, operator), ...operands(tree.right, operator)];
}

function callObservation(tree: Call, query: Query): Observation {
  if (isAbsence(tree)) return absence(tree, query);
  const argument = tree.args.find(hasCondition);
  return argument && tree.name !== 'vector' && tree.name !== 'scalar' ? observation(argument, query) : leaf(tree, tree, query);
}

function absence(tree: Expression, query: Query, whole: Expression = tree, comparison?: Comparison): Observation {
  const argument = (tree.is === 'call' ? tree.args[0] : undefined) ?? tree;
  const filter = filterOf(argument, query);
  const found = facts(whole, argument, query);
  if (comparison) found.comparison = comparison;
  if (filter) found.filter = filter;
  found.bounds = { least: 1, most: 1 };
  found.absence = true;
  return found;
}

function comparisonObservation(tree: Binary & { operator: Comparator }, query: Query): Observation {
  const { subject, operator, threshold, age } = normalise(tree);
  if (threshold !== null && isTrivial(subject, operator, threshold)) return observation(conditionOf(subject), query);
  const comparison = { operator, threshold, at: comparisonSpan(tree, query) };
  if (isAbsence(subject)) return absence(subject, query, tree, comparison);
  const found = age ? facts(tree, subject, query) : leaf(tree, subject, query);
  found.comparison = comparison;
  if (!age) return found;
  const filter = filterOf(subject, query);
  if (filter) found.filter = filter;
  // A constant in place of a missing timestamp is a moment in 1970: as old as can be.
  if (valueWhenEmpty(subject) !== undefined) found.fallback = Infinity;
  found.age = true;
  return found;
}

/** `== 0` where the metric is on the left, the whole comparison where it is not. */
function comparisonSpan(tree: Binary, query: Query): Span {
  return constantOf(tree.left) === undefined ? query.place(tree.at, tree.end) : query.place(tree.start, tree.end);
}

/** A leaf without its own comparison; a filter inside decides where nothing outside does. */
function leaf(whole: Expression, subject: Expression, query: Query): MetricObservation {
  const filter = whole === subject && subject.is === 'binary' && subject.bool ? undefined : filterOf(subject, query);
  const fallback = valueWhenEmpty(subject);
  const bounds = knownBounds(boundsOf(subject));
  const found = facts(whole, subject, query);
  if (filter) found.filter = filter;
  if (fallback !== undefined) found.fallback = fallback;
  if (bounds) found.bounds = bounds;
  return found;
}

/** The ends of an interval that are not open; undefined when both are. */
function knownBounds({ least, most }: Interval): Bounds | undefined {
  if (least === -Infinity) return most === Infinity ? undefined : { most };
  return most === Infinity ? { least } : { least, most };
}

/** What is true of every leaf; ten thousand are made in a run, so whoever knows more adds to it instead of copying it. */
function facts(whole: Expression, subject: Expression, query: Query): MetricObservation {
  return {
    via: 'metric',
    at: query.place(whole.start, whole.end),
    language: query.language,
    expression: textOf(whole, query),
    reads: selectorsOf(whole).map((selector) => selectorOf(selector, query)),
    functions: functionsOf(subject),
    age: false,
    ratio: isRatio(subject),
    absence: false,
    understood: true,
  };
}

/** The comparison below functions, on the way to the first selector. */
function filterOf(tree: Expression, query: Query): Comparison | undefined {
  switch (tree.is) {
    case 'call':
      return isAbsence(tree) ? undefined : tree.args.map((argument) => filterOf(argument, query)).find((found) => found);
    case 'binary': {
      if (!isComparison(tree)) return filterOf(tree.left, query) ?? filterOf(tree.right, query);
      const { operator, threshold } = normalise(tree);
      return { operator, threshold, at: comparisonSpan(tree, query) };
    }
    case 'negation':
      return filterOf(tree.of, query);
    default:
      return undefined;
  }
}

function selectorOf({ name, matchers, start, end }: SeriesSelector, query: Query): Selector {
  const at = query.place(start, end);
  return name === undefined ? { matchers, at } : { metric: name, matchers, at };
}

function textOf({ start, end }: Expression, { text }: Query): string {
  return text.slice(start, end);
}
