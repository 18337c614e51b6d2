import type { Document } from '../document.ts';
import type { Edit, Finding, Span } from '../model/index.ts';

/** What has changed in the files, by path; a file that is not there has not changed. */
export type Changes = ReadonlyMap<string, Change>;

/** `added`: the whole file is new. */
export type Change = 'added' | readonly ChangedLines[];

export interface ChangedLines {
  first: number;
  /** Before `first` where lines were only taken out, behind line `last`. */
  last: number;
  /** How far the first line that was only taken out was indented. */
  indent?: number;
}

/** Tells whether a finding is about something that was added or edited: its check, or the very lines that it points at. */
export function createIsChanged(changes: Changes, documents: ReadonlyMap<string, Document>): (finding: Finding) => boolean {
  const touches = (span: Span): boolean => {
    const change = changes.get(span.path);
    const document = documents.get(span.path);
    if (change === undefined || change === 'added' || !document) return change === 'added';
    const { first, last, indent } = linesOf(span, document);
    return change.some((lines) => {
      if (lines.last >= lines.first) return lines.first <= last && first <= lines.last;
      // Lines that are gone were a part of what stands before them if they were further in, or stood in the middle of it.
      return first <= lines.last && (lines.last < last || (lines.last === last && (lines.indent ?? 0) > indent));
    });
  };
  return ({ at, subject }) => touches(at) || (subject !== null && touches(subject.span));
}

/** The same changes, once edits have moved the lines: `documents` are those that were edited. */
export function movedChanges(changes: Changes, edits: ReadonlyMap<string, readonly Edit[]>, documents: ReadonlyMap<string, Document>): Changes {
  return new Map([...changes].map(([path, change]) => [path, change === 'added' ? change : movedLines(change, edits.get(path) ?? [], documents.get(path))]));
}

function movedLines(change: readonly ChangedLines[], edits: readonly Edit[], document: Document | undefined): readonly ChangedLines[] {
  if (edits.length === 0 || !document) return change;
  const steps = edits.map(({ at, text }) => ({ line: document.lines().positionOf(at.start).line, by: breaksIn(text) - breaksIn(document.text.slice(at.start, at.end)) }));
  /** Edits that begin in a line move its end, and not its beginning. */
  const moved = (line: number, edge: number): number => steps.reduce((sum, step) => (step.line < edge ? sum + step.by : sum), line);
  return change.map((lines) => {
    const last = moved(lines.last, lines.last + 1);
    return { ...lines, first: lines.last < lines.first ? last + 1 : moved(lines.first, lines.first), last };
  });
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

function linesOf({ start, end }: Span, document: Document): { first: number; last: number; indent: number } {
  const words = document.text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const lines = document.lines();
  const { line: first } = lines.positionOf(from);
  return { first, last: lines.positionOf(Math.max(from, start + words.trimEnd().length - 1)).line, indent: indentOf(lines.textOf(first)) };
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
