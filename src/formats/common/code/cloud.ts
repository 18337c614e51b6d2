import type { Span } from '../../../model/index.ts';
import type { Node, Tree } from '../../../syntax/typescript.ts';
import type { CloudProperties, CloudText, CloudUnknown, CloudValue } from '../cloud-value.ts';
import { spanOf } from './assertions.ts';
import { evaluate, isAbsent, itemsOf, keysOf, propertyOf, type Scope, type Value } from './values.ts';

/** What a format knows better of a value: an enumeration, a duration, a resource; undefined for all others. */
export type Special = (value: Value, at: Span) => CloudValue | undefined;

/** Deeper than any person nests objects. */
const DEEPEST = 20;

/**
 * A value of a program as one of a cloud resource's properties, for the translators that all languages share. Undefined for nothing at all.
 */
export function cloudValueOf(value: Value, special: Special = () => undefined, depth = 0): CloudValue | undefined {
  const at = spanOf(value.node, value.scope.program);
  if (isAbsent(value) || (value.is === 'literal' && value.value === null)) return undefined;
  if (depth > DEEPEST) return unknown(value, at);
  const known = special(value, at);
  if (known) return known;
  switch (value.is) {
    case 'literal':
      return { is: 'text', text: String(value.value), known: 'written', at, ...placesIn(value.node, at) };
    case 'template':
      return { is: 'text', text: value.node.type === 'TemplateLiteral' ? filled(value.node, value.scope, special) : value.text.replaceAll('…', '${…}'), known: 'partly', at };
    case 'object':
      return { is: 'map', entries: entriesIn(value, special, depth + 1), at };
    case 'array':
      return { is: 'list', items: itemsOf(value).flatMap((item) => (item ? (cloudValueOf(item, special, depth + 1) ?? []) : unknown(value, at))), at };
    default:
      return otherwise(value, at, special, depth);
  }
}

export function entriesIn(value: Value, special?: Special, depth = 0): Map<string, CloudValue> {
  return new Map(
    keysOf(value).flatMap((key): [string, CloudValue][] => {
      const found = cloudValueOf(propertyOf(value, key), special, depth);
      return found ? [[key, found]] : [];
    }),
  );
}

/** What a condition or a caller decides, as far as it is written. */
function otherwise(value: Value, at: Span, special: Special, depth: number): CloudValue {
  const { node, scope } = value;
  const inner = (part: Node): CloudValue | undefined => cloudValueOf(evaluate(part, scope), special, depth + 1);
  if (node.type === 'TaggedTemplateExpression') return { is: 'text', text: filled(node.quasi, scope, special), known: 'partly', at };
  if (node.type === 'ConditionalExpression') {
    return { ...unknown(value, at), of: [node.consequent, node.alternate].map((side) => inner(side) ?? { is: 'list', items: [], at }) };
  }
  if (node.type === 'LogicalExpression' && (node.operator === '??' || node.operator === '||')) {
    const standIn = inner(node.right);
    if (standIn?.is === 'text' && standIn.known === 'written') return { ...standIn, known: 'default' };
  }
  return unknown(value, at);
}

function unknown({ node, scope }: Value, at: Span): CloudUnknown {
  return { is: 'unknown', text: nameOf(node, scope), at };
}

/** As people would name it: the last names of a chain, or the beginning of what is written. */
function nameOf(node: Node, { program }: Scope): string {
  const text = program.text.slice(...node.range).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text.replace(/^this\./, '');
}

function filled(node: Tree.TemplateLiteral, scope: Scope, special: Special): string {
  return node.quasis.map((quasi, index) => `${quasi.value.cooked}${hole(node.expressions[index], scope, special)}`).join('');
}

function hole(expression: Node | undefined, scope: Scope, special: Special): string {
  if (!expression) return '';
  const value = evaluate(expression, scope);
  if (value.is === 'literal') return String(value.value);
  const known = special(value, spanOf(expression, scope.program));
  if (known?.is === 'text') return known.text;
  return value.is === 'template' ? value.text.replaceAll('…', '${…}') : `\${${nameOf(expression, scope).replace(/[{}]/g, '')}}`;
}

/** Where the parts of a text lie, in a literal without escapes. */
function placesIn(node: Node, at: Span): Pick<CloudText, 'part'> | undefined {
  if (node.type !== 'Literal' || typeof node.value !== 'string' || node.raw.length !== node.value.length + 2) return undefined;
  return { part: (start, end) => ({ path: at.path, start: at.start + 1 + start, end: at.start + 1 + end }) };
}

/** With the names of properties changed, in maps within as well, but for those whose keys are a user's own. */
export function renamed(properties: CloudProperties, nameFor: (name: string) => string, isFree: (name: string) => boolean): Map<string, CloudValue> {
  const within = (value: CloudValue): CloudValue => {
    if (value.is === 'list') return { ...value, items: value.items.map(within) };
    return value.is === 'map' ? { ...value, entries: renamed(value.entries, nameFor, isFree) } : value;
  };
  return new Map([...properties].map(([name, value]) => [nameFor(name), isFree(name) ? value : within(value)]));
}
