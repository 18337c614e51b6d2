import terraformGrammar from '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import treeSitter from 'web-tree-sitter/web-tree-sitter.wasm';

/** A range of the text, as offsets in UTF-16 code units; `end` is exclusive. */
export interface HclRange {
  start: number;
  end: number;
}

/** What stands between the braces of a block, or in a whole file. */
export interface HclBody {
  attributes: HclAttribute[];
  blocks: HclBlock[];
}

export interface HclFile extends HclBody {
  /** The first place that the grammar could not read; what stands around it is read as well as may be. */
  error?: { offset: number };
}

/** `resource "type" "name" { … }` */
export interface HclBlock extends HclBody, HclRange {
  type: string;
  labels: string[];
  /** The type and the labels, without the brace. */
  head: HclRange;
  /** The grammar could not read all of it, so what it seems to say or to lack may be otherwise. */
  broken?: true;
}

/** `name = value` */
export interface HclAttribute extends HclRange {
  name: string;
  value: HclExpression;
}

/** Where some characters of a text stand in the file: `text.slice(index, index + length)` is written at `offset`. */
export interface HclPiece {
  index: number;
  length: number;
  offset: number;
}

export type HclExpression = HclRange &
  (
    | { is: 'literal'; value: number | boolean | null }
    /** A string or a heredoc: its parts in order, without escapes and without the indent of `<<-`. */
    | { is: 'template'; parts: (HclText | HclExpression)[] }
    | { is: 'list'; items: HclExpression[] }
    | { is: 'object'; entries: { key: HclExpression; value: HclExpression }[] }
    /** `var.actions`, `aws_sns_topic.ops[0].arn`: names, the expressions of `[…]`, and `*` for a splat. */
    | { is: 'reference'; path: (string | HclExpression)[] }
    /** A step into something that is no name: `merge(a, b).c`. */
    | { is: 'part'; of: HclExpression; path: (string | HclExpression)[] }
    | { is: 'call'; name: string; arguments: HclExpression[] }
    | { is: 'condition'; test: HclExpression; then: HclExpression; otherwise: HclExpression }
    | { is: 'operation'; operator: string; operands: HclExpression[] }
    /** `[for k, v in of : value if only]`, and with `=>` a map. */
    | { is: 'for'; names: string[]; of: HclExpression; key?: HclExpression; value: HclExpression; only?: HclExpression; grouped: boolean }
    /** A directive of a template, or what could not be read. */
    | { is: 'other' }
  );

export type HclText = HclRange & { is: 'text'; text: string; pieces: HclPiece[] };

/** Loads the grammar, once; what it gives reads a text and never throws on what it holds. */
export function loadHcl(): Promise<(text: string) => HclFile> {
  loaded ??= load();
  return loaded;
}

let loaded: Promise<(text: string) => HclFile> | undefined;

