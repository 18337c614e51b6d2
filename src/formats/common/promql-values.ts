import { holds, type Comparator } from '../../model/index.ts';
import type { Binary, Call, Expression, SeriesSelector } from '../../syntax/promql.ts';
import { calculate } from './arithmetic.ts';

/**
 * What can be said of an expression's value without data: a constant, its value when no series is there, and the
 * bounds that its functions set. https://prometheus.io/docs/prometheus/latest/querying/functions/
 */

/** Inclusive; infinite where it is open. `least` above `most` when no value is possible. */
export interface Bounds {
  least: number;
  most: number;
}

const ANY: Bounds = { least: -Infinity, most: Infinity };
const NOT_NEGATIVE: Bounds = { least: 0, most: Infinity };
const AT_LEAST_ONE: Bounds = { least: 1, most: Infinity };
const ONE: Bounds = { least: 1, most: 1 };

export const COMPARATORS: ReadonlySet<string> = new Set<Comparator>(['==', '!=', '>', '>=', '<', '<=']);

export function isComparison(expression: Expression): expression is Binary & { operator: Comparator } {
  return expression.is === 'binary' && COMPARATORS.has(expression.operator);
}

/** The number that an expression of numbers alone comes to; undefined when it reads anything. */
export function constantOf(expression: Expression): number | undefined {
  switch (expression.is) {
    case 'number':
      return expression.value;
    case 'negation': {
      const value = constantOf(expression.of);
      return value === undefined ? undefined : -value;
    }
    case 'binary': {
      const left = constantOf(expression.left);
      const right = left === undefined ? undefined : constantOf(expression.right);
      return left === undefined || right === undefined ? undefined : calculate(left, expression.operator, right);
    }
    case 'call': {
      const [argument] = expression.args;
      if (expression.name === 'pi') return Math.PI;
      return argument && (expression.name === 'vector' || expression.name === 'scalar') ? constantOf(argument) : undefined;
    }
    default:
      return undefined;
  }
}

/** Aggregations and functions that give back a value of what they are given, or one between them. */
const KEEPS_RANGE = new Set([
  'avg', 'min', 'max', 'quantile', 'topk', 'bottomk', 'limitk', 'avg_over_time', 'min_over_time', 'max_over_time', 'last_over_time',
  'first_over_time', 'quantile_over_time', 'label_replace', 'label_join', 'sort', 'sort_desc', 'sort_by_label', 'sort_by_label_desc', 'scalar',
]);
const SUMS = new Set(['sum', 'sum_over_time']);
const COUNTS = new Set(['count', 'count_over_time', 'bytes_over_time']);
const ONES = new Set(['absent', 'absent_over_time', 'present_over_time', 'group']);
const NEVER_NEGATIVE = new Set([
  'rate', 'increase', 'irate', 'changes', 'resets', 'abs', 'sqrt', 'exp', 'stddev', 'stdvar', 'stddev_over_time', 'stdvar_over_time', 'bytes_rate',
  'timestamp', 'hour', 'minute', 'month', 'year', 'day_of_month', 'day_of_week', 'day_of_year', 'days_in_month',
]);

/**
 * What an expression is worth when none of its series is there: a number where `or vector(…)` or `absent` stands in,
 * undefined for no result. The clock has no value here.
 */
export function valueWhenEmpty(expression: Expression): number | undefined {
  switch (expression.is) {
    case 'number':
      return expression.value;
    case 'negation': {
      const value = valueWhenEmpty(expression.of);
      return value === undefined ? undefined : -value;
    }
    case 'binary':
      return binaryWhenEmpty(expression);
    case 'call':
      return callWhenEmpty(expression);
    default:
      return undefined;
  }
}

function binaryWhenEmpty(expression: Binary): number | undefined {
  const left = valueWhenEmpty(expression.left);
  const right = valueWhenEmpty(expression.right);
  if (expression.operator === 'or') return left ?? right;
  if (expression.operator === 'unless') return right === undefined ? left : undefined;
  if (left === undefined || right === undefined) return undefined;
  if (expression.operator === 'and') return left;
  if (!isComparison(expression)) return calculate(left, expression.operator, right);
  const does = holds(left, expression.operator, right);
  if (expression.bool) return does ? 1 : 0;
  return does ? left : undefined;
}

function callWhenEmpty({ name, args }: Call): number | undefined {
  const argument = args.at(-1);
  const value = argument && valueWhenEmpty(argument);
  if (name === 'absent' || name === 'absent_over_time') return value === undefined ? 1 : undefined;
  if (name === 'vector') return value;
  if (value === undefined) return undefined;
  if (COUNTS.has(name) || ONES.has(name)) return 1;
  return KEEPS_RANGE.has(name) || SUMS.has(name) ? value : undefined;
}

