import type { Span } from '../../model/index.ts';
import { placesOf } from '../../syntax/places.ts';
import type { YamlScalar } from '../../syntax/yaml.ts';

/** A text inside a file, that a command or an expression is read from, and how its characters lie in the file. */
export interface Source {
  path: string;
  text: string;
  /** What to point at where a place inside is not known. */
  whole: Span;
  /** Offset in the file of the n-th character of `text`; null where quoting breaks the correspondence. */
  offsetOf(index: number): number | null;
}

/** The span of `text.slice(start, end)` in the file. */
export function spanIn(source: Source, start: number, end: number): Span {
  if (start === 0 && end === source.text.length) return source.whole;
  const first = source.offsetOf(start);
  const last = end > start ? source.offsetOf(end - 1) : first;
  if (first === null || last === null || last < first) return source.whole;
  return { path: source.path, start: first, end: end > start ? last + 1 : last };
}

export function sourceOfScalar(scalar: YamlScalar, path: string): Source {
  const places = placesOf(scalar);
  return { path, text: scalar.text, whole: { path, start: scalar.start, end: scalar.end }, offsetOf: (index) => places?.(index) ?? null };
}

/** Several texts as one, with a space between them: the arguments of a command as a line. */
export function joinSources(sources: readonly Source[], whole: Span): { source: Source; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (const { text: part } of sources) {
    if (starts.length > 0) text += ' ';
    starts.push(text.length);
    text += part;
  }
  const offsetOf = (index: number): number | null => {
    const at = starts.findLastIndex((start) => start <= index);
    return sources[at]?.offsetOf(index - (starts[at] ?? 0)) ?? null;
  };
  return { source: { path: whole.path, text, whole, offsetOf }, starts };
}

/** A part of a text as a source of its own; `text` may differ from what is written there, and then has no inner places. */
export function innerSource(outer: Source, start: number, end: number, text: string): Source {
  const at = outer.text.indexOf(text, start);
  const found = at >= 0 && at + text.length <= end;
  return { path: outer.path, text, whole: spanIn(outer, start, end), offsetOf: (index) => (found ? outer.offsetOf(at + index) : null) };
}

/** The text after a program has put one character in the place of two, as Compose does with `$$`. */
export function replacePairs(source: Source, pair: string, by: string): Source {
  if (!source.text.includes(pair)) return source;
  const places: number[] = [];
  let text = '';
  for (let index = 0; index < source.text.length; index += 1) {
    places.push(index);
    const isPair = source.text.startsWith(pair, index);
    text += isPair ? by : source.text.charAt(index);
    if (isPair) index += pair.length - 1;
  }
  places.push(source.text.length);
  return { ...source, text, offsetOf: (index) => source.offsetOf(places[index] ?? source.text.length) };
}
