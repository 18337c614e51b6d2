import { holds, type Comparator, type Observation, type Span } from '../../model/index.ts';
import { parseMath, type MathNode } from '../../syntax/math.ts';
import type { Binary, BinaryOperator, Expression } from '../../syntax/promql.ts';
import { fillVariables } from './grafana-variables.ts';
import type { ClassicCondition, Evaluator, GrafanaStep } from './grafana-steps.ts';
import { observe } from './promql.ts';
import { boundsOf, constantOf, isComparison } from './promql-values.ts';
import { spanIn, type Source } from './source.ts';

/** What reading queries needs; formats load it with `parsers`. */
export interface QueryParsers {
  parsePromql: (text: string) => Expression | null;
  parseLogql: (text: string) => Expression | null;
  looksLikeLogql: (text: string) => boolean;
}

/**
 * What a rule of Grafana looks at: its `condition`, followed through the steps that it names back to the queries.
 *
 * A chain of query, reduce and threshold says the same as one comparison in PromQL, so it is written down as one:
 * `avg_over_time(node_load1) > 4`. Of that text each piece knows where in the file it came from.
 */
export function observeSteps(condition: string, steps: ReadonlyMap<string, GrafanaStep>, whole: Span, parsers: QueryParsers): Observation {
  const sheet: Sheet = { text: '', pieces: [], steps, parsers, open: new Set(), logs: false };
  const tree = conditionOf(condition, sheet);
  if (tree) return observe(tree, { text: sheet.text, language: sheet.logs ? 'logql' : 'promql', place: (start, end) => placeOn(sheet, start, end) ?? whole });
  const { unread } = sheet;
  const unreadQuery = unread ?? [...steps.values()].find((step) => step.is === 'query')?.query;
  const language = unread ? 'other' : sheet.logs ? 'logql' : 'promql';
  return observe(null, { text: unreadQuery?.text ?? '', language, place: () => unreadQuery?.whole ?? whole });
}

/** The text that a tree is of, written while the tree is built. */
interface Sheet {
  text: string;
  pieces: { start: number; end: number; from: Source | Span }[];
  steps: ReadonlyMap<string, GrafanaStep>;
  parsers: QueryParsers;
  /** The steps that are being followed, which a circle would enter again. */
  open: Set<string>;
  /** One of its queries is for Loki. */
  logs: boolean;
  /** The query that could not be read. */
  unread?: Source;
}

type Written = Expression | undefined;

function write(sheet: Sheet, text: string, from?: Source | Span): number {
  const start = sheet.text.length;
  sheet.text += text;
  if (from) sheet.pieces.push({ start, end: sheet.text.length, from });
  return start;
}

/** The place in the file of the first part of a range that was written there. */
function placeOn({ pieces }: Sheet, start: number, end: number): Span | undefined {
  const piece = pieces.find((candidate) => candidate.end > start && candidate.start < end);
  if (!piece) return undefined;
  const { from } = piece;
  return 'whole' in from ? spanIn(from, Math.max(start, piece.start) - piece.start, Math.min(end, piece.end) - piece.start) : from;
}

/** Follows a step by name, once at a time: whoever goes in a circle gets nothing. */
function follow(name: string, sheet: Sheet, read: (step: GrafanaStep) => Written): Written {
  const step = sheet.steps.get(name);
  if (!step || sheet.open.has(name)) return undefined;
  sheet.open.add(name);
  const found = read(step);
  sheet.open.delete(name);
  return found;
}

/** The step as a condition: it holds where its value is not 0. */
function conditionOf(name: string, sheet: Sheet): Written {
  return follow(name, sheet, (step) => {
    switch (step.is) {
      case 'threshold':
        return asksWhetherTrue(step.of, step.evaluator, sheet) ? conditionOf(step.of, sheet) : evaluated(step.evaluator, sheet, () => valueOf(step.of, sheet));
      case 'math':
        return mathCondition(step.expression, sheet);
      case 'classic':
        return classicCondition(step.conditions, sheet);
      case 'resample':
        return conditionOf(step.of, sheet);
      case 'reduce':
        return isTruth(step.of, sheet) ? conditionOf(step.of, sheet) : compared('!=', 0, sheet, () => stepValue(step, sheet));
      default:
        return compared('!=', 0, sheet, () => stepValue(step, sheet));
    }
  });
}

function valueOf(name: string, sheet: Sheet): Written {
  return follow(name, sheet, (step) => stepValue(step, sheet));
}

/** What a reducer is in PromQL, where it is more than the last value. */
const REDUCERS: Record<string, string> = {
  mean: 'avg_over_time', avg: 'avg_over_time', min: 'min_over_time', max: 'max_over_time', sum: 'sum_over_time', count: 'count_over_time', count_non_null: 'count_over_time',
  median: 'quantile_over_time', diff: 'delta', diff_abs: 'delta', percent_diff: 'delta', percent_diff_abs: 'delta',
};

