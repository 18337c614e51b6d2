import type { Document } from './document.ts';
import { matcherOf } from './find.ts';
import type { Format } from './format.ts';
import type { Item } from './model/index.ts';
import type { Said } from './project.ts';
import { translate, type Reader } from './understand.ts';

/** A reader for one run after another over documents of which few change. */
export interface Memory {
  /** Has to be called before each run, with all that it reads. */
  begin(documents: Iterable<Document>): void;
  read: Reader;
}

/** What a format found in a document; undefined where it does not claim it. */
type Found = readonly Item[] | undefined;

/**
 * Remembers what was read of each document for as long as the document is the same object. What formats read that look around is read
 * again when any document has changed that such formats may claim.
 */
export function createMemory(formats: readonly Format[]): Memory {
  const alone = new WeakMap<Document, Map<Format, Found>>();
  let together = new WeakMap<Document, Map<Format, Found>>();
  const looking = formats.filter((format) => format.looksAround);
  const matches = matcherOf(looking);
  let neighbours: readonly Document[] = [];
  return {
    begin(documents) {
      const now = [...documents].filter(({ path }) => looking.some((format) => matches(format, path)));
      if (now.length !== neighbours.length || now.some((document, index) => document !== neighbours[index])) together = new WeakMap();
      neighbours = now;
    },
    async read(document, format, around, items) {
      const known = format.looksAround ? together : alone;
      const byFormat = known.get(document) ?? new Map<Format, Found>();
      known.set(document, byFormat);
      if (!byFormat.has(format)) {
        const found: Item[] = [];
        byFormat.set(format, (await translate(document, format, around, found)) ? found : undefined);
      }
      const found = byFormat.get(format);
      for (const item of found ?? []) items.push(item);
      return found !== undefined;
    },
  };
}

/** Remembers what texts say for as long as somebody has them. */
export function createSaid(): Said {
  return { texts: new WeakMap(), steps: new WeakMap(), answers: new WeakMap() };
}
