import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Tells whether git ignores a path; both answers are remembered per directory. */
export type IsIgnored = (absolute: string, isDirectory: boolean) => boolean;

/** The folder that holds `.git`, at or above a directory; undefined outside a repository. */
export function repositoryRoot(directory: string): string | undefined {
  if (existsSync(path.join(directory, '.git'))) return directory;
  const parent = path.dirname(directory);
  return parent === directory ? undefined : repositoryRoot(parent);
}

/**
 * Reads the `.gitignore` files between `root` and each path. The deepest file that speaks of a path decides, and nothing
 * below an ignored directory can come back: https://git-scm.com/docs/gitignore
 */
export function createIsIgnored(root: string): IsIgnored {
  const rules = new Map<string, Ignore | undefined>();
  const directories = new Map<string, boolean>([[root, false]]);
  const rulesOf = (directory: string): Ignore | undefined => {
    if (!rules.has(directory)) rules.set(directory, readRules(directory));
    return rules.get(directory);
  };
  const isDirectoryIgnored = (directory: string): boolean => {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const answer = isIgnored(directory, true);
    directories.set(directory, answer);
    return answer;
  };
  const isIgnored = (absolute: string, isDirectory: boolean): boolean => {
    if (!absolute.startsWith(root === path.parse(root).root ? root : root + path.sep)) return false;
    const parent = path.dirname(absolute);
    if (isDirectoryIgnored(parent)) return true;
    for (let at = parent; ; at = path.dirname(at)) {
      const relative = path.relative(at, absolute).replaceAll(path.sep, '/');
      const verdict = rulesOf(at)?.test(isDirectory ? `${relative}/` : relative);
      if (verdict?.ignored) return true;
      if (verdict?.unignored || at === root) return false;
    }
  };
  return isIgnored;
}

function readRules(directory: string): Ignore | undefined {
  try {
    return ignore().add(readFileSync(path.join(directory, '.gitignore'), 'utf8'));
  } catch {
    // None there, or not readable: git goes on without it too.
    return undefined;
  }
}