function stepValue(step: GrafanaStep, sheet: Sheet): Written {
  switch (step.is) {
    case 'query':
      return queried(step.query, step.language, sheet);
    case 'reduce':
      return reduced(step.by, sheet, () => valueOf(step.of, sheet));
    case 'resample':
      return valueOf(step.of, sheet);
    case 'math': {
      const node = parseMath(step.expression.text);
      return node ? mathValue(node, sheet) : undefined;
    }
    case 'unread':
      sheet.unread ??= step.query;
      return undefined;
    default:
      // A threshold inside of another expression is 0 or 1, which nobody compares with anything but that.
      return undefined;
  }
}

function queried(query: Source, language: 'promql' | 'logql' | 'either', sheet: Sheet): Written {
  const { parsers } = sheet;
  const text = fillVariables(query.text);
  const promql = language === 'logql' ? null : parsers.parsePromql(text);
  const isLogs = promql === null && (language === 'logql' || (language === 'either' && parsers.looksLikeLogql(text)));
  sheet.logs ||= isLogs;
  const tree = promql ?? (isLogs ? parsers.parseLogql(text) : null);
  if (!tree) return undefined;
  const isWrapped = tree.is === 'binary' || tree.is === 'negation';
  if (!isWrapped) return moved(tree, write(sheet, query.text, query));
  const start = write(sheet, '(');
  const inner = moved(tree, write(sheet, query.text, query));
  write(sheet, ')');
  return { ...inner, start, end: sheet.text.length };
}

/** The tree with all its offsets further on. */
function moved(tree: Expression, by: number): Expression {
  const range = { start: tree.start + by, end: tree.end + by };
  switch (tree.is) {
    case 'call':
      return { ...tree, ...range, args: tree.args.map((argument) => moved(argument, by)) };
    case 'binary':
      return { ...tree, ...range, at: tree.at + by, left: moved(tree.left, by), right: moved(tree.right, by) };
    case 'negation':
      return { ...tree, ...range, of: moved(tree.of, by) };
    default:
      return { ...tree, ...range };
  }
}

function reduced(by: string, sheet: Sheet, value: () => Written): Written {
  const name = Object.hasOwn(REDUCERS, by) ? REDUCERS[by] : undefined;
  return name === undefined ? value() : called(name, sheet, value);
}

function called(name: string, sheet: Sheet, value: () => Written): Written {
  const start = write(sheet, `${name}(`);
  const argument = value();
  write(sheet, ')');
  return argument && { is: 'call', name, aggregation: false, args: [argument], start, end: sheet.text.length };
}

const COMPARATORS: Record<string, Comparator> = { gt: '>', lt: '<', gte: '>=', lte: '<=', eq: '==', ne: '!=' };
/** The comparisons of both ends, and how they join. */
const RANGES: Record<string, readonly [Comparator, 'and' | 'or', Comparator]> = {
  within_range: ['>', 'and', '<'],
  outside_range: ['<', 'or', '>'],
  within_range_included: ['>=', 'and', '<='],
  outside_range_included: ['<=', 'or', '>='],
};

/** https://github.com/grafana/grafana/blob/main/pkg/expr/threshold.go */
function evaluated({ type, params, at }: Evaluator, sheet: Sheet, value: () => Written): Written {
  const [first = null, second = null] = params;
  if (type === 'no_value') return called('absent', sheet, value);
  const operator = Object.hasOwn(COMPARATORS, type) ? COMPARATORS[type] : undefined;
  if (operator) return compared(operator, first, sheet, value, at);
  const range = Object.hasOwn(RANGES, type) ? RANGES[type] : undefined;
  if (!range) return undefined;
  const [low, joint, high] = range;
  return joined(joint, sheet, [() => compared(low, first, sheet, value, at), () => compared(high, second, sheet, value, at)]);
}

function joined(operator: 'and' | 'or', sheet: Sheet, [one, other]: readonly [() => Written, () => Written]): Written {
  const left = one();
  const at = write(sheet, ` ${operator} `) + 1;
  const right = other();
  return left && right && binary(left, operator, at, right);
}

function binary(left: Expression, operator: BinaryOperator, at: number, right: Expression, bool = false): Binary {
  return { is: 'binary', operator, at, bool, left, right, start: left.start, end: right.end };
}

function compared(operator: Comparator, threshold: number | null, sheet: Sheet, value: () => Written, from?: Span): Written {
  const left = value();
  if (!left || (threshold !== null && says(left, operator, threshold))) return left;
  const at = write(sheet, ` ${operator} `) + 1;
  return binary(left, operator, at, numberOn(sheet, threshold, from));
}

function numberOn(sheet: Sheet, value: number | null, from?: Span): Expression {
  const start = write(sheet, value === null ? 'NaN' : String(value), from);
  return { is: 'number', value: value ?? NaN, start, end: sheet.text.length };
}

/** The query's own comparison lets through only values that meet this one too: `x > 5` is more than 0. */
function says(tree: Expression, operator: Comparator, threshold: number): boolean {
  if (tree.is !== 'binary' || !isComparison(tree) || tree.bool || constantOf(tree.left) !== undefined) return false;
  const own = constantOf(tree.right);
  if (own === undefined) return false;
  const { least, most } = boundsOf(tree);
  if (least > most) return false;
  const isOpen = tree.operator === '>' || tree.operator === '<' || tree.operator === '!=';
  const meets = (value: number): boolean => holds(value, operator, threshold) || (isOpen && value === own && value === threshold);
  if (operator === '!=') return least > threshold || most < threshold || (isOpen && own === threshold);
  return operator === '==' ? least === most && least === threshold : meets(least) && meets(most);
}

