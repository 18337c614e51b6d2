import type { Span } from '../../model/index.ts';
import type { CloudText, CloudUnknown, CloudValue } from '../common/cloud-value.ts';

/** A value of the language: null is a value too, and stands for what is not written. */
export type TerraformValue = CloudValue | null;

export function text(value: string | number | boolean, at: Span, known: CloudText['known'] = 'written'): CloudText {
  return { is: 'text', text: String(value), known, at };
}

/** What is filled in elsewhere; the name by which it is, as `var.pager`, says at least that something will be. */
export function unknown(written: string, at: Span): CloudUnknown {
  return { is: 'unknown', text: written, at, ...(written !== '…' && { named: true }) };
}

/** One of several, which is not known; each only once. */
export function oneOf(values: readonly TerraformValue[], written: string, at: Span): TerraformValue {
  const [first, ...others] = values;
  if (first === undefined) return unknown(written, at);
  if (others.every((other) => isSame(first, other))) return first;
  // What may be left out is nobody and nothing, as an empty list is.
  const of = values.map((value): CloudValue => value ?? { is: 'list', items: [], at });
  return { is: 'unknown', text: written, at, of };
}

/** Where a condition decides, the text that says most; any other value is itself. */
export function representative(value: TerraformValue): TerraformValue {
  if (value?.is !== 'unknown' || !value.of) return value;
  const texts = value.of.map(representative).flatMap((inner) => (inner?.is === 'text' ? inner : []));
  const [longest] = texts.sort((left, right) => right.text.length - left.text.length);
  return longest && !isEmpty(longest) ? { ...longest, known: 'partly', at: value.at } : value;
}

export function isSame(left: TerraformValue, right: TerraformValue): boolean {
  return plain(left) === plain(right);
}

function plain(value: TerraformValue): string {
  if (value === null) return 'null';
  switch (value.is) {
    case 'text':
      return JSON.stringify(value.text);
    case 'list':
      return `[${value.items.map(plain).join()}]`;
    case 'map':
      return `{${[...value.entries].map(([key, inner]) => `${JSON.stringify(key)}:${plain(inner)}`).join()}}`;
    case 'unknown':
      return `\${${value.text}}`;
  }
}

/** Neither a word nor anything in it: what a variable has by default when its caller is meant to fill it in. */
export function isEmpty(value: TerraformValue): boolean {
  if (value === null) return true;
  switch (value.is) {
    case 'text':
      return value.text.trim() === '';
    case 'list':
      return value.items.every(isEmpty);
    case 'map':
      return value.entries.size === 0;
    case 'unknown':
      return false;
  }
}

/** A value with more parts than this is generated, and copying it time and again costs more than it tells. */
const MOST_PARTS = 2000;

/** A value that was written somewhere else, seen from the place where it is used. */
export function movedTo(value: TerraformValue, at: Span, known?: 'default'): TerraformValue {
  let left = MOST_PARTS;
  function move(from: CloudValue): CloudValue {
    left -= 1;
    if (left < 0) return unknown('…', at);
    switch (from.is) {
      case 'text':
        return { is: 'text', text: from.text, known: known && from.known === 'written' ? known : from.known, at };
      case 'list':
        return { is: 'list', items: from.items.map(move), at };
      case 'map':
        return { is: 'map', entries: new Map([...from.entries].map(([key, inner]) => [key, move(inner)])), at };
      case 'unknown':
        return { ...from, at, ...(from.of && { of: from.of.map(move) }) };
    }
  }
  return value && move(value);
}

export function entry(key: string, value: TerraformValue): [string, CloudValue][] {
  return value === null ? [] : [[key, value]];
}

/** Longer than any text that a person reads. */
const LONGEST_TEXT = 100_000;

/** Texts put together; each keeps its place in the file. */
export function joined(parts: readonly CloudText[], at: Span): CloudText {
  const [only] = parts;
  if (parts.reduce((length, part) => length + part.text.length, 0) > LONGEST_TEXT) return text('${…}', at, 'partly');
  if (only && parts.length === 1) return { ...only, at };
  const starts: number[] = [];
  let whole = '';
  for (const part of parts) {
    starts.push(whole.length);
    whole += part.text;
  }
  const known = parts.some((part) => part.known === 'partly') ? 'partly' : parts.some((part) => part.known === 'default') ? 'default' : 'written';
  const placeOf = (index: number): Span | undefined => {
    const found = starts.findLastIndex((start, nth) => start <= index && (parts[nth]?.text ?? '') !== '');
    const from = starts[found] ?? 0;
    const part = parts[found];
    return part?.part?.(index - from, index - from + 1) ?? part?.at;
  };
  const place = (start: number, end: number): Span => {
    const first = placeOf(start);
    const last = placeOf(Math.max(start, end - 1));
    return first && first.path === last?.path && first.start <= last.end ? { path: first.path, start: first.start, end: last.end } : at;
  };
  return { is: 'text', text: whole, known, at, part: place };
}
