import { parser } from '@prometheus-io/lezer-promql';
import type { TreeCursor } from '@lezer/common';
import { shapeOf } from './promql-shape.ts';

/**
 * PromQL as a small tree with positions. Parentheses, ranges, offsets and `@` leave no node of their own: what they
 * wrap stands in their place, and a selector keeps its range and shift as written.
 */
export type Expression = NumberLiteral | StringLiteral | SeriesSelector | Call | Binary | Negation;

interface Range {
  /** Offsets into the expression's text; `end` is exclusive. */
  start: number;
  end: number;
}

export interface NumberLiteral extends Range {
  is: 'number';
  /** Durations count in seconds. */
  value: number;
}

export interface StringLiteral extends Range {
  is: 'string';
  value: string;
}

export interface SeriesSelector extends Range {
  is: 'selector';
  /** Absent when the name is a pattern, and in LogQL. */
  name?: string;
  matchers: LabelMatcher[];
  /** `[5m]`, as written; subqueries count as ranges of the selector only when they wrap it directly. */
  range?: string;
  /** `offset 1d`, `@ end()`, as written. */
  shift?: string;
}

export interface LabelMatcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A function or an aggregation. */
export interface Call extends Range {
  is: 'call';
  name: string;
  aggregation: boolean;
  /** `by (job)` or `without (job)`; absent where an aggregation keeps no label, and in LogQL. */
  grouping?: { is: 'by' | 'without'; labels: string[] };
  args: Expression[];
}

export interface Binary extends Range {
  is: 'binary';
  operator: BinaryOperator;
  /** Where the operator stands. */
  at: number;
  /** `bool`: a comparison that answers 0 or 1 instead of filtering. */
  bool: boolean;
  /** Absent where all labels must agree, and in LogQL. */
  matching?: Matching;
  left: Expression;
  right: Expression;
}

