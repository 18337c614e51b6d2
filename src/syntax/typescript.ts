import { analyze, DefinitionType, type Variable } from '@typescript-eslint/scope-manager';
import { parse, type TSESTree } from '@typescript-eslint/typescript-estree';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

export type Node = TSESTree.Node;
export type { TSESTree as Tree, Variable };

/** A TypeScript or JavaScript file as a syntax tree with offsets, and who declares each name. Nothing in it is run. */
export interface Program {
  path: string;
  text: string;
  tree: TSESTree.Program;
  /** What a name stands for at the place where it stands; undefined for what the file does not declare. Scopes are worked out when the first is asked for. */
  variableOf: (identifier: TSESTree.Identifier | TSESTree.JSXIdentifier) => Variable | undefined;
  /** The node that a node stands in; undefined for the program. */
  parentOf: (node: Node) => Node | undefined;
}

/** What is wrong with a file that is no TypeScript. */
export interface Broken {
  message: string;
  offset: number;
}

/** Reads a file; JSX is allowed where its extension allows it. */
export function parseTypescript(path: string, text: string): Program | Broken {
  try {
    // Lines and columns are worked out in any case; leaving them out costs another walk over the tree.
    const tree = parse(text, { range: true, loc: true, comment: false, jsx: !/\.[cm]?ts$/.test(path), allowInvalidAST: true, suppressDeprecatedPropertyWarnings: true });
    return programOf(path, text, tree);
  } catch (error) {
    if (error instanceof Error) return { message: error.message, offset: offsetOf(error, text) };
    throw error;
  }
}

/** Where the comments of a file stand; none in one that cannot be read. */
export function commentsOfTypescript(path: string, text: string): { start: number; end: number }[] {
  try {
    const { comments } = parse(text, { range: true, loc: false, comment: true, jsx: !/\.[cm]?ts$/.test(path), allowInvalidAST: true, suppressDeprecatedPropertyWarnings: true });
    return comments.map(({ range: [start, end] }) => ({ start, end }));
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

/** The parser's errors say where, those of a stack that is full do not. */
function offsetOf(error: Error, text: string): number {
  const index = 'index' in error && typeof error.index === 'number' ? error.index : 0;
  return Math.min(Math.max(index, 0), text.length);
}

function programOf(path: string, text: string, tree: TSESTree.Program): Program {
  let variables: Map<TSESTree.Node, Variable> | undefined;
  let parents: Map<Node, Node> | undefined;
  return {
    path,
    text,
    tree,
    variableOf: (identifier) => (variables ??= resolveNames(tree)).get(identifier),
    parentOf: (node) => (parents ??= parentsIn(tree)).get(node),
  };
}

function resolveNames(tree: TSESTree.Program): Map<TSESTree.Node, Variable> {
  const variables = new Map<TSESTree.Node, Variable>();
  const { scopes } = analyze(tree, { sourceType: 'module', lib: [] });
  for (const { references, variables: declared } of scopes) {
    for (const { identifier, resolved } of references) if (resolved) variables.set(identifier, resolved);
    for (const variable of declared) for (const identifier of variable.identifiers) variables.set(identifier, variable);
  }
  return variables;
}

function parentsIn(tree: TSESTree.Program): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  const waiting: Node[] = [tree];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const from = waiting.length;
    addChildren(next, waiting);
    for (let index = from; index < waiting.length; index += 1) parents.set(waiting[index] ?? next, next);
  }
  return parents;
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  addChildren(node, children);
  return children;
}

function addChildren(node: Node, to: Node[]): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = node[key as keyof Node];
    if (Array.isArray(value)) for (const item of value) if (isNode(item)) to.push(item);
    if (isNode(value)) to.push(value);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Turns round the end of a list. */
function reverseFrom(list: Node[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low += 1, high -= 1) {
    const [first, last] = [list[low], list[high]];
    if (first && last) [list[low], list[high]] = [last, first];
  }
}

/** The node and all below it, each before what is in it; `enters` keeps out of what it does not want. */
export function* descendants(node: Node, enters: (node: Node) => boolean = () => true): Generator<Node> {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    if (next !== node && !enters(next)) continue;
    const from = waiting.length;
    addChildren(next, waiting);
    reverseFrom(waiting, from);
  }
}

/** A name that a function's caller fills. */
export function isParameter({ defs }: Variable): boolean {
  return defs.some(({ type }) => type === DefinitionType.Parameter);
}

/** Without what only TypeScript sees: `x as T`, `x satisfies T`, `x!`, `<T>x`, and without `await`-less chains and brackets. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return bare(node.expression);
    default:
      return node;
  }
}
