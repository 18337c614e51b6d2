import type { Document } from '../../document.ts';
import type { Span } from '../../model/index.ts';
import { placesOf } from '../../syntax/places.ts';
import { entriesAt, isNull, itemsAt, parseYaml, textAt, type YamlMap, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import type { Field } from './annotations.ts';
import type { Source } from './source.ts';

/** A tree and how its text lies in the file: a document of the file itself, or a file that a ConfigMap holds. */
export interface Block {
  path: string;
  root: YamlNode;
  /** Of the file that a ConfigMap holds. */
  name?: string;
  /** The text that the tree's offsets count in. */
  text: string;
  /** The place in the file of a range of that text. */
  place: (start: number, end: number) => Span;
}

/** Every tree of a file; `sign` is looked for in what a ConfigMap holds before that is parsed. */
export function blocksOf(document: Document, sign: RegExp): Block[] {
  const { path, text } = document;
  return document.yaml().documents.flatMap(({ root }) => {
    if (!root) return [];
    const outer: Block = { path, root, text, place: (start, end) => ({ path, start, end }) };
    return [outer, ...heldBlocks(root).flatMap(({ key, scalar }) => (sign.test(scalar.text) ? inner(scalar, key.text, outer) : []))];
  });
}

/** The files that a ConfigMap, or a list of them, holds. */
export function heldBlocks(root: YamlNode): { key: YamlScalar; scalar: YamlScalar }[] {
  if (textAt(root, 'kind') === 'ConfigMap') return entriesAt(root, 'data').flatMap(({ key, value }) => (value.is === 'scalar' ? { key, scalar: value } : []));
  return textAt(root, 'kind')?.endsWith('List') === true ? itemsAt(root, 'items').flatMap(heldBlocks) : [];
}

function inner(scalar: YamlScalar, name: string, { path, place }: Block): Block[] {
  const places = placesOf(scalar);
  const inside = (start: number, end: number): Span => (places ? place(places(start), end > start ? places(end - 1) + 1 : places(start)) : place(scalar.start, scalar.end));
  return parseYaml(scalar.text).documents.flatMap(({ root }) => (root ? { path, root, name, text: scalar.text, place: inside } : []));
}

/** The whole of a node, without the white space around it. */
export function spanOfNode({ start, end }: YamlNode, { text, place }: Block): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= SPACE) from += 1;
  while (to > from && text.charCodeAt(to - 1) <= SPACE) to -= 1;
  return place(from, to);
}

const SPACE = 32;

/** A scalar's text with the places of its characters in the file. */
export function sourceIn(scalar: YamlScalar, block: Block): Source {
  const places = placesOf(scalar);
  return { path: block.path, text: scalar.text, whole: spanOfNode(scalar, block), offsetOf: (index) => (places ? block.place(places(index), places(index)).start : null) };
}

/** The scalar entries of a map as fields. */
export function fieldsIn(node: YamlMap | YamlNode, key: string, block: Block): Field[] {
  return entriesAt(node, key).flatMap(({ key: name, value }) => {
    if (value.is !== 'scalar' || isNull(value)) return [];
    const at = spanOfNode(value, block);
    const part = (start: number, end: number): Span => {
      const places = placesOf(value);
      return places && end > start ? block.place(places(start), places(end - 1) + 1) : at;
    };
    return { key: name.text, value: value.text, at, part };
  });
}
