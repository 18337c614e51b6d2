import type { Document } from './document.ts';
import type { Format, Surroundings } from './format.ts';
import type { Finding, Item } from './model/index.ts';
import { ownFinding } from './own-findings.ts';

/** What reading a set of documents gave. */
export interface Understanding {
  items: Item[];
  /** Broken files, as findings. */
  broken: Finding[];
  /** Files in which each format found something to read. */
  formats: Map<string, number>;
  faults: Fault[];
}

/** A mistake of vigilint's own, or of a plug-in: named, and the rest goes on. */
export interface Fault {
  /** The rule or format. */
  where: string;
  path: string;
  error: unknown;
}

type Matches = (format: Format, path: string) => boolean;

/** Adds what a format finds in a document to the items; false where the format does not claim it. */
export type Reader = (document: Document, format: Format, around: Surroundings, items: Item[]) => Promise<boolean>;

/** Translates every document by every format that claims it. Never throws on what a document holds. `read`: how, where somebody remembers what was read before. */
export async function understand(documents: Iterable<Document>, around: Surroundings, formats: readonly Format[], matches: Matches, read: Reader = translate): Promise<Understanding> {
  const result = nothing();
  for (const document of documents) {
    for (const format of candidates(document, formats, matches, result)) {
      try {
        if (await read(document, format, seenBy(format, around), result.items)) count(format, result);
      } catch (error) {
        result.faults.push({ where: format.id, path: document.path, error });
      }
    }
  }
  return result;
}

/** The same at once, by formats whose parsers are loaded. */
export function understandNow(documents: Iterable<Document>, around: Surroundings, loaded: ReadonlyMap<Format, unknown>, matches: Matches): Understanding {
  const result = nothing();
  for (const document of documents) {
    for (const format of candidates(document, [...loaded.keys()], matches, result)) {
      try {
        if (!format.claims(document)) continue;
        gather(format.read(document, loaded.get(format), seenBy(format, around)), result.items);
        count(format, result);
      } catch (error) {
        result.faults.push({ where: format.id, path: document.path, error });
      }
    }
  }
  return result;
}

function nothing(): Understanding {
  return { items: [], broken: [], formats: new Map(), faults: [] };
}

/** The formats that may claim a document, by its path and its signs. */
function candidates(document: Document, formats: readonly Format[], matches: Matches, result: Understanding): Format[] {
  const signed = formats.filter((format) => matches(format, document.path) && (format.sign?.test(document.text) ?? true));
  return signed.filter((format) => !format.yaml || isReadableYaml(document, result));
}

function count({ id }: Format, { formats }: Understanding): void {
  formats.set(id, (formats.get(id) ?? 0) + 1);
}

/** The reader that remembers nothing. */
export async function translate(document: Document, format: Format, around: Surroundings, items: Item[]): Promise<boolean> {
  if (!format.claims(document)) return false;
  const parsers = await format.parsers?.(document);
  gather(format.read(document, parsers, around), items);
  return true;
}

function gather(found: Iterable<Item>, items: Item[]): void {
  for (const item of found) items.push(item);
}

/** The other files, for a format that says that it looks around. */
function seenBy(format: Format, around: Surroundings): Surroundings {
  return format.looksAround ? around : NOTHING_AROUND;
}

const NOTHING_AROUND: Surroundings = { document: () => undefined, documents: () => [], folder: () => [] };

/** False for YAML that is broken or a template; says so once per document. */
function isReadableYaml(document: Document, { items, broken }: Understanding): boolean {
  const { error, templated } = document.yaml();
  const { path } = document;
  if (templated) {
    if (!items.some((item) => item.kind === 'skip' && item.path === path)) {
      items.push({ kind: 'skip', path, reason: 'templated: render it first, as in `helm template … | vigilint -`' });
    }
    return false;
  }
  if (!error) return true;
  if (!broken.some((finding) => finding.at.path === path)) broken.push(syntaxError(path, error));
  return false;
}

function syntaxError(path: string, { message, offset }: { message: string; offset: number }): Finding {
  return ownFinding('syntax-error', { path, start: offset, end: offset }, `this YAML cannot be read: ${message}`);
}

/** The documents of a run as those of them see each other that look beyond themselves. */
export function surroundingsOf(documents: ReadonlyMap<string, Document>): Surroundings {
  let folders: Map<string, Document[]> | undefined;
  return {
    document: (path) => documents.get(path),
    documents: () => documents.values(),
    folder: (path) => (folders ??= byFolder(documents)).get(path) ?? [],
  };
}

function byFolder(documents: ReadonlyMap<string, Document>): Map<string, Document[]> {
  const folders = new Map<string, Document[]>();
  for (const [path, document] of documents) {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const known = folders.get(folder);
    if (known) known.push(document);
    else folders.set(folder, [document]);
  }
  return folders;
}
