import type { Document } from '../document.ts';

/** What a comment that suppresses begins with. */
export const MARKER = 'vigilint-ignore';

/** The documents that hold the marker at all: in most runs none, and then nothing else is looked at. */
export function markedDocuments(documents: ReadonlyMap<string, Document>): Document[] {
  return [...documents.values()].filter(({ text }) => text.includes(MARKER));
}
