import type { YamlScalar } from './yaml.ts';

/** Where the n-th character of a decoded text stands in the file. */
export type Places = (index: number) => number;

/**
 * Finds the characters of a scalar's text in the file: block literals, folded lines and quotes included. The two differ
 * only in white space and escapes, so they are walked side by side. Null where they do not match.
 */
export function placesOf(scalar: YamlScalar): Places | null {
  const { source, text, start } = scalar;
  if (source.startsWith(text, start)) return (index) => start + index;
  const line = text.trimEnd();
  if (!line.includes('\n')) {
    // One line of a block: its indent comes first.
    const first = pastSpace(source, start, false);
    if (line !== '' && source.startsWith(line, first)) return (index) => first + index;
  }
  if (scalar.literal && line !== '') return literalPlaces(source, text, start);
  const places = align(source, text, start, scalar.plain ? '' : source[start - 1]);
  return places && ((index) => places[index] ?? scalar.end);
}

/** Each line of a literal block stands in the file behind the same indent. */
function literalPlaces(source: string, text: string, start: number): Places {
  const ink = text.search(/\S/);
  const inked = lineStart(source, text, start, ink);
  const indent = pastSpace(source, inked.source, false) - inked.source - (ink - inked.text);
  return (index) => {
    const line = lineStart(source, text, start, index);
    const end = source.indexOf('\n', line.source);
    return Math.min(line.source + indent + index - line.text, end < 0 ? source.length : end);
  };
}

/** Where the line that holds the n-th character of a block begins, in the file and in the text. */
function lineStart(source: string, text: string, start: number, index: number): { source: number; text: number } {
  const line = { source: start, text: 0 };
  for (let end = text.indexOf('\n'); end >= 0 && end < index; end = text.indexOf('\n', end + 1)) {
    line.text = end + 1;
    line.source = source.indexOf('\n', line.source) + 1;
  }
  return line;
}

function align(source: string, text: string, start: number, quote: string | undefined): Int32Array | null {
  const places = new Int32Array(text.length);
  const escaped = quote === '"';
  let at = start;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (isSpace(character)) {
      places[index] = at;
      continue;
    }
    at = pastSpace(source, at, escaped);
    places[index] = at;
    if (escaped && source[at] === '\\') at += 1;
    if (source.charCodeAt(at) !== character) return null;
    // In single quotes a quote is written twice.
    at += quote === "'" && source.startsWith("''", at) ? 2 : 1;
  }
  return places;
}

/** Past white space, and past `\n`, `\t`, `\r` and the escaped line break of double quotes. */
function pastSpace(source: string, from: number, escaped: boolean): number {
  let at = from;
  for (;;) {
    if (isSpace(source.charCodeAt(at))) at += 1;
    else if (escaped && source[at] === '\\' && 'ntr \n'.includes(source[at + 1] ?? '"')) at += 2;
    else return at;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
