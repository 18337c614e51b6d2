import { createDocument, type Document } from './document.ts';
import type { Options, Report } from './lint.ts';
import type { Edit } from './model/index.ts';
import { movedChanges } from './settle/changes.ts';

/** The text with edits that do not touch each other; all around them stays as it is, byte by byte. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { at, text: put } of [...edits].sort((a, b) => a.at.start - b.at.start)) {
    result += text.slice(from, at.start) + put;
    from = at.end;
  }
  return result + text.slice(from);
}

/** Lints documents with edits in them; what git says of their lines moves with the lines. */
export function again(
  edits: ReadonlyMap<string, readonly Edit[]>,
  documents: ReadonlyMap<string, Document>,
  options: Options,
  report: (documents: ReadonlyMap<string, Document>, options: Options) => Promise<Report>,
): Promise<Report> {
  const changed = new Map([...documents].map(([file, document]) => [file, edits.has(file) ? createDocument(file, edited(document.text, edits.get(file) ?? [])) : document]));
  return report(changed, options.changes ? { ...options, changes: movedChanges(options.changes, edits, documents) } : options);
}
