import type { Document } from '../document.ts';
import type { Directive, Span } from '../model/index.ts';
import { markedComments, type MarkedComment } from '../syntax/comments.ts';
import type { Subject } from '../judge.ts';
import { readDirective, type DirectiveProblem } from './directive.ts';
import { MARKER } from './marker.ts';

/** A directive of a comment with the subjects that it counts for. */
export interface PlacedDirective {
  directive: Directive;
  subjects: readonly Subject[];
  /** The comment, with the lines or the space that it alone takes up: what has to go when it goes. */
  whole: Span;
}

export interface Comments {
  placed: PlacedDirective[];
  problems: { problem: DirectiveProblem; subjects: readonly Subject[] }[];
}

/** Reads the comments of documents that suppress, and finds what each is about. */
export async function readComments(documents: readonly Document[], subjects: Iterable<Subject>): Promise<Comments> {
  const marked = new Map<Document, MarkedComment[]>();
  for (const document of documents) marked.set(document, await markedComments(MARKER, document));
  return placeComments(marked, subjects);
}

/** Finds what comments that suppress are about. */
export function placeComments(marked: ReadonlyMap<Document, readonly MarkedComment[]>, subjects: Iterable<Subject>): Comments {
  const comments: Comments = { placed: [], problems: [] };
  if (marked.size === 0) return comments;
  const all = [...subjects];
  for (const [document, found] of marked) {
    const extents = all.filter(({ span }) => span.path === document.path).map((subject) => extentOf(subject, document));
    for (const { start, end, words } of found) {
      const directive = readDirective(document.text, { path: document.path, ...words });
      if (!directive) continue;
      const about = aboutWhat({ path: document.path, start, end }, document, extents);
      if ('rules' in directive) comments.placed.push({ directive, subjects: about, whole: { path: document.path, ...wholeOf(document.text, start, end) } });
      else comments.problems.push({ problem: directive, subjects: about });
    }
  }
  return comments;
}

/** A comment that has its lines for itself goes with them; any other with the space before it. */
function wholeOf(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  while (isSpace(text[start - 1])) start -= 1;
  let end = from + text.slice(from, to).trimEnd().length;
  const beginsLine = start === 0 || text[start - 1] === '\n';
  let next = end;
  while (isSpace(text[next]) || text[next] === '\r') next += 1;
  const endsLine = next === text.length || text[next] === '\n';
  if (beginsLine && endsLine) end = Math.min(next + 1, text.length);
  return { start: beginsLine && !endsLine ? from : start, end };
}

function isSpace(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t';
}

interface Extent {
  subject: Subject;
  first: number;
  last: number;
}

/** The lines of a subject, from the first to the last that is not blank. */
function extentOf(subject: Subject, document: Document): Extent {
  const { start, end } = subject.span;
  const words = document.text.slice(start, end);
  const lines = document.lines();
  const from = start + (words.length - words.trimStart().length);
  return { subject, first: lines.positionOf(from).line, last: lines.positionOf(Math.max(from, start + words.trimEnd().length - 1)).line };
}

/** A comment of its own counts for what begins below it; any other comment for the smallest subject that holds it. */
function aboutWhat({ start, end }: Span, document: Document, extents: readonly Extent[]): Subject[] {
  const { line: first, column } = document.lines().positionOf(start);
  const last = document.lines().positionOf(Math.max(start, end - 1)).line;
  if (document.text.slice(start - column + 1, start).trim() === '') {
    const next = lineBelow(document, last);
    const below = extents.filter((extent) => extent.first === next);
    if (below.length > 0) return below.map(({ subject }) => subject);
  }
  const around = extents.filter((extent) => extent.first <= first && last <= extent.last);
  const smallest = Math.min(...around.map((extent) => extent.last - extent.first));
  return around.filter((extent) => extent.last - extent.first === smallest).map(({ subject }) => subject);
}

const COMMENT_LINE = /^\s*(?:#|\/\/|\/?\*|<!--)/;

/** So many lines of further comments may stand between. */
const MOST_LINES_BETWEEN = 50;

/** The line below a comment, past further comments; in Markdown, where a comment is a paragraph of its own, past blank lines too. */
function lineBelow({ path, lines }: Document, line: number): number {
  const isPage = /\.(?:md|markdown|mdx)$/i.test(path);
  let next = line + 1;
  while (next <= line + MOST_LINES_BETWEEN) {
    const words = lines().textOf(next);
    if (!(isPage ? words.trim() === '' || words.trim().startsWith('<!--') : COMMENT_LINE.test(words))) break;
    next += 1;
  }
  return next;
}