/** The values that an expression can have at all, wherever it has one. */
export function boundsOf(expression: Expression): Bounds {
  switch (expression.is) {
    case 'number':
      return { least: expression.value, most: expression.value };
    case 'selector':
      return selectorBounds(expression);
    case 'negation':
      return negated(boundsOf(expression.of));
    case 'binary':
      return binaryBounds(expression);
    case 'call':
      return callBounds(expression);
    default:
      return ANY;
  }
}

/** `up` and `probe_success` are 0 or 1; a counter by its name (`_total`, `_count`, `_bucket`) only grows from 0. */
function selectorBounds({ name = '' }: SeriesSelector): Bounds {
  if (name === 'up' || name === 'probe_success') return { least: 0, most: 1 };
  return /_(?:total|count|bucket)$/.test(name) && !name.includes(':') ? NOT_NEGATIVE : ANY;
}

function callBounds(call: Call): Bounds {
  const { name, args } = call;
  if (name === 'vector') return args[0] ? boundsOf(args[0]) : ANY;
  if (ONES.has(name)) return ONE;
  if (COUNTS.has(name)) return AT_LEAST_ONE;
  if (NEVER_NEGATIVE.has(name)) return NOT_NEGATIVE;
  const argument = name.startsWith('label_') || name === 'sort_by_label' || name === 'sort_by_label_desc' ? args[0] : args.at(-1);
  if (!argument) return ANY;
  const inner = boundsOf(argument);
  if (KEEPS_RANGE.has(name)) return inner;
  if (!SUMS.has(name)) return ANY;
  // A sum of numbers on one side of zero stays there, and a sum of zeros is zero.
  return { least: inner.least >= 0 ? inner.least : -Infinity, most: inner.most <= 0 ? inner.most : Infinity };
}

function binaryBounds(expression: Binary): Bounds {
  const { operator, left, right } = expression;
  if (isComparison(expression)) return expression.bool ? { least: 0, most: 1 } : narrowed(boundsOf(left), expression.operator, constantOf(right));
  const a = boundsOf(left);
  switch (operator) {
    case 'and':
    case 'unless':
      return a;
    case 'or': {
      const b = boundsOf(right);
      return { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) };
    }
    case '+':
      return sum(a, boundsOf(right));
    case '-':
      return sum(a, negated(boundsOf(right)));
    case '*':
      return product(a, boundsOf(right));
    case '/':
      return isPartOf(left, right) ? { least: 0, most: 1 } : quotient(a, boundsOf(right));
    default:
      return ANY;
  }
}

/** What is left of the bounds behind a filter; a filter that nothing passes leaves less than nothing. */
function narrowed({ least, most }: Bounds, operator: Comparator, threshold: number | undefined): Bounds {
  if (threshold === undefined) return { least, most };
  switch (operator) {
    case '==':
      return { least: Math.max(least, threshold), most: Math.min(most, threshold) };
    case '>':
    case '>=':
      return { least: Math.max(least, threshold), most };
    case '<':
    case '<=':
      return { least, most: Math.min(most, threshold) };
    case '!=':
      return { least, most };
  }
}

function negated({ least, most }: Bounds): Bounds {
  return { least: -most, most: -least };
}

function sum(a: Bounds, b: Bounds): Bounds {
  return { least: a.least + b.least, most: a.most + b.most };
}

function product(a: Bounds, b: Bounds): Bounds {
  const corners = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most].map((corner) => (Number.isNaN(corner) ? 0 : corner));
  return { least: Math.min(...corners), most: Math.max(...corners) };
}

/** Division by a number moves the bounds; by something that may be 0, only the sign is known. */
function quotient(a: Bounds, b: Bounds): Bounds {
  if (b.least === b.most && b.least !== 0) return product(a, { least: 1 / b.least, most: 1 / b.least });
  return a.least >= 0 && b.least >= 0 ? NOT_NEGATIVE : ANY;
}

/**
 * True when the left side adds up some of the series that the right side adds up, in the same way and over the same
 * time: errors by all requests. Such a ratio is at most 1.
 */
function isPartOf(part: Expression, whole: Expression): boolean {
  if (part.is === 'call' && whole.is === 'call') {
    const [a] = part.args;
    const [b] = whole.args;
    return part.name === whole.name && ADDITIVE.has(part.name) && part.args.length === 1 && !!a && !!b && isPartOf(a, b);
  }
  if (part.is !== 'selector' || whole.is !== 'selector') return false;
  if (part.name === undefined || part.name !== whole.name || part.range !== whole.range || part.shift !== whole.shift) return false;
  if (!/_(?:total|count)$/.test(part.name) && part.name !== 'up') return false;
  return whole.matchers.every((matcher) => part.matchers.some((other) => sameMatcher(matcher, other)));
}

const ADDITIVE = new Set(['sum', 'rate', 'increase', 'irate', 'count']);

function sameMatcher(a: SeriesSelector['matchers'][number], b: SeriesSelector['matchers'][number]): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}
