import { parser } from '@prometheus-io/lezer-promql';
import type { Tree, TreeCursor } from '@lezer/common';
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

/** Reads an expression; null when it is not PromQL as Prometheus writes it. */
export function parsePromql(text: string): Expression | null {
  const shape = shapeOf(text);
  if (!shape) return read(treeOf(text), { slice: (from, to) => text.slice(from, to), start: (offset) => offset, end: (offset) => offset });
  const start = (offset: number): number => shape.starts[offset] ?? offset;
  const end = (offset: number): number => shape.ends[offset] ?? offset;
  return read(shapeTree(shape.text), { slice: (from, to) => text.slice(start(from), end(to)), start, end });
}

/** Trees by shape; emptied when it has grown beyond what one project's rules need. */
const trees = new Map<string, Tree | null>();
const MOST_TREES = 5000;

function shapeTree(shape: string): Tree | null {
  let tree = trees.get(shape);
  if (tree === undefined) {
    tree = treeOf(shape);
    if (trees.size >= MOST_TREES) trees.clear();
    trees.set(shape, tree);
  }
  return tree;
}

function treeOf(text: string): Tree | null {
  try {
    return strict.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The expression of a whole tree; one that is nested too deeply for the stack is left unread. */
function read(tree: Tree | null, source: Source): Expression | null {
  if (!tree) return null;
  try {
    const cursor = tree.cursor();
    return firstChild(cursor) ? (expressionAt(cursor, source) ?? null) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
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

/** The expression that the cursor stands on; undefined for a node that is none. Leaves the cursor where it was. */
function expressionAt(cursor: TreeCursor, source: Source): Expression | undefined {
  const start = source.start(cursor.from);
  const end = source.end(cursor.to);
  switch (cursor.name) {
    case 'NumberDurationLiteral':
      return { is: 'number', value: numberOf(source.slice(cursor.from, cursor.to)), start, end };
    case 'StringLiteral':
      return { is: 'string', value: unquote(source.slice(cursor.from, cursor.to)), start, end };
    case 'VectorSelector':
      return selectorAt(cursor, source);
    case 'AggregateExpr':
    case 'FunctionCall':
      return callAt(cursor, source);
    case 'BinaryExpr':
      return binaryAt(cursor, source);
    case 'UnaryExpr':
      return unaryAt(cursor, source);
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return wrapped(cursor, source, 'range');
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return wrapped(cursor, source, 'shift');
    case 'ParenExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return wrapped(cursor, source);
    default:
      return undefined;
  }
}

function wrapped(cursor: TreeCursor, source: Source, adds?: 'range' | 'shift'): Expression | undefined {
  const { to } = cursor;
  if (!firstChild(cursor)) return undefined;
  const inner = expressionAt(cursor, source);
  if (adds && inner?.is === 'selector') inner[adds] = source.slice(cursor.to, to).trim();
  cursor.parent();
  return inner;
}

function selectorAt(cursor: TreeCursor, source: Source): SeriesSelector {
  const selector: SeriesSelector = { is: 'selector', matchers: [], start: source.start(cursor.from), end: source.end(cursor.to) };
  if (firstChild(cursor)) {
    do {
      if (cursor.name === 'Identifier') selector.name = source.slice(cursor.from, cursor.to);
      else if (cursor.name === 'LabelMatchers') readMatchers(cursor, source, selector);
    } while (nextSibling(cursor));
    cursor.parent();
  }
  return selector;
}

function readMatchers(cursor: TreeCursor, source: Source, selector: SeriesSelector): void {
  if (!firstChild(cursor)) return;
  do {
    if (cursor.name === 'QuotedLabelName') selector.name = unquote(source.slice(cursor.from, cursor.to));
    else readMatcher(cursor, source, selector);
  } while (nextSibling(cursor));
  cursor.parent();
}

function readMatcher(cursor: TreeCursor, source: Source, selector: SeriesSelector): void {
  if (!firstChild(cursor)) return;
  const label = unquote(source.slice(cursor.from, cursor.to));
  nextSibling(cursor);
  const operator = source.slice(cursor.from, cursor.to) as LabelMatcher['operator'];
  nextSibling(cursor);
  const value = unquote(source.slice(cursor.from, cursor.to));
  cursor.parent();
  if (label === '__name__' && operator === '=') selector.name = value;
  else selector.matchers.push({ label, operator, value });
}

function callAt(cursor: TreeCursor, source: Source): Call {
  const call: Call = { is: 'call', name: '', aggregation: cursor.name === 'AggregateExpr', args: [], start: source.start(cursor.from), end: source.end(cursor.to) };
  if (!firstChild(cursor)) return call;
  call.name = source.slice(cursor.from, cursor.to).toLowerCase();
  while (nextSibling(cursor)) {
    if (cursor.name === 'AggregateModifier') call.grouping = groupingAt(cursor, source);
    if (cursor.name !== 'FunctionCallBody' || !firstChild(cursor)) continue;
    do {
      const argument = expressionAt(cursor, source);
      if (argument) call.args.push(argument);
    } while (nextSibling(cursor));
    cursor.parent();
  }
  cursor.parent();
  return call;
}

function groupingAt(cursor: TreeCursor, source: Source): NonNullable<Call['grouping']> {
  const grouping: NonNullable<Call['grouping']> = { is: 'by', labels: [] };
  if (!firstChild(cursor)) return grouping;
  do {
    if (cursor.name === 'Without') grouping.is = 'without';
    else if (cursor.name === 'GroupingLabels') grouping.labels = labelsAt(cursor, source);
  } while (nextSibling(cursor));
  cursor.parent();
  return grouping;
}

function labelsAt(cursor: TreeCursor, source: Source): string[] {
  const labels: string[] = [];
  if (!firstChild(cursor)) return labels;
  do {
    labels.push(unquote(source.slice(cursor.from, cursor.to)));
  } while (nextSibling(cursor));
  cursor.parent();
  return labels;
}

/** Reads `on (…) group_left (…)` and the fills, which stand in nodes of their own. */
function readMatching(cursor: TreeCursor, source: Source, known: Matching | undefined): Matching {
  const matching: Matching = known ?? { is: 'ignoring', labels: [] };
  if (cursor.name === 'FillModifier') matching.fills = true;
  else if (firstChild(cursor)) {
    do {
      if (cursor.name === 'On') matching.is = 'on';
      else if (cursor.name === 'GroupLeft') matching.many = { side: 'left', include: [] };
      else if (cursor.name === 'GroupRight') matching.many = { side: 'right', include: [] };
      else if (cursor.name === 'GroupingLabels' && matching.many) matching.many.include = labelsAt(cursor, source);
      else if (cursor.name === 'GroupingLabels') matching.labels = labelsAt(cursor, source);
    } while (nextSibling(cursor));
    cursor.parent();
  }
  return matching;
}

function binaryAt(cursor: TreeCursor, source: Source): Binary | undefined {
  const start = source.start(cursor.from);
  const end = source.end(cursor.to);
  if (!firstChild(cursor)) return undefined;
  const left = expressionAt(cursor, source);
  nextSibling(cursor);
  const at = source.start(cursor.from);
  const operator = source.slice(cursor.from, cursor.to).toLowerCase() as BinaryOperator;
  let bool = false;
  let matching: Matching | undefined;
  let right: Expression | undefined;
  while (nextSibling(cursor)) {
    if (cursor.name === 'BoolModifier') bool = true;
    else if (cursor.name === 'MatchingModifierClause' || cursor.name === 'FillModifier') matching = readMatching(cursor, source, matching);
    else right = expressionAt(cursor, source) ?? right;
  }
  cursor.parent();
  if (!left || !right) return undefined;
  const binary: Binary = { is: 'binary', operator, at, bool, left, right, start, end };
  if (matching) binary.matching = matching;
  return binary;
}

function unaryAt(cursor: TreeCursor, source: Source): Expression | undefined {
  const start = source.start(cursor.from);
  const end = source.end(cursor.to);
  if (!firstChild(cursor)) return undefined;
  const negative = source.slice(cursor.from, cursor.to) === '-';
  nextSibling(cursor);
  const of = expressionAt(cursor, source);
  cursor.parent();
  return of && negative ? { is: 'negation', of, start, end } : of;
}

const SECONDS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** The seconds of a duration as Prometheus writes it (`1h30m`); undefined for anything else. */
export function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  const only = /^(\d+)(ms|[smhdwy])$/.exec(text);
  if (only) return Number(only[1]) * (SECONDS[only[2] ?? ''] ?? 0);
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) seconds += Number(count) * (SECONDS[unit ?? ''] ?? 0);
  return seconds;
}

function numberOf(text: string): number {
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
