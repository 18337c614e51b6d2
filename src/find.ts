import { readdirSync, readFileSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import type { Settings } from './config/settings.ts';
import { createDocument, type Document } from './document.ts';
import type { Format } from './format.ts';
import { createIsIgnored, repositoryRoot, type IsIgnored } from './gitignore.ts';
import { matcherOfGlob, matcherOfGlobs } from './globs.ts';
import type { Skip } from './model/index.ts';
import { hasCode, reasonOf } from './system-error.ts';
import { MissingPathError, UsageError } from './usage-error.ts';

export interface Found {
  /** POSIX paths relative to the working directory, sorted. */
  files: string[];
  /** Named files that are excluded, and directories that cannot be read. */
  skips: Skip[];
  /** Only folders were named, so nothing that belongs to them is left out. */
  whole: boolean;
}

/** Files above this size are generated data and not checks that people keep. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/** How many bytes are searched for a NUL to tell a binary file, as git does. */
const BINARY_WINDOW = 8000;

/** Never read, whatever the settings say. */
const NEVER = new Set(['node_modules', '.git']);

/**
 * Resolves paths of files and directories to the files that some format may claim. What the settings exclude and git
 * ignores stays out, also when it is named. Throws a UsageError for a path that is not there.
 */
export async function find(paths: readonly string[], formats: readonly Format[], settings: Settings, cwd: string): Promise<Found> {
  const files = new Set<string>();
  const skips: Skip[] = [];
  const matches = matcherOf(formats);
  const isReadable = (file: string): boolean => formats.some((format) => matches(format, file));
  const exclusionsFrom = exclusions(settings, cwd);
  let whole = true;
  for (const given of paths) {
    // An unset variable of a script must not turn into the whole directory.
    if (given === '') throw new MissingPathError('(an empty path)');
    const absolute = path.resolve(cwd, given);
    const named = relativeTo(cwd, absolute);
    const isDirectory = statOf(absolute, given).isDirectory();
    whole &&= isDirectory;
    if (!isDirectory && !isReadable(named)) continue;
    const exclusion = exclusionsFrom(isDirectory ? absolute : path.dirname(absolute));
    const reason = exclusion(absolute, isDirectory);
    if (reason !== undefined) skips.push({ kind: 'skip', path: named, reason });
    else if (!isDirectory) files.add(named);
    else for (const file of await walk(absolute, formats, (entry, isFolder) => exclusion(entry, isFolder) === undefined, cwd, skips)) files.add(file);
  }
  return { files: [...files].sort(), skips, whole };
}

function statOf(absolute: string, given: string): Stats {
  try {
    return statSync(absolute);
  } catch (error) {
    throw hasCode(error, 'ENOENT') ? new MissingPathError(given) : new UsageError(`cannot read ${given}: ${reasonOf(error)}`);
  }
}

/** Why a path is not read, undefined when nothing speaks against it; git's rules are those of the repository that `folder` lies in. */
function exclusions({ exclude, root }: Settings, cwd: string): (folder: string) => (absolute: string, isDirectory: boolean) => string | undefined {
  const isExcluded = matcherOfGlobs(exclude);
  const base = root ?? cwd;
  const repositories = new Map<string, IsIgnored>();
  return (folder) => {
    const top = repositoryRoot(folder) ?? cwd;
    const isIgnored = repositories.get(top) ?? createIsIgnored(top);
    repositories.set(top, isIgnored);
    return (absolute, isDirectory) => {
      if (isExcluded(relativeTo(base, absolute))) return 'excluded by the configuration';
      return isIgnored(absolute, isDirectory) ? 'ignored by git' : undefined;
    };
  };
}

/** The files below a directory that suit some format. Symbolic links are not followed: what they lead to is read in its own place. */
async function walk(
  directory: string,
  formats: readonly Format[],
  isKept: (absolute: string, isDirectory: boolean) => boolean,
  cwd: string,
  skips: Skip[],
): Promise<string[]> {
  const { default: glob } = await import('fast-glob');
  const globs = [...new Set(formats.flatMap((format) => format.globs))];
  const found = glob.sync(globs, { cwd: directory, dot: true, followSymbolicLinks: false, fs: { readdirSync: pruned(isKept, skips, cwd) } });
  return found.map((file) => relativeTo(cwd, path.join(directory, file)));
}

/** Reads a directory without the entries that are not wanted, so that the walk does not enter them. */
function pruned(isKept: (absolute: string, isDirectory: boolean) => boolean, skips: Skip[], cwd: string) {
  const entriesOf = (directory: string): Dirent[] => {
    try {
      return readdirSync(directory, { withFileTypes: true }).filter(
        (entry) => !NEVER.has(entry.name) && isKept(path.join(directory, entry.name), entry.isDirectory()),
      );
    } catch (error) {
      skips.push({ kind: 'skip', path: relativeTo(cwd, directory), reason: `cannot be read: ${reasonOf(error)}` });
      return [];
    }
  };
  function readdir(directory: string, options: { withFileTypes: true }): Dirent[];
  function readdir(directory: string): string[];
  function readdir(directory: string, options?: { withFileTypes: true }): Dirent[] | string[] {
    const entries = entriesOf(directory);
    return options ? entries : entries.map(({ name }) => name);
  }
  return readdir;
}

/** Reads files as UTF-8; those that cannot be read as text are skipped with the reason. */
export function readDocuments(files: readonly string[], cwd: string): { documents: Map<string, Document>; skips: Skip[] } {
  const documents = new Map<string, Document>();
  const skips: Skip[] = [];
  for (const file of files) {
    const read = readText(path.resolve(cwd, file));
    if ('text' in read) documents.set(file, createDocument(file, read.text));
    else skips.push({ kind: 'skip', path: file, reason: read.reason });
  }
  return { documents, skips };
}

function readText(absolute: string): { text: string } | { reason: string } {
  try {
    const stats = statSync(absolute);
    if (!stats.isFile()) return { reason: 'neither a file nor a directory' };
    if (stats.size > LARGEST_BYTES) return { reason: `larger than ${LARGEST_BYTES / 1024 / 1024} MB` };
    const bytes = readFileSync(absolute);
    return bytes.subarray(0, BINARY_WINDOW).includes(0) ? { reason: 'not UTF-8 text' } : { text: withoutMark(bytes.toString('utf8')) };
  } catch (error) {
    return { reason: `cannot be read: ${reasonOf(error)}` };
  }
}

/** Editors do not count the byte order mark as a column, so it is no part of the text. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Standard input without a name of its own; it is read as YAML of any kind. */
export const STDIN = '<stdin>';
const STDIN_MATCHES = 'stdin.yaml';

/** Why a file would not be read if it were named, undefined when it would be; the file need not be there. */
export function exclusionOf(file: string, settings: Settings, cwd: string): string | undefined {
  const absolute = path.resolve(cwd, file);
  return file === STDIN ? undefined : exclusions(settings, cwd)(path.dirname(absolute))(absolute, false);
}

/** Tells, by the globs alone, whether a format may claim a path. */
export function matcherOf(formats: readonly Format[]): (format: Format, path: string) => boolean {
  const matchers = new Map(formats.map((format) => [format, format.globs.map(matcherOfGlob)]));
  // A glob from anywhere in the tree says nothing about the way up to the tree.
  return (format, file) => {
    const named = file === STDIN ? STDIN_MATCHES : file.replace(/^(?:\.\.\/)+/, '');
    return matchers.get(format)?.some((matches) => matches(named)) ?? false;
  };
}

function relativeTo(from: string, absolute: string): string {
  return path.relative(from, absolute).replaceAll(path.sep, '/');
}