/** Which labels of two sides must agree: `on (job) group_left (version)`. */
export interface Matching {
  is: 'on' | 'ignoring';
  labels: string[];
  /** The side of which many series may match one, and the labels that it takes from the other. */
  many?: { side: 'left' | 'right'; include: string[] };
  /** A series without a partner has a result too: `fill_left (0)`. */
  fills?: true;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2' | '==' | '!=' | '>' | '>=' | '<' | '<=' | 'and' | 'or' | 'unless';

export interface Negation extends Range {
  is: 'negation';
  of: Expression;
}

const strict = parser.configure({ strict: true });

/** The text that a tree was made from, or stands for. */
interface Source {
  slice: (from: number, to: number) => string;
  start: (offset: number) => number;
  end: (offset: number) => number;
}

/** Makes a part of an expression from a text of the shape that it was drawn up for: thousands of texts have one shape, and its tree is walked once. */
type Plan<Part> = (source: Source) => Part;

/** Reads an expression; null when it is not PromQL as Prometheus writes it. */
export function parsePromql(text: string): Expression | null {
  const shape = shapeOf(text);
  if (!shape) return planOf(text)?.({ slice: (from, to) => text.slice(from, to), start: (offset) => offset, end: (offset) => offset }) ?? null;
  const start = (offset: number): number => shape.starts[offset] ?? offset;
  const end = (offset: number): number => shape.ends[offset] ?? offset;
  return shapePlan(shape.text)?.({ slice: (from, to) => text.slice(start(from), end(to)), start, end }) ?? null;
}

/** Plans by shape; emptied when it has grown beyond what one project's rules need. */
const plans = new Map<string, Plan<Expression> | null>();
const MOST_PLANS = 5000;

function shapePlan(shape: string): Plan<Expression> | null {
  let plan = plans.get(shape);
  if (plan === undefined) {
    plan = planOf(shape);
    if (plans.size >= MOST_PLANS) plans.clear();
    plans.set(shape, plan);
  }
  return plan;
}

/** The plan of a whole text; null for one that the grammar refuses, or that is nested too deeply for the stack. */
function planOf(text: string): Plan<Expression> | null {
  try {
    const cursor = strict.parse(text).cursor();
    return firstChild(cursor) ? (expressionAt(cursor) ?? null) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Moves to the first child that is not a comment. */
function firstChild(cursor: TreeCursor): boolean {
  return cursor.firstChild() && (cursor.name !== 'LineComment' || nextSibling(cursor));
}

function nextSibling(cursor: TreeCursor): boolean {
  while (cursor.nextSibling()) if (cursor.name !== 'LineComment') return true;
  return false;
}

/** The words on which the cursor stands. */
function wordsAt({ from, to }: TreeCursor): Plan<string> {
  return (source) => source.slice(from, to);
}

/** The expression that the cursor stands on; undefined for a node that is none. Leaves the cursor where it was. */
function expressionAt(cursor: TreeCursor): Plan<Expression> | undefined {
  const { from, to } = cursor;
  switch (cursor.name) {
    case 'NumberDurationLiteral':
      return (source) => ({ is: 'number', value: numberOf(source.slice(from, to)), start: source.start(from), end: source.end(to) });
    case 'StringLiteral':
      return (source) => ({ is: 'string', value: unquote(source.slice(from, to)), start: source.start(from), end: source.end(to) });
    case 'VectorSelector':
      return selectorAt(cursor);
    case 'AggregateExpr':
    case 'FunctionCall':
      return callAt(cursor);
    case 'BinaryExpr':
      return binaryAt(cursor);
    case 'UnaryExpr':
      return unaryAt(cursor);
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return wrapped(cursor, 'range');
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return wrapped(cursor, 'shift');
    case 'ParenExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return wrapped(cursor);
    default:
      return undefined;
  }
}

function wrapped(cursor: TreeCursor, adds?: 'range' | 'shift'): Plan<Expression> | undefined {
  const { to } = cursor;
  if (!firstChild(cursor)) return undefined;
  const isOpen = cursor.name === 'BinaryExpr' || cursor.name === 'UnaryExpr';
  const inner = expressionAt(cursor);
  const innerEnd = cursor.to;
  cursor.parent();
  if (!inner || !adds) return inner;
  return (source) => {
    const expression = inner(source);
    // The grammar lets `offset` take all that stands before it: `a > b offset 1h` is of `b` alone.
    const last = isOpen ? lastOperand(expression) : expression;
    if (last.is === 'selector') last[adds] = source.slice(innerEnd, to).trim();
    if (isOpen && expression.is === 'binary') open.add(expression);
    return expression;
  };
}

function lastOperand(tree: Expression): Expression {
  if (tree.is === 'binary') return lastOperand(tree.right);
  return tree.is === 'negation' ? lastOperand(tree.of) : tree;
}

/** Operations whose right side goes on behind an `offset`, though the grammar has ended them there. */
const open = new WeakSet<Binary>();

/** How tightly the operators bind: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence */
const BINDING: Record<BinaryOperator, number> = { or: 1, and: 2, unless: 2, '==': 3, '!=': 3, '>': 3, '>=': 3, '<': 3, '<=': 3, '+': 4, '-': 4, '*': 5, '/': 5, '%': 5, atan2: 5, '^': 6 };

/** An operation, put below the last operand of its left side where that is still open and binds less. */
function joined(binary: Binary): Binary {
  const { left } = binary;
  if (left.is !== 'binary' || !open.has(left) || BINDING[left.operator] >= BINDING[binary.operator]) return binary;
  const inner = { ...binary, left: left.right, start: left.right.start };
  if (left.right.is === 'binary') open.add(left.right);
  left.right = joined(inner);
  left.end = binary.end;
  return left;
}

function selectorAt(cursor: TreeCursor): Plan<SeriesSelector> {
  const { from, to } = cursor;
  const parts: ((source: Source, selector: SeriesSelector) => void)[] = [];
  if (firstChild(cursor)) {
    do {
      if (cursor.name === 'Identifier') parts.push(nameAt(cursor));
      else if (cursor.name === 'LabelMatchers') parts.push(...matchersAt(cursor));
    } while (nextSibling(cursor));
    cursor.parent();
  }
  return (source) => {
    const selector: SeriesSelector = { is: 'selector', matchers: [], start: source.start(from), end: source.end(to) };
    for (const part of parts) part(source, selector);
    return selector;
  };
}

function nameAt(cursor: TreeCursor): (source: Source, selector: SeriesSelector) => void {
  const words = wordsAt(cursor);
  return (source, selector) => {
    selector.name = unquote(words(source));
  };
}

function matchersAt(cursor: TreeCursor): ((source: Source, selector: SeriesSelector) => void)[] {
  const parts: ((source: Source, selector: SeriesSelector) => void)[] = [];
  if (!firstChild(cursor)) return parts;
  do {
    if (cursor.name === 'QuotedLabelName') parts.push(nameAt(cursor));
    else if (firstChild(cursor)) parts.push(matcherAt(cursor));
  } while (nextSibling(cursor));
  cursor.parent();
  return parts;
}

/** The cursor stands on the label of a matcher, and is put back on the matcher. */
function matcherAt(cursor: TreeCursor): (source: Source, selector: SeriesSelector) => void {
  const label = wordsAt(cursor);
  nextSibling(cursor);
  const operator = wordsAt(cursor);
  nextSibling(cursor);
  const value = wordsAt(cursor);
  cursor.parent();
  return (source, selector) => {
    const matcher = { label: unquote(label(source)), operator: operator(source) as LabelMatcher['operator'], value: unquote(value(source)) };
    if (matcher.label === '__name__' && matcher.operator === '=') selector.name = matcher.value;
    else selector.matchers.push(matcher);
  };
}

function callAt(cursor: TreeCursor): Plan<Call> {
  const { from, to } = cursor;
  const aggregation = cursor.name === 'AggregateExpr';
  const args: Plan<Expression>[] = [];
  let name: Plan<string> = () => '';
  let grouping: Plan<NonNullable<Call['grouping']>> | undefined;
  if (firstChild(cursor)) {
    name = wordsAt(cursor);
    while (nextSibling(cursor)) {
      if (cursor.name === 'AggregateModifier') grouping = groupingAt(cursor);
      if (cursor.name !== 'FunctionCallBody' || !firstChild(cursor)) continue;
      do {
        const argument = expressionAt(cursor);
        if (argument) args.push(argument);
      } while (nextSibling(cursor));
      cursor.parent();
    }
    cursor.parent();
  }
  return (source) => {
    const call: Call = { is: 'call', name: name(source).toLowerCase(), aggregation, args: args.map((argument) => argument(source)), start: source.start(from), end: source.end(to) };
    if (grouping) call.grouping = grouping(source);
    return call;
  };
}

function groupingAt(cursor: TreeCursor): Plan<NonNullable<Call['grouping']>> {
  let is: 'by' | 'without' = 'by';
  let labels: Plan<string[]> = () => [];
  if (firstChild(cursor)) {
    do {
      if (cursor.name === 'Without') is = 'without';
      else if (cursor.name === 'GroupingLabels') labels = labelsAt(cursor);
    } while (nextSibling(cursor));
    cursor.parent();
  }
  return (source) => ({ is, labels: labels(source) });
}

function labelsAt(cursor: TreeCursor): Plan<string[]> {
  const labels: Plan<string>[] = [];
  if (firstChild(cursor)) {
    do labels.push(wordsAt(cursor));
    while (nextSibling(cursor));
    cursor.parent();
  }
  return (source) => labels.map((label) => unquote(label(source)));
}

/** What is said of how two sides match, in nodes of their own: `on (…) group_left (…)`, and the fills. */
interface MatchingPlan {
  is: Matching['is'];
  labels: Plan<string[]>;
  many?: { side: 'left' | 'right'; include: Plan<string[]> };
  fills?: true;
}

function readMatching(cursor: TreeCursor, matching: MatchingPlan): void {
  if (cursor.name === 'FillModifier') matching.fills = true;
  else if (firstChild(cursor)) {
    do {
      if (cursor.name === 'On') matching.is = 'on';
      else if (cursor.name === 'GroupLeft') matching.many = { side: 'left', include: () => [] };
      else if (cursor.name === 'GroupRight') matching.many = { side: 'right', include: () => [] };
      else if (cursor.name === 'GroupingLabels' && matching.many) matching.many.include = labelsAt(cursor);
      else if (cursor.name === 'GroupingLabels') matching.labels = labelsAt(cursor);
    } while (nextSibling(cursor));
    cursor.parent();
  }
}

function matchingFrom({ is, labels, many, fills }: MatchingPlan, source: Source): Matching {
  const matching: Matching = { is, labels: labels(source) };
  if (many) matching.many = { side: many.side, include: many.include(source) };
  if (fills) matching.fills = fills;
  return matching;
}

function binaryAt(cursor: TreeCursor): Plan<Binary> | undefined {
  const { from, to } = cursor;
  if (!firstChild(cursor)) return undefined;
  const left = expressionAt(cursor);
  nextSibling(cursor);
  const at = cursor.from;
  const operator = wordsAt(cursor);
  let bool = false;
  let matching: MatchingPlan | undefined;
  let right: Plan<Expression> | undefined;
  while (nextSibling(cursor)) {
    if (cursor.name === 'BoolModifier') bool = true;
    else if (cursor.name === 'MatchingModifierClause' || cursor.name === 'FillModifier') readMatching(cursor, (matching ??= { is: 'ignoring', labels: () => [] }));
    else right = expressionAt(cursor) ?? right;
  }
  cursor.parent();
  if (!left || !right) return undefined;
  const [first, second] = [left, right];
  return (source) => {
    const binary: Binary = {
      is: 'binary',
      operator: operator(source).toLowerCase() as BinaryOperator,
      at: source.start(at),
      bool,
      left: first(source),
      right: second(source),
      start: source.start(from),
      end: source.end(to),
    };
    if (matching) binary.matching = matchingFrom(matching, source);
    return joined(binary);
  };
}

function unaryAt(cursor: TreeCursor): Plan<Expression> | undefined {
  const { from, to } = cursor;
  if (!firstChild(cursor)) return undefined;
  const sign = wordsAt(cursor);
  nextSibling(cursor);
  const of = expressionAt(cursor);
  cursor.parent();
  return of && ((source) => (sign(source) === '-' ? { is: 'negation', of: of(source), start: source.start(from), end: source.end(to) } : of(source)));
}

const SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** The seconds of a duration as Prometheus writes it (`1h30m`); undefined for anything else. */
export function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  const only = /^(\d+)(ms|[smhdwy])$/.exec(text);
  if (only) return Number(only[1]) * (SECONDS[only[2] ?? ''] ?? 0);
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(?<!\d)(\d+)(ms|[smhdwy])/g)) seconds += Number(count) * (SECONDS[unit ?? ''] ?? 0);
  return seconds;
}

function numberOf(text: string): number {
  const plain = Number(text);
  if (!Number.isNaN(plain)) return plain;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]\s*/, '').toLowerCase();
  if (digits === 'inf') return sign * Infinity;
  return sign * (durationOf(digits) ?? Number(digits.replaceAll('_', '')));
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** The text of a quoted string; what has no quotes is returned as it is. */
export function unquote(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'" && quote !== '`') return text;
  const inner = text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return quote === '`' || !inner.includes('\\') ? inner : inner.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}
