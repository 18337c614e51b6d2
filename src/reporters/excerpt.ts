import type { Colors } from './colors.ts';
import type { Document } from '../document.ts';
import type { Place } from './places.ts';
import { visible, widthOf } from './visible.ts';

/** What of a line is shown: all of a usual one, a window of a minified one. */
const LONGEST_LINE = 200;
const BEFORE_WINDOW = 60;
const TAB = 4;

/** Of a place with more lines than this, the first and the last are shown. */
const MOST_LINES = 6;

/** The source lines of a place with the words underlined, behind a gutter of line numbers; nothing for a file that was not read. */
export function excerpt(document: Document | undefined, place: Place, gutter: number, colors: Colors, paint: (text: string) => string): string[] {
  if (!document || document.text === '') return [];
  const bar = (number: number | '') => colors.dim(`${String(number).padStart(gutter)} |`);
  if (place.line === place.endLine) {
    const { shown, before, marked } = windowOf(document.lines().textOf(place.line), place.column - 1, place.endColumn - 1);
    return [bar(''), `${bar(place.line)} ${shown}`.trimEnd(), `${bar('')} ${' '.repeat(before)}${paint('^'.repeat(Math.max(1, marked)))}`];
  }
  const numbers = linesOf(place);
  const rows = numbers.map((number, index) => {
    if (number === null) return `${' '.repeat(gutter)} ${colors.dim('…')} ${paint('|')}`;
    const { shown } = windowOf(document.lines().textOf(number), 0, 0);
    return `${bar(number)} ${paint(index === 0 ? '/' : '|')} ${shown}`.trimEnd();
  });
  const last = windowOf(document.lines().textOf(place.endLine), 0, place.endColumn - 1);
  return [bar(''), ...rows, `${bar('')} ${paint(`|${'_'.repeat(Math.max(1, last.marked))}^`)}`];
}

/** The numbers of the lines to show; null stands for those left out. */
function linesOf({ line, endLine }: Place): (number | null)[] {
  const all = Array.from({ length: Math.min(endLine - line + 1, MOST_LINES) }, (_, index) => line + index);
  return endLine - line + 1 > MOST_LINES ? [...all.slice(0, MOST_LINES - 2), null, endLine] : all;
}

/** A line ready for the terminal, the columns in front of the marked words, and the columns that these take. */
function windowOf(text: string, start: number, end: number): { shown: string; before: number; marked: number } {
  const from = text.length > LONGEST_LINE ? Math.max(0, start - BEFORE_WINDOW) : 0;
  const to = Math.min(text.length, from + LONGEST_LINE);
  const lead = from > 0 ? '…' : '';
  const before = widthOf(lead + laid(text.slice(from, start)));
  const marked = widthOf(lead + laid(text.slice(from, Math.min(end, to)))) - before;
  return { shown: `${lead}${laid(text.slice(from, to))}${to < text.length ? '…' : ''}`, before, marked };
}

/** Tabs as spaces up to the next stop, control characters as pictures. */
function laid(text: string): string {
  let out = '';
  for (const [index, part] of text.split('\t').entries()) {
    if (index > 0) out += ' '.repeat(TAB - (widthOf(out) % TAB));
    out += visible(part);
  }
  return out;
}
