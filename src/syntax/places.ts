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
  const places = align(source, text, start, scalar.plain ? '' : source[start - 1]);
  return places && ((index) => places[index] ?? scalar.end);
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
