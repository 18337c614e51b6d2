import { calculate, compare } from './arithmetic.ts';

/**
 * CloudWatch's metric math, read.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export type Formula =
  | { is: 'number'; value: number }
  /** The metric or expression with this id. */
  | { is: 'id'; name: string }
  | { is: 'text' }
  | { is: 'operation'; operator: string; of: [Formula, Formula] }
  | { is: 'negation'; of: Formula }
  | { is: 'list'; of: Formula[] }
  | { is: 'call'; name: string; of: Formula[] };

const TOKEN = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|"[^"]*"|'[^']*'|&&|\|\||[<>=!]=|[-+*/^<>(),[\]]|\S/g;
const LEVELS = [['||', 'OR'], ['&&', 'AND'], ['<', '>', '<=', '>=', '==', '!='], ['+', '-'], ['*', '/'], ['^']];
/** Deeper, and longer, than any person writes. */
const DEEPEST = 100;
const MOST_TOKENS = 2000;

/** Undefined for what is no metric math: a query in SQL, an expression with a hole. */
export function parseFormula(text: string): Formula | undefined {
  const tokens = [...text.matchAll(TOKEN)].map(([found]) => found);
  if (tokens.length > MOST_TOKENS) return undefined;
  let next = 0;
  let depth = 0;

  function binary(level: number): Formula | undefined {
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    while (left && operators.includes(tokens[next] ?? '')) {
      const operator = tokens[next] ?? '';
      next += 1;
      const right = binary(level + 1);
      left = right && { is: 'operation', operator, of: [left, right] };
    }
    return left;
  }

  function unary(): Formula | undefined {
    const token = tokens[next];
    if (token === undefined || depth > DEEPEST) return undefined;
    next += 1;
    depth += 1;
    const found = operand(token);
    depth -= 1;
    return found;
  }

  function operand(token: string): Formula | undefined {
    if (token === '-') {
      const of = unary();
      return of && { is: 'negation', of };
    }
    if (/^[\d.]/.test(token)) return { is: 'number', value: Number(token) };
    if (/^["']/.test(token)) return { is: 'text' };
    if (token === '[') {
      const of = list(']');
      return of && { is: 'list', of };
    }
    if (token === '(') {
      const of = list(')');
      return of?.length === 1 ? of[0] : undefined;
    }
    if (!/^[A-Za-z_]/.test(token)) return undefined;
    if (tokens[next] !== '(') return { is: 'id', name: token };
    next += 1;
    const of = list(')');
    return of && { is: 'call', name: token.toUpperCase(), of };
  }

  function list(closing: string): Formula[] | undefined {
    const items: Formula[] = [];
    while (tokens[next] !== closing) {
      const item = binary(0);
      if (!item) return undefined;
      items.push(item);
      if (tokens[next] === ',') next += 1;
      else if (tokens[next] !== closing) return undefined;
    }
    next += 1;
    return items;
  }

  const formula = binary(0);
  return next === tokens.length ? formula : undefined;
}

/**
 * What an expression is when none of its metrics has a point: a number where `FILL` puts one in, undefined where it has no
 * value either. `valueOf` says it of an id.
 */
export function valueWithoutPoints(formula: Formula, valueOf: (id: string) => number | undefined): number | undefined {
  const of = (part: Formula | undefined): number | undefined => part && valueWithoutPoints(part, valueOf);
  switch (formula.is) {
    case 'number':
      return formula.value;
    case 'id':
      return valueOf(formula.name);
    case 'negation': {
      const value = of(formula.of);
      return value === undefined ? undefined : -value;
    }
    case 'operation': {
      const [left, right] = [of(formula.of[0]), of(formula.of[1])];
      return left === undefined || right === undefined ? undefined : resultOf(formula.operator, left, right);
    }
    case 'call': {
      const [first, second, third] = formula.of;
      if (formula.name === 'FILL') return of(first) ?? (second?.is === 'id' ? undefined : of(second));
      if (formula.name === 'ABS') {
        const value = of(first);
        return value === undefined ? undefined : Math.abs(value);
      }
      if (formula.name !== 'IF') return undefined;
      const condition = of(first);
      return condition === undefined ? undefined : condition === 0 ? of(third) : of(second);
    }
    default:
      return undefined;
  }
}

/** A comparison is 1 or 0; what is divided by nothing has no points. */
function resultOf(operator: string, left: number, right: number): number | undefined {
  const holds = compare(left, operator, right);
  if (holds !== undefined) return Number(holds);
  return operator === '/' && right === 0 ? undefined : calculate(left, operator, right);
}

/** Ids that an expression reads, in its order. */
export function idsOf(formula: Formula): string[] {
  switch (formula.is) {
    case 'id':
      return [formula.name];
    case 'operation':
    case 'list':
      return formula.of.flatMap(idsOf);
    case 'call':
      // The second argument of `FILL` may be the word REPEAT or LINEAR.
      return (formula.name === 'FILL' ? formula.of.slice(0, 1) : formula.of).flatMap(idsOf);
    case 'negation':
      return idsOf(formula.of);
    default:
      return [];
  }
}

/** Names of functions on the way to the first id, outermost first. */
export function functionsOf(formula: Formula): string[] {
  switch (formula.is) {
    case 'call':
      return [formula.name, ...(formula.of[0] ? functionsOf(formula.of[0]) : [])];
    case 'operation':
      return functionsOf(formula.of.find((part) => idsOf(part).length > 0) ?? formula.of[0]);
    case 'list':
      return formula.of[0] ? functionsOf(formula.of[0]) : [];
    case 'negation':
      return functionsOf(formula.of);
    default:
      return [];
  }
}

/** It has a part of this kind anywhere. */
export function hasPart(formula: Formula, test: (part: Formula) => boolean): boolean {
  if (test(formula)) return true;
  if (formula.is === 'negation') return hasPart(formula.of, test);
  return formula.is === 'operation' || formula.is === 'list' || formula.is === 'call' ? formula.of.some((part) => hasPart(part, test)) : false;
}

/** It divides what one metric says by what another says. */
export function isRatio(formula: Formula): boolean {
  return hasPart(formula, (part) => part.is === 'operation' && part.operator === '/' && part.of.every((side) => idsOf(side).length > 0));
}

/** It subtracts what one metric says from what another says, and `FILL` puts nothing in the place of either. */
export function isDifference(formula: Formula): boolean {
  const isBare = (part: Formula): boolean => idsOf(part).length > 0 && !hasPart(part, (inner) => inner.is === 'call' && inner.name === 'FILL');
  return hasPart(formula, (part) => part.is === 'operation' && part.operator === '-' && part.of.every(isBare));
}