/** The step is 0 or 1 by itself, and the evaluator asks which. */
function asksWhetherTrue(name: string, { type, params }: Evaluator, sheet: Sheet): boolean {
  const [threshold] = params;
  const operator = Object.hasOwn(COMPARATORS, type) ? COMPARATORS[type] : undefined;
  return operator !== undefined && typeof threshold === 'number' && holds(1, operator, threshold) && !holds(0, operator, threshold) && isTruth(name, sheet);
}

/** A step whose value is 0 or 1, itself or the last of it. */
function isTruth(name: string, { steps }: Sheet, depth = steps.size): boolean {
  const step = steps.get(name);
  switch (step?.is) {
    case 'threshold':
    case 'classic':
      return true;
    case 'reduce':
      return depth > 0 && (step.by === 'last' || step.by === 'max') && isTruth(step.of, { steps } as Sheet, depth - 1);
    case 'math': {
      const node = parseMath(step.expression.text);
      return node !== null && isTrue(node);
    }
    default:
      return false;
  }
}

function isTrue(node: MathNode): boolean {
  return (node.is === 'unary' && node.operator === '!') || (node.is === 'binary' && (isMathComparator(node.operator) || node.operator === '&&' || node.operator === '||'));
}

function isMathComparator(operator: string): operator is Comparator {
  return ['==', '!=', '>', '>=', '<', '<='].includes(operator);
}

/** https://github.com/grafana/grafana/blob/main/pkg/expr/classic/classic.go */
function classicCondition(conditions: readonly ClassicCondition[], sheet: Sheet): Written {
  const [first, ...others] = conditions;
  if (!first) return undefined;
  const single = ({ of, reducer, evaluator }: ClassicCondition): Written => evaluated(evaluator, sheet, () => reduced(reducer, sheet, () => valueOf(of, sheet)));
  return others.reduce((left: Written, condition) => {
    if (!left) return undefined;
    const at = write(sheet, ` ${condition.operator} `) + 1;
    const right = single(condition);
    return right && binary(left, condition.operator, at, right);
  }, single(first));
}

const NEGATED = { '==': '!=', '!=': '==', '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;

function mathCondition(expression: Source, sheet: Sheet): Written {
  const node = parseMath(expression.text);
  return node ? truthOf(node, sheet, expression, false) : undefined;
}

/** `not`: an odd number of `!` stands before it. */
function truthOf(node: MathNode, sheet: Sheet, source: Source, not: boolean): Written {
  if (node.is === 'unary' && node.operator === '!') return truthOf(node.of, sheet, source, !not);
  if (node.is === 'binary' && (node.operator === '&&' || node.operator === '||')) {
    const { left, right, operator } = node;
    return joined((operator === '&&') === not ? 'or' : 'and', sheet, [() => truthOf(left, sheet, source, not), () => truthOf(right, sheet, source, not)]);
  }
  if (node.is !== 'binary' || !isMathComparator(node.operator)) return compared(not ? '==' : '!=', 0, sheet, () => mathValue(node, sheet));
  const { left, right, at, operator } = node;
  const one = mathValue(left, sheet);
  const turned = not ? NEGATED[operator] : operator;
  const from = spanIn(source, at, right.end);
  const place = write(sheet, ` ${turned} `, from) + 1;
  const other = mathValue(right, sheet);
  return one && other && binary(one, turned, place, other);
}

function mathValue(node: MathNode, sheet: Sheet): Written {
  switch (node.is) {
    case 'number':
      return numberOn(sheet, node.value);
    case 'variable':
      return valueOf(node.name, sheet);
    case 'call': {
      // `is_null` and its kin ask what kind of value there is, which needs more than the value.
      const [argument] = node.args;
      return argument && !node.name.startsWith("is_") ? called(node.name, sheet, () => mathValue(argument, sheet)) : undefined;
    }
    case 'unary': {
      if (node.operator === '!') return undefined;
      const start = write(sheet, '-');
      const of = mathValue(node.of, sheet);
      return of && { is: 'negation', of, start, end: of.end };
    }
    case 'binary':
      return mathBinary(node, sheet);
  }
}

function mathBinary({ left, right, operator }: MathNode & { is: 'binary' }, sheet: Sheet): Written {
  if (operator === '&&' || operator === '||') return undefined;
  const bool = isMathComparator(operator);
  const sign = operator === '**' ? '^' : operator;
  const start = write(sheet, '(');
  const one = mathValue(left, sheet);
  const at = write(sheet, bool ? ` ${sign} bool ` : ` ${sign} `) + 1;
  const other = mathValue(right, sheet);
  write(sheet, ')');
  return one && other && { ...binary(one, sign, at, other, bool), start, end: sheet.text.length };
}
