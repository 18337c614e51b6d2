import { parser } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';
import { unquote, type BinaryOperator, type Expression, type LabelMatcher } from './promql.ts';

const strict = parser.configure({ strict: true });

/**
 * Reads a LogQL query into the same tree as PromQL; the stages of a log pipeline leave no node. Null when it is not LogQL.
 */
export function parseLogql(text: string): Expression | null {
  try {
    return expressionOf(strict.parse(text).topNode, text) ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function expressionOf(node: SyntaxNode, text: string): Expression | undefined {
  const { from: start, to: end } = node;
  switch (node.name) {
    case 'LiteralExpr':
      return { is: 'number', value: Number(text.slice(start, end).replaceAll(' ', '')), start, end };
    case 'VectorExpr':
      return { is: 'call', name: 'vector', aggregation: false, args: numbersOf(node, text), start, end };
    case 'Selector':
      return { is: 'selector', matchers: node.getChild('Matchers') ? matchersOf(node, text) : [], start, end };
    case 'RangeAggregationExpr':
    case 'VectorAggregationExpr':
    case 'LabelReplaceExpr':
      return callOf(node, text);
    case 'BinOpExpr':
      return binaryOf(node, text);
    default:
      return firstOf(node, text);
  }
}

/** The first expression below a node: what LogQL's wrapping nodes stand for. */
function firstOf(node: SyntaxNode, text: string): Expression | undefined {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const found = expressionOf(child, text);
    if (found) return found;
  }
  return undefined;
}

function callOf(node: SyntaxNode, text: string): Expression {
  const operator = node.firstChild;
  const inner = node.getChild('MetricExpr') ?? node.getChild('LogRangeExpr');
  const argument = inner ? expressionOf(inner, text) : undefined;
  return {
    is: 'call',
    name: operator ? text.slice(operator.from, operator.to).toLowerCase() : '',
    aggregation: node.name === 'VectorAggregationExpr',
    args: argument ? [argument] : [],
    start: node.from,
    end: node.to,
  };
}

function binaryOf(node: SyntaxNode, text: string): Expression | undefined {
  const [left, right] = node.getChildren('Expr');
  const operator = left?.nextSibling;
  const leftSide = left && expressionOf(left, text);
  const rightSide = right && expressionOf(right, text);
  if (!operator || !leftSide || !rightSide) return undefined;
  return {
    is: 'binary',
    operator: text.slice(operator.from, operator.to).toLowerCase() as BinaryOperator,
    at: operator.from,
    bool: (node.getChild('BinOpModifier')?.firstChild?.name ?? '') === 'Bool',
    left: leftSide,
    right: rightSide,
    start: node.from,
    end: node.to,
  };
}

function numbersOf(node: SyntaxNode, text: string): Expression[] {
  return node.getChildren('Number').map(({ from: start, to: end }) => ({ is: 'number', value: Number(text.slice(start, end)), start, end }));
}

function matchersOf(node: SyntaxNode, text: string): LabelMatcher[] {
  const found: LabelMatcher[] = [];
  node.cursor().iterate((inner) => {
    if (inner.name !== 'Matcher') return true;
    const [label, operator, value] = childTexts(inner.node, text);
    if (label !== undefined && value !== undefined) found.push({ label, operator: operator as LabelMatcher['operator'], value: unquote(value) });
    return false;
  });
  return found;
}

function childTexts(node: SyntaxNode, text: string): string[] {
  const texts: string[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) texts.push(text.slice(child.from, child.to));
  return texts;
}

/** True for what only LogQL writes: a log selector with a line filter, a parser or a range behind it. */
export function looksLikeLogql(text: string): boolean {
  return /\}\s*(?:\|[=~>]?|!=|!~|\[)/.test(text) && /(?:^|[\s(,])\{/.test(text);
}

