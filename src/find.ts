import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from './config/settings.ts';
import { createDocument, type Document } from './document.ts';
import type { Format } from './format.ts';

/** The files to read, and which formats they may hold. */
export interface Found {
  files: string[];
  matches: (format: Format, path: string) => boolean;
}

/** Resolves paths of files and directories to files that some format may claim. */
export async function find(paths: readonly string[], formats: readonly Format[], settings: Settings, cwd: string): Promise<Found> {
  const { default: glob } = await import('fast-glob');
  const files: string[] = [];
  for (const given of paths) {
    const globs = formats.flatMap((format) => format.globs);
    files.push(...(await glob(globs, { cwd: path.join(cwd, given), ignore: ['**/node_modules/**', ...settings.exclude], dot: true })).map((file) => path.posix.join(given, file)));
  }
  return { files: files.sort(), matches: () => true };
}

export function readDocuments(files: readonly string[], cwd: string): Map<string, Document> {
  return new Map(files.map((file) => [file, createDocument(file, readFileSync(path.join(cwd, file), 'utf8'))]));
}
