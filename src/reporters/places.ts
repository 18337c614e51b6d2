import type { Document } from '../document.ts';
import type { Span } from '../model/index.ts';

/** A span as people and scripts read it: all counted from 1, columns in UTF-16 code units, `endColumn` exclusive. */
export interface Place {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Where a span stands; a path that was not read is its own first line. */
export function placeOf({ path, start, end }: Span, documents: ReadonlyMap<string, Document>): Place {
  const document = documents.get(path);
  if (!document) return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const lines = document.lines();
  const from = lines.positionOf(start);
  if (end <= start) return { path, ...from, endLine: from.line, endColumn: from.column };
  const last = lines.positionOf(lastInk(document.text, start, end));
  return { path, ...from, endLine: last.line, endColumn: last.column + 1 };
}

/** The last character of a range that is not white space: a block in YAML ends behind its line break. */
function lastInk(text: string, start: number, end: number): number {
  let last = end - 1;
  while (last > start && isSpace(text.charCodeAt(last))) last -= 1;
  return last;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** A file with a thousand findings is looked through once. */
const rendered = new WeakMap<Document, boolean>();

function isRendered(document: Document): boolean {
  const known = rendered.get(document) ?? document.text.includes('# Source: ');
  rendered.set(document, known);
  return known;
}

const SOURCE = /^# Source: (\S.*)$/;

/** The file that a place in rendered YAML comes from, as `helm template` writes it above each document; undefined where nothing is written. */
export function originOf({ path, start }: Span, documents: ReadonlyMap<string, Document>): string | undefined {
  const document = documents.get(path);
  if (!document || !isRendered(document)) return undefined;
  const { text } = document;
  const from = Math.max(text.lastIndexOf('\n---', start) + 1, 0);
  for (let at = from; at < start; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    const source = SOURCE.exec(line.trimEnd())?.[1];
    if (source !== undefined || !/^(?:#|---|\s*$)/.test(line) || end < 0) return source;
    at = end + 1;
  }
  return undefined;
}
