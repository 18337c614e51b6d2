import { holds, type Comparator } from '../../model/index.ts';
import type { Binary, Expression } from '../../syntax/promql.ts';
import { normalise } from './promql-comparison.ts';
import { isScalar } from './promql-labels.ts';
import { isComparison } from './promql-values.ts';

/** For how long a query can have a result at a stretch. */
export interface Lasting {
  seconds: number;
  /** False where several series may take turns. */
  sure: boolean;
}

const FOR_EVER: Lasting = { seconds: Infinity, sure: true };

/**
 * For how long at most a query has a result without a break, by its own look back: what was there an hour ago and is not there now has been
 * gone for less than an hour, and what is 0 now and was more an hour ago has been 0 for less than that.
 */
export function lastingOf(tree: Expression, durationOf: (text: string) => number | undefined): Lasting {
  if (tree.is !== 'binary') return tree.is === 'negation' ? lastingOf(tree.of, durationOf) : FOR_EVER;
  switch (tree.operator) {
    case 'and':
      return pairs(operands(tree)).reduce((least, [one, other, on]) => shorter(least, turned(one, other, on, durationOf)), operands(tree).map(({ part }) => lastingOf(part, durationOf)).reduce(shorter));
    case 'or':
      return longer(lastingOf(tree.left, durationOf), lastingOf(tree.right, durationOf));
    case 'unless':
      return shorter(lastingOf(tree.left, durationOf), gone(tree, durationOf));
    default:
      if (isScalar(tree.right)) return lastingOf(tree.left, durationOf);
      return isScalar(tree.left) ? lastingOf(tree.right, durationOf) : FOR_EVER;
  }
}

function shorter(a: Lasting, b: Lasting): Lasting {
  return b.seconds < a.seconds ? b : a;
}

function longer(a: Lasting, b: Lasting): Lasting {
  return b.seconds > a.seconds ? b : a;
}

interface Operand {
  part: Expression;
  /** It is paired by labels of choice, so that another series may stand for it. */
  loose: boolean;
}

/** `a and b and c` is three operands. */
function operands(tree: Expression, loose = false): Operand[] {
  if (tree.is !== 'binary' || tree.operator !== 'and') return [{ part: tree, loose }];
  return [...operands(tree.left, loose), ...operands(tree.right, loose || tree.matching !== undefined)];
}

function pairs(parts: readonly Operand[]): [Expression, Expression, boolean][] {
  return parts.flatMap((one, index) => parts.slice(index + 1).map((other): [Expression, Expression, boolean] => [one.part, other.part, one.loose || other.loose]));
}

/** `x offset 1h unless x`, with functions around both alike. */
function gone({ left, right }: Binary, durationOf: (text: string) => number | undefined): Lasting {
  const back = lookBack(left, right, durationOf);
  return back !== undefined && back > 0 ? { seconds: back, sure: true } : FOR_EVER;
}

/** `x == 0 and x offset 1h > 0`: no value meets both, so what is true now has become so since. */
function turned(one: Expression, other: Expression, loose: boolean, durationOf: (text: string) => number | undefined): Lasting {
  if (one.is !== 'binary' || other.is !== 'binary' || !isComparison(one) || !isComparison(other) || one.bool || other.bool) return FOR_EVER;
  const [a, b] = [normalise(one), normalise(other)];
  if (a.age || b.age || a.threshold === null || b.threshold === null || meet(a.operator, a.threshold, b.operator, b.threshold)) return FOR_EVER;
  const back = lookBack(a.subject, b.subject, durationOf);
  return back === undefined || back === 0 ? FOR_EVER : { seconds: Math.abs(back), sure: !loose };
}

/** Some value meets both comparisons. */
function meet(a: Comparator, x: number, b: Comparator, y: number): boolean {
  const between = (x + y) / 2;
  return [x, y, between, Math.min(x, y) - 1, Math.max(x, y) + 1].some((value) => holds(value, a, x) && holds(value, b, y));
}

/** By how many seconds the one looks further back than the other, where they are the same but for that. */
function lookBack(one: Expression, other: Expression, durationOf: (text: string) => number | undefined): number | undefined {
  if (one.is === 'selector' && other.is === 'selector') {
    if (one.name !== other.name || one.range !== other.range || one.matchers.length !== other.matchers.length) return undefined;
    const same = one.matchers.every(({ label, operator, value }) => other.matchers.some((matcher) => matcher.label === label && matcher.operator === operator && matcher.value === value));
    const [here, there] = [offsetOf(one.shift, durationOf), offsetOf(other.shift, durationOf)];
    return same && here !== undefined && there !== undefined ? here - there : undefined;
  }
  if (one.is === 'negation' && other.is === 'negation') return lookBack(one.of, other.of, durationOf);
  if (one.is === 'number' && other.is === 'number') return one.value === other.value ? NaN : undefined;
  if (one.is === 'string' && other.is === 'string') return one.value === other.value ? NaN : undefined;
  if (one.is === 'call' && other.is === 'call') {
    const alike = one.name === other.name && one.args.length === other.args.length && one.grouping?.is === other.grouping?.is && one.grouping?.labels.join() === other.grouping?.labels.join();
    return alike ? agreed(one.args.map((argument, index) => lookBack(argument, other.args[index] ?? argument, durationOf))) : undefined;
  }
  if (one.is === 'binary' && other.is === 'binary' && one.operator === other.operator && !one.matching && !other.matching) {
    return agreed([lookBack(one.left, other.left, durationOf), lookBack(one.right, other.right, durationOf)]);
  }
  return undefined;
}

/** What all parts agree on; numbers and texts, which look at nothing, are NaN. */
function agreed(parts: readonly (number | undefined)[]): number | undefined {
  const known = parts.filter((part) => !Number.isNaN(part));
  const [one] = known;
  return known.length === 0 ? NaN : known.every((part) => part === one) ? one : undefined;
}

function offsetOf(shift: string | undefined, durationOf: (text: string) => number | undefined): number | undefined {
  if (shift === undefined) return 0;
  const written = /^offset\s+(-?)(\w+)$/i.exec(shift);
  const seconds = written?.[2] === undefined ? undefined : durationOf(written[2]);
  return seconds === undefined ? undefined : written?.[1] === '-' ? -seconds : seconds;
}
