import type { Expression, SeriesSelector } from '../../syntax/promql.ts';
import { isComparison } from './promql-values.ts';

/** It has a result only under a condition: a comparison that filters, or `absent`. */
export function hasCondition(tree: Expression): boolean {
  switch (tree.is) {
    case 'binary':
      return (isComparison(tree) && !tree.bool) || tree.operator === 'unless' || hasCondition(tree.left) || hasCondition(tree.right);
    case 'call':
      return isAbsence(tree) || tree.args.some(hasCondition);
    case 'negation':
      return hasCondition(tree.of);
    default:
      return false;
  }
}

/** `absent(…)`, `absent_over_time(…)`. */
export function isAbsence(tree: Expression): boolean {
  return tree.is === 'call' && (tree.name === 'absent' || tree.name === 'absent_over_time');
}

/** Names of what wraps the first selector, outermost first. */
export function functionsOf(tree: Expression): string[] {
  switch (tree.is) {
    case 'call': {
      const argument = tree.args.find(readsSeries);
      return argument ? [tree.name, ...functionsOf(argument)] : [tree.name];
    }
    case 'binary': {
      const inner = functionsOf(readsSeries(tree.left) ? tree.left : tree.right);
      return tree.bool ? [`${tree.operator} bool`, ...inner] : inner;
    }
    case 'negation':
      return functionsOf(tree.of);
    default:
      return [];
  }
}

/** Somewhere in it one selection is divided by another. */
export function isRatio(tree: Expression): boolean {
  switch (tree.is) {
    case 'binary':
      return (tree.operator === '/' && readsSeries(tree.left) && readsSeries(tree.right)) || isRatio(tree.left) || isRatio(tree.right);
    case 'call':
      return tree.args.some(isRatio);
    case 'negation':
      return isRatio(tree.of);
    default:
      return false;
  }
}

function readsSeries(tree: Expression): boolean {
  switch (tree.is) {
    case 'selector':
      return true;
    case 'call':
      return tree.args.some(readsSeries);
    case 'binary':
      return readsSeries(tree.left) || readsSeries(tree.right);
    case 'negation':
      return readsSeries(tree.of);
    default:
      return false;
  }
}

/** Every selector, left to right. */
export function selectorsOf(tree: Expression, found: SeriesSelector[] = []): SeriesSelector[] {
  switch (tree.is) {
    case 'selector':
      found.push(tree);
      break;
    case 'call':
      for (const argument of tree.args) selectorsOf(argument, found);
      break;
    case 'binary':
      selectorsOf(tree.left, found);
      selectorsOf(tree.right, found);
      break;
    case 'negation':
      selectorsOf(tree.of, found);
      break;
    default:
      break;
  }
  return found;
}
