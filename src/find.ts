import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import type { Settings } from './config/settings.ts';
import { createDocument, type Document } from './document.ts';
import type { Format } from './format.ts';

/** Resolves paths of files and directories to the files that some format may claim, relative to `cwd`, sorted. */
export async function find(paths: readonly string[], formats: readonly Format[], settings: Settings, cwd: string): Promise<string[]> {
  const files = new Set<string>();
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    if (statSync(absolute).isFile()) {
      files.add(path.posix.relative(cwd, absolute));
      continue;
    }
    const { default: glob } = await import('fast-glob');
    const globs = formats.flatMap((format) => format.globs);
    const found = await glob(globs, { cwd: absolute, ignore: ['**/node_modules/**', '**/.git/**', ...settings.exclude], dot: true });
    for (const file of found) files.add(path.posix.relative(cwd, path.posix.join(absolute, file)));
  }
  return [...files].sort();
}

export function readDocuments(files: readonly string[], cwd: string): Map<string, Document> {
  return new Map(files.map((file) => [file, createDocument(file, readFileSync(path.join(cwd, file), 'utf8'))]));
}

/** Tells, by the globs alone, whether a format may claim a path. */
export function matcherOf(formats: readonly Format[]): (format: Format, path: string) => boolean {
  const matchers = new Map(formats.map((format) => [format, picomatch([...format.globs], { dot: true })]));
  return (format, path) => matchers.get(format)?.(path) ?? false;
}
