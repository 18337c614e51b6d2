import type { Document } from '../../document.ts';
import type { Place } from '../places.ts';
import { markup, type Markup } from './markup.ts';

/** Lines around a place, of a place, and columns of a long line that are shown. */
const AROUND = 2;
const MOST_LINES = 10;
const MOST_COLUMNS = 300;
const BEFORE = 80;

/** The lines of a place with those around it, numbered, the words marked. */
export function sourceOf(document: Document | undefined, place: Place): Markup | undefined {
  if (!document || document.text === '') return undefined;
  const lines = document.lines();
  const last = Math.min(place.endLine, place.line + MOST_LINES - 1);
  const rows: Markup[] = [];
  for (let line = Math.max(1, place.line - AROUND); line <= last + AROUND; line += 1) {
    const text = lines.textOf(line);
    if (text === '' && line > place.endLine) continue;
    const isMarked = line >= place.line && line <= place.endLine;
    const start = line === place.line ? place.column - 1 : isMarked ? text.length - text.trimStart().length : 0;
    const end = line === place.endLine ? place.endColumn - 1 : text.length;
    rows.push(isMarked ? row(line, text, start, end) : row(line, text, 0, 0));
  }
  const left = place.endLine - last;
  return markup`<pre class="source" tabindex="0" aria-label="Source">${rows}${left > 0 && markup`<span class="more">… ${left} more lines</span>`}</pre>`;
}

function row(line: number, text: string, start: number, end: number): Markup {
  const from = text.length > MOST_COLUMNS ? Math.max(0, start - BEFORE) : 0;
  const to = Math.min(text.length, from + MOST_COLUMNS);
  const part = (a: number, b: number): string => text.slice(Math.max(from, a), Math.max(from, Math.min(b, to)));
  const marked = end > start && markup`<mark>${part(start, end)}</mark>`;
  return markup`<span class="line"><b>${line}</b>${from > 0 && '…'}${part(from, start)}${marked}${part(Math.max(start, end), to)}${to < text.length && '…'}
</span>`;
}