async function load(): Promise<(text: string) => HclFile> {
  await Parser.init({ locateFile: () => fileURLToPath(treeSitter) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(fileURLToPath(terraformGrammar)));
  return (text) => read(text, parser);
}

/** Brackets nested deeper than this are machine-made noise: what is inside is not read. */
const DEEPEST = 200;

/** A node of the grammar's tree, taken out of the parser's memory. */
interface Node extends HclRange {
  type: string;
  /** It, or something within, could not be read. */
  broken: boolean;
  children: Node[];
}

function read(text: string, parser: Parser): HclFile {
  const tree = parser.parse(text);
  if (!tree) return { attributes: [], blocks: [] };
  const cursor = tree.walk();
  const take = (depth: number): Node => {
    const node: Node = { type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex, broken: cursor.nodeIsMissing || cursor.nodeType === 'ERROR', children: [] };
    if (depth < DEEPEST && cursor.gotoFirstChild()) {
      do {
        const inner = take(depth + 1);
        node.children.push(inner);
        node.broken ||= inner.broken;
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return node;
  };
  const root = take(0);
  const broken = root.broken ? firstError(root) : undefined;
  cursor.delete();
  tree.delete();
  const body = bodyOf(child(root, 'body'), text);
  return broken === undefined ? body : { ...body, error: { offset: broken } };
}

/** The first place within a broken node that could not be read. */
function firstError({ type, start, children }: Node): number {
  const inner = type === 'ERROR' ? undefined : children.find(({ broken }) => broken);
  return inner ? firstError(inner) : start;
}

function child(node: Node | undefined, ...types: string[]): Node | undefined {
  return node?.children.find(({ type }) => types.includes(type));
}

function bodyOf(node: Node | undefined, text: string): HclBody {
  const body: HclBody = { attributes: [], blocks: [] };
  for (const part of node?.children ?? []) {
    if (part.type === 'attribute') {
      const name = child(part, 'identifier');
      const value = child(part, 'expression');
      if (name && value) body.attributes.push({ name: text.slice(name.start, name.end), value: expressionOf(value, text), start: part.start, end: part.end });
    } else if (part.type === 'block') body.blocks.push(blockOf(part, text));
  }
  return body;
}

function blockOf(node: Node, text: string): HclBlock {
  const head = node.children.filter(({ type }) => type === 'identifier' || type === 'string_lit');
  const [type = '', ...labels] = head.map((part) => (part.type === 'identifier' ? text.slice(part.start, part.end) : plainText(part, text)));
  return { type, labels, ...bodyOf(child(node, 'body'), text), start: node.start, end: node.end, head: { start: node.start, end: head.at(-1)?.end ?? node.start }, ...(node.broken && { broken: true }) };
}

/** The text of a string without interpolation. */
function plainText(node: Node, text: string): string {
  return quotedParts(node, text).map((part) => (part.is === 'text' ? part.text : '')).join('');
}

function expressionOf(node: Node, text: string): HclExpression {
  return chainOf(node.children, node, text);
}

/** A value and the steps that lead into it: `a.b[0].*.c`. */
function chainOf(nodes: readonly Node[], { start, end }: HclRange, text: string): HclExpression {
  const [first, ...steps] = nodes;
  if (!first) return { is: 'other', start, end };
  if (first.type === '(') {
    const inner = steps.find(({ type }) => type === 'expression');
    return inner ? partOf(expressionOf(inner, text), steps.slice(steps.indexOf(inner) + 2), { start, end }, text) : { is: 'other', start, end };
  }
  if (first.type === 'variable_expr') return { is: 'reference', path: [text.slice(first.start, first.end), ...steps.flatMap((step) => stepsOf(step, text))], start, end };
  return partOf(valueOf(first, text), steps, { start, end }, text);
}

function partOf(of: HclExpression, steps: readonly Node[], { start, end }: HclRange, text: string): HclExpression {
  return steps.length === 0 ? of : { is: 'part', of, path: steps.flatMap((step) => stepsOf(step, text)), start, end };
}

function stepsOf(node: Node, text: string): (string | HclExpression)[] {
  switch (node.type) {
    case 'get_attr':
      return node.children.filter(({ type }) => type === 'identifier').map(({ start, end }) => text.slice(start, end));
    case 'index': {
      const inner = child(node.children[0], 'expression');
      return inner ? [expressionOf(inner, text)] : [text.slice(node.start, node.end).replace('.', '')];
    }
    case 'splat':
      return ['*', ...(node.children[0]?.children ?? []).flatMap((step) => stepsOf(step, text))];
    default:
      return [];
  }
}

function valueOf(node: Node, text: string): HclExpression {
  const { start, end } = node;
  const written = text.slice(start, end);
  const inner = node.children[0];
  switch (node.type) {
    case 'expression':
      return expressionOf(node, text);
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'operation':
      return inner ? valueOf(inner, text) : { is: 'other', start, end };
    case 'numeric_lit':
      return { is: 'literal', value: Number(written), start, end };
    case 'bool_lit':
      return { is: 'literal', value: written === 'true', start, end };
    case 'null_lit':
      return { is: 'literal', value: null, start, end };
    case 'string_lit':
    case 'quoted_template':
      return { is: 'template', parts: quotedParts(node, text), start, end };
    case 'heredoc_template':
      return { is: 'template', parts: heredocParts(node, text), start, end };
    case 'tuple':
      return { is: 'list', items: expressionsOf(node, text), start, end };
    case 'object':
      return { is: 'object', entries: node.children.filter(({ type }) => type === 'object_elem').flatMap((entry) => entryOf(entry, text)), start, end };
    case 'function_call':
      return { is: 'call', name: text.slice(start, child(node, '(')?.start ?? end).trim(), arguments: expressionsOf(child(node, 'function_arguments'), text), start, end };
    case 'conditional': {
      const [test, then, otherwise] = expressionsOf(node, text);
      return test && then && otherwise ? { is: 'condition', test, then, otherwise, start, end } : { is: 'other', start, end };
    }
    case 'unary_operation':
    case 'binary_operation':
      return operationOf(node, text);
    case 'for_expr':
      return inner ? forOf(inner, text) : { is: 'other', start, end };
    default:
      return { is: 'other', start, end };
  }
}

function expressionsOf(node: Node | undefined, text: string): HclExpression[] {
  return (node?.children ?? []).filter(({ type }) => type === 'expression').map((inner) => expressionOf(inner, text));
}

/** A bare word is a key by itself; one in brackets is computed. */
function entryOf(node: Node, text: string): { key: HclExpression; value: HclExpression }[] {
  const [first, second] = node.children.filter(({ type }) => type === 'expression');
  if (!first || !second) return [];
  const key = expressionOf(first, text);
  const bare = key.is === 'reference' && key.path.length === 1 && first.children[0]?.type === 'variable_expr' ? textOf(first, text) : undefined;
  return [{ key: bare ? { is: 'template', parts: [bare], start: key.start, end: key.end } : key, value: expressionOf(second, text) }];
}

function textOf({ start, end }: HclRange, text: string): HclText {
  return { is: 'text', text: text.slice(start, end), pieces: [{ index: 0, length: end - start, offset: start }], start, end };
}

const OPERATORS = new Set(['+', '-', '*', '/', '%', '!', '==', '!=', '<', '<=', '>', '>=', '&&', '||']);

function operationOf(node: Node, text: string): HclExpression {
  const { start, end } = node;
  const at = node.children.findIndex(({ type }) => OPERATORS.has(type));
  const operator = node.children[at];
  if (!operator) return { is: 'other', start, end };
  const sides = [node.children.slice(0, at), node.children.slice(at + 1)].filter((side) => side.length > 0);
  const operands = sides.map((side) => chainOf(side, { start: side[0]?.start ?? start, end: side.at(-1)?.end ?? end }, text));
  const [only] = operands;
  if (operator.type === '-' && operands.length === 1 && only?.is === 'literal' && typeof only.value === 'number') return { is: 'literal', value: -only.value, start, end };
  return { is: 'operation', operator: operator.type, operands, start, end };
}

function forOf(node: Node, text: string): HclExpression {
  const { start, end } = node;
  const intro = child(node, 'for_intro');
  const names = (intro?.children ?? []).filter(({ type }) => type === 'identifier').map((name) => text.slice(name.start, name.end));
  const [of] = expressionsOf(intro, text);
  const [only] = expressionsOf(child(node, 'for_cond'), text);
  const results = expressionsOf(node, text);
  const [key, value] = results.length > 1 ? results : [undefined, results[0]];
  if (!of || !value) return { is: 'other', start, end };
  return { is: 'for', names, of, ...(key && { key }), value, ...(only && { only }), grouped: child(node, 'ellipsis') !== undefined, start, end };
}

/** The parts of a quoted string; the grammar drops white space, so text is what stands between its other parts. */
function quotedParts(node: Node, text: string): (HclText | HclExpression)[] {
  const last = text[node.end - 1] === '"' && node.end > node.start + 1 ? node.end - 1 : node.end;
  return between(node, node.start + 1, last, text, ESCAPES);
}

function between(node: Node, from: number, to: number, text: string, escapes: RegExp): (HclText | HclExpression)[] {
  const parts: (HclText | HclExpression)[] = [];
  let at = from;
  for (const hole of node.children) {
    if (hole.type !== 'template_interpolation' && hole.type !== 'template_directive') continue;
    if (hole.start > at) parts.push(unescaped(at, hole.start, text, escapes));
    const inner = hole.type === 'template_interpolation' ? child(hole, 'expression') : undefined;
    const expression: HclExpression = inner ? expressionOf(inner, text) : { is: 'other', start: hole.start, end: hole.end };
    parts.push({ ...expression, start: hole.start, end: hole.end });
    at = hole.end;
  }
  if (to > at) parts.push(unescaped(at, to, text, escapes));
  return parts;
}

/** `\n` and its kind, `\uXXXX`, and the doubled signs that begin no interpolation; a heredoc knows only the last. */
const ESCAPES = /\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])|\$\$\{|%%\{/g;
const HEREDOC_ESCAPES = /\$\$\{|%%\{/g;

const NAMED_ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function unescaped(start: number, end: number, text: string, escapes: RegExp): HclText {
  const source = text.slice(start, end);
  const result: HclText = { is: 'text', text: '', pieces: [], start, end };
  let at = 0;
  for (const { 0: written, index } of source.matchAll(escapes)) {
    append(result, source.slice(at, index), start + at);
    append(result, meantBy(written), start + index);
    at = index + written.length;
  }
  append(result, source.slice(at), start + at);
  return result;
}

function meantBy(escape: string): string {
  if (!escape.startsWith('\\')) return escape.slice(1);
  const letter = escape[1] ?? '';
  if (escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
  }
  return NAMED_ESCAPES[letter] ?? letter;
}

function append(to: HclText, written: string, offset: number): void {
  if (written === '') return;
  to.pieces.push({ index: to.text.length, length: written.length, offset });
  to.text += written;
}

/** A heredoc's lines up to the one that ends it; `<<-` takes away the indent that all of them share. */
function heredocParts(node: Node, text: string): (HclText | HclExpression)[] {
  const marks = node.children.filter(({ type }) => type === 'heredoc_identifier');
  const [opening, closing] = [marks[0], marks.length > 1 ? marks.at(-1) : undefined];
  const from = text.indexOf('\n', opening?.end ?? node.start) + 1;
  const to = closing ? text.lastIndexOf('\n', closing.start - 1) + 1 : node.end;
  if (from === 0 || to <= from) return [];
  const parts = between(node, from, to, text, HEREDOC_ESCAPES);
  if (!text.startsWith('<<-', node.start)) return parts;
  const lines = text.slice(from, to).split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return Number.isFinite(indent) && indent > 0 ? parts.map((part) => (part.is === 'text' ? outdented(part, indent, text) : part)) : parts;
}

/** Takes the indent away from every line that begins within the part. */
function outdented(part: HclText, indent: number, source: string): HclText {
  const result: HclText = { ...part, text: '', pieces: [] };
  for (const { index, length, offset } of part.pieces) {
    const written = part.text.slice(index, index + length);
    let at = 0;
    for (const line of written.split(/(?<=\n)/)) {
      const begins = source[offset + at - 1] === '\n';
      const kept = begins ? Math.min(indent, line.length - line.trimStart().length) : 0;
      append(result, line.slice(Math.min(kept, line.endsWith('\n') ? line.length - 1 : line.length)), offset + at + kept);
      at += line.length;
    }
  }
  return result;
}
