import type { Document } from '../../document.ts';
import type { HclAttribute, HclBlock, HclBody, HclExpression, HclFile, HclPiece, HclRange } from '../../syntax/hcl.ts';
import { placesOf } from '../../syntax/places.ts';
import { entriesAt, isNull, type YamlEntry, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';

type Parse = (text: string) => HclFile;

/** Blocks by the number of their labels. https://developer.hashicorp.com/terraform/language/syntax/json */
const LABELS: Record<string, number> = { resource: 2, data: 2, variable: 1, module: 1, locals: 0 };

/** Terraform's JSON as the body that the same file in its own language has; inner blocks are maps and lists of maps. */
export function jsonBody(document: Document, parse: Parse): HclBody {
  const root = document.yaml().documents[0]?.root ?? null;
  const blocks = entriesAt(root).flatMap(({ key, value }) => blocksOf(key, value, [], LABELS[key.text] ?? -1, parse, key.text));
  return { attributes: [], blocks };
}

function blocksOf(key: YamlScalar, value: YamlNode, labels: readonly string[], left: number, parse: Parse, type: string): HclBlock[] {
  if (left < 0) return [];
  if (value.is === 'seq') return value.items.flatMap((item) => blocksOf(key, item, labels, left, parse, type));
  if (value.is !== 'map') return [];
  if (left > 0) return value.entries.flatMap((entry) => blocksOf(entry.key, entry.value, [...labels, entry.key.text], left - 1, parse, type));
  return [{ type, labels: [...labels], attributes: value.entries.map((entry) => attributeOf(entry, parse)), blocks: [], head: rangeOf(key), start: rangeOf(key).start, end: value.end }];
}

/** With its quotes. */
function rangeOf({ start, end, plain }: YamlScalar): HclRange {
  return plain ? { start, end } : { start: start - 1, end: end + 1 };
}

function attributeOf({ key, value }: YamlEntry, parse: Parse): HclAttribute {
  return { name: key.text, value: expressionOf(value, parse), start: rangeOf(key).start, end: value.end };
}

function expressionOf(node: YamlNode, parse: Parse): HclExpression {
  const { start, end } = node;
  if (node.is === 'seq') return { is: 'list', items: node.items.map((item) => expressionOf(item, parse)), start, end };
  if (node.is === 'map') return { is: 'object', entries: node.entries.map(({ key, value }) => ({ key: literal(key), value: expressionOf(value, parse) })), start, end };
  if (node.plain && isNull(node)) return { is: 'literal', value: null, start, end };
  if (node.plain && /^(?:true|false)$/.test(node.text)) return { is: 'literal', value: node.text === 'true', start, end };
  if (node.plain && node.text !== '' && Number.isFinite(Number(node.text))) return { is: 'literal', value: Number(node.text), start, end };
  return /[$%]\{/.test(node.text) ? templateOf(node, parse) : literal(node);
}

function literal(scalar: YamlScalar): HclExpression {
  const { text, start, end } = scalar;
  return { is: 'template', parts: text === '' ? [] : [{ is: 'text', text, pieces: piecesOf(scalar), start, end }], start, end };
}

function piecesOf(scalar: YamlScalar): HclPiece[] {
  const places = placesOf(scalar);
  const { text, start } = scalar;
  if (!places) return [{ index: 0, length: text.length, offset: start }];
  const pieces: HclPiece[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const offset = places(index);
    const last = pieces.at(-1);
    if (last && last.offset + last.length === offset) last.length += 1;
    else pieces.push({ index, length: 1, offset });
  }
  return pieces;
}

/** A string with holes is read as a template of the language; its parts stand where the whole string does. */
function templateOf(scalar: YamlScalar, parse: Parse): HclExpression {
  const escaped = scalar.text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/([^{}]+)(\}?)/g, (whole, plain: string, closing) => (closing === '}' ? whole : plain.replaceAll('"', '\\"')));
  const parsed = parse(`a = "${escaped}"\n`);
  const expression = parsed.error ? undefined : parsed.attributes[0]?.value;
  return expression ? placed(expression, scalar) : { is: 'other', start: scalar.start, end: scalar.end };
}

/** The same expression with every place in it that of the scalar. */
function placed(expression: HclExpression, { start, end }: HclRange): HclExpression {
  const move = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(move);
    if (typeof inner !== 'object' || inner === null) return inner;
    const moved = Object.fromEntries(Object.entries(inner).map(([key, value]) => [key, move(value)]));
    if ('pieces' in moved) moved.pieces = [{ index: 0, length: 0, offset: start }];
    return 'start' in moved ? { ...moved, start, end } : moved;
  };
  return move(expression) as HclExpression;
}
