import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDocument, type Document } from '../document.ts';
import type { Surroundings } from '../format.ts';

/** More files of a project are not searched. */
const MOST_FILES = 2000;
const CODE = /\.[cm]?[jt]sx?$/;
const SKIPPED = /^(?:node_modules|dist|build|coverage|cdk\.out|\..*)$/;

/** The files around one that an editor shows, read from the disk when somebody asks for them. Paths are relative to `cwd`. */
export function surroundingsOnDisk(own: Document, cwd: string): Surroundings {
  const known = new Map<string, Document | undefined>([[own.path, own]]);
  const document = (file: string): Document | undefined => {
    if (!known.has(file)) known.set(file, read(file, cwd));
    return known.get(file);
  };
  const folder = (name: string): Document[] => entriesOf(path.join(cwd, name)).flatMap((entry) => (entry.isFile() && CODE.test(entry.name) ? (document(path.posix.join(name, entry.name)) ?? []) : []));
  return { document, folder, documents: () => all(projectFolder(own.path, cwd), document, { left: MOST_FILES }) };
}

function read(file: string, cwd: string): Document | undefined {
  try {
    return createDocument(file, readFileSync(path.join(cwd, file), 'utf8'));
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): { name: string; isFile: () => boolean; isDirectory: () => boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The nearest folder with a package.json, relative to `cwd`. */
function projectFolder(file: string, cwd: string): { folder: string; cwd: string } {
  let folder = path.posix.dirname(file);
  while (folder !== '.' && !existsSync(path.join(cwd, folder, 'package.json'))) folder = path.posix.dirname(folder);
  return { folder: folder === '.' ? '' : folder, cwd };
}

function* all({ folder, cwd }: { folder: string; cwd: string }, document: (file: string) => Document | undefined, budget: { left: number }): Generator<Document> {
  for (const entry of entriesOf(path.join(cwd, folder))) {
    if (SKIPPED.test(entry.name) || budget.left <= 0) continue;
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) yield* all({ folder: name, cwd }, document, budget);
    if (!entry.isFile() || !CODE.test(entry.name)) continue;
    budget.left -= 1;
    const found = document(name);
    if (found) yield found;
  }
}
