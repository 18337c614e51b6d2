import { holds, type Comparator } from '../../model/index.ts';
import type { Binary, Expression } from '../../syntax/promql.ts';
import { hasCondition } from './promql-shape.ts';
import { constantOf, isComparison } from './promql-values.ts';

/** A comparison with the metric on the left. */
export interface Normal {
  subject: Expression;
  operator: Comparator;
  /** In the subject's own unit; null when the other side reads metrics too, or is filled in later. */
  threshold: number | null;
  /** What is compared is `time()` minus the subject. */
  age: boolean;
}

const FLIPPED = { '==': '==', '!=': '!=', '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

/** Brings a comparison to "metric, operator, number", with arithmetic by constants done on the other side. */
export function normalise(comparison: Binary & { operator: Comparator }): Normal {
  const found = turned(comparison);
  return Number.isNaN(found.threshold) ? { ...found, threshold: null } : found;
}

function turned({ left, operator, right }: Binary & { operator: Comparator }): Normal {
  const swap = (constantOf(left) !== undefined || (isClockwise(left) && !isClockwise(right))) && constantOf(right) === undefined;
  const subject = swap ? right : left;
  const other = swap ? left : right;
  const turn = swap ? FLIPPED[operator] : operator;
  const threshold = constantOf(other);
  if (threshold !== undefined) return solve(subject, turn, threshold);
  const moment = isClockwise(other) ? clockOffset(other) : undefined;
  if (moment === undefined || moment > 0) return { subject, operator: turn, threshold: null, age: false };
  return { subject, operator: FLIPPED[turn], threshold: -moment, age: true };
}

/** Moves constants to the other side until the metric stands alone: `100 - x > 90` is `x < 10`. */
function solve(subject: Expression, operator: Comparator, threshold: number): Normal {
  if (subject.is === 'negation') return solve(subject.of, FLIPPED[operator], -threshold);
  if (subject.is !== 'binary') return { subject, operator, threshold, age: false };
  const { left, right } = subject;
  const a = constantOf(left);
  const b = constantOf(right);
  switch (subject.operator) {
    case '+':
      if (b !== undefined) return solve(left, operator, threshold - b);
      if (a !== undefined) return solve(right, operator, threshold - a);
      break;
    case '-':
      if (b !== undefined) return solve(left, operator, threshold + b);
      if (a !== undefined) return solve(right, FLIPPED[operator], a - threshold);
      if (isClockwise(left) && !isClockwise(right)) return { subject: right, operator, threshold: threshold - (clockOffset(left) ?? 0), age: true };
      break;
    case '*':
      if (b) return solve(left, b < 0 ? FLIPPED[operator] : operator, threshold / b);
      if (a) return solve(right, a < 0 ? FLIPPED[operator] : operator, threshold / a);
      break;
    case '/':
      if (b) return solve(left, b < 0 ? FLIPPED[operator] : operator, threshold * b);
      break;
    default:
      break;
  }
  return { subject, operator, threshold, age: false };
}

/** `time()`, or `time()` moved by a constant. */
function isClockwise(tree: Expression): boolean {
  return clockOffset(tree) !== undefined;
}

function clockOffset(tree: Expression): number | undefined {
  if (tree.is === 'call') {
    const [argument] = tree.args;
    if (tree.name === 'time') return 0;
    return argument && (tree.name === 'vector' || tree.name === 'scalar') ? clockOffset(argument) : undefined;
  }
  if (tree.is !== 'binary') return undefined;
  const left = clockOffset(tree.left);
  const by = constantOf(tree.right);
  if (left === undefined || by === undefined) return undefined;
  if (tree.operator === '+') return left + by;
  return tree.operator === '-' ? left - by : undefined;
}

const SOME_ARE_TRUE = new Set(['sum', 'max', 'count']);

/** "At least one series meets the condition": `count(x == 0) > 0`, `sum(x == bool 0) >= 1`. */
export function isTrivial(subject: Expression, operator: Comparator, threshold: number): boolean {
  if (subject.is === 'binary') return isComparison(subject) && subject.bool && separates(operator, threshold);
  const [argument] = subject.is === 'call' ? subject.args : [];
  if (subject.is !== 'call' || !argument || !SOME_ARE_TRUE.has(subject.name) || !separates(operator, threshold)) return false;
  if (argument.is === 'binary' && isComparison(argument) && argument.bool) return subject.name !== 'count' && operator !== '==';
  return subject.name === 'count' && operator !== '==' && argument.is !== 'selector' && hasCondition(argument) && constantOf(argument) === undefined;
}

/** True of every whole number from 1 on, and not of 0. */
function separates(operator: Comparator, threshold: number): boolean {
  return holds(1, operator, threshold) && !holds(0, operator, threshold);
}

/** The condition of a trivial count, as a filter. */
export function conditionOf(subject: Expression): Expression {
  const inner = subject.is === 'call' ? subject.args[0] : subject;
  if (!inner) return subject;
  return inner.is === 'binary' && inner.bool ? { ...inner, bool: false } : inner;
}
