import type { Evidence, Span } from '../../model/index.ts';
import { placesOf } from '../../syntax/places.ts';
import { entriesAt, get, isNull, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import type { Field } from './annotations.ts';

/** A text as it stands in a file. */
export interface Written {
  text: string;
  at: Span;
  /** The place of a part of the text. */
  part: (start: number, end: number) => Span;
}

/** A text that may be filled in elsewhere, by a variable or an expression; absent where it is not there at all. */
export type Value = Written | 'computed' | undefined;

export function isWritten(value: Value): value is Written {
  return value !== undefined && value !== 'computed';
}

/** The text of a value, where it is written. */
export function textOf(value: Value): string | undefined {
  return isWritten(value) ? value.text : undefined;
}

/** A scalar of YAML or JSON. */
export function written(scalar: YamlScalar, path: string): Written {
  const at = { path, start: scalar.start, end: scalar.end };
  const part = (start: number, end: number): Span => {
    const places = placesOf(scalar);
    return places && end > start ? { path, start: places(start), end: places(end - 1) + 1 } : at;
  };
  return { text: scalar.text, at, part };
}

/** The scalar below a path of keys; undefined for a missing, null or non-scalar value. */
export function writtenAt(node: YamlNode | null | undefined, path: string, ...keys: string[]): Written | undefined {
  const found = get(node, ...keys);
  return found?.is === 'scalar' && !isNull(found) ? written(found, path) : undefined;
}

export function evidenceOf({ text, at }: Written): Evidence {
  return { text, at };
}

/** A text as a field of annotations or labels. */
export function fieldOf(key: string, { text, at, part }: Written): Field {
  return { key, value: text, at, part };
}

/** The scalar entries of a map as fields. */
export function fieldsAt(node: YamlNode | null | undefined, path: string, ...keys: string[]): Field[] {
  return entriesAt(node, ...keys).flatMap(({ key, value }) => (value.is === 'scalar' && !isNull(value) ? fieldOf(key.text, written(value, path)) : []));
}

export function spanOf({ start, end }: { start: number; end: number }, path: string): Span {
  return { path, start, end };
}

/** The address as far as it is written: holes such as `${host}` leave their part out. */
export function urlOf(text: string): { scheme?: string; host?: string; port?: string; path?: string; query?: string } {
  const [, scheme, host, port, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[^\]]*\]|[^/:?#]*)(?::([^/?#]*))?(.*)$/is.exec(text.trim()) ?? [];
  const [, path = '', query] = /^([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? [];
  const isKnown = (part: string | undefined): part is string => part !== undefined && part !== '' && !HOLE.test(part);
  return {
    ...(isKnown(scheme) && { scheme: scheme.toLowerCase() }),
    ...(isKnown(host) && { host }),
    ...(isKnown(port) && { port }),
    ...(!HOLE.test(text) || isKnown(path) ? { path: path === '' ? '/' : path } : {}),
    ...(isKnown(query) && { query }),
  };
}

/** The identity of a host, which all checks of it share; none where it is filled in elsewhere. */
export function hostKeys(address: string | undefined): string[] {
  const host = address === undefined ? undefined : urlOf(address).host;
  return host === undefined ? [] : [`host:${host}`];
}

/** What a template leaves to be filled in. */
const HOLE = /\$\{|\$\(|\{\{|<%|\$[A-Z_]{2,}/;
