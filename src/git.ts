import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { indentOf, type Change, type ChangedLines, type Changes } from './settle/changes.ts';
import { UsageError } from './usage-error.ts';

export interface Since {
  changes: Changes;
  /** What the changes are counted from, for people: `origin/main`. */
  ref: string;
  /** The commit at which HEAD left it. */
  base: string;
}

/** Where the work of others is, most telling first. */
const DEFAULT_REFS = ['upstream/HEAD', 'origin/HEAD', 'upstream/main', 'origin/main', 'upstream/master', 'origin/master', 'main', 'master'];

/**
 * What has changed in the working tree since HEAD left a branch: commits, what is staged and what is not, and new files that git does not
 * know yet. Throws a UsageError where git cannot tell.
 */
export function changesSince(given: string, cwd: string): Since {
  const git = createGit(cwd);
  const top = git('rev-parse', '--show-toplevel');
  if (top === undefined) throw new UsageError('--changed asks git what has changed, and this folder is in no git repository');
  const ref = given === '' ? DEFAULT_REFS.find((candidate) => isCommit(git, candidate)) : given;
  const hint = git('rev-parse', '--is-shallow-repository')?.trim() === 'true' ? SHALLOW : '';
  if (ref === undefined) throw new UsageError(`--changed found none of ${DEFAULT_REFS.join(', ')}; name what to compare with: --changed=REF${hint}`);
  if (!isCommit(git, ref)) throw new UsageError(`--changed: git knows no commit \`${ref}\`${hint}`);
  const base = git('merge-base', '--end-of-options', ref, 'HEAD')?.trim();
  if (base === undefined) throw new UsageError(`--changed: git finds no commit that \`${ref}\` and HEAD share${hint}`);
  const root = top.replace(/\r?\n$/, '');
  const diff = git('diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/', base, '--');
  const added = createGit(root)('ls-files', '--others', '--exclude-standard', '-z');
  if (diff === undefined || added === undefined) throw new UsageError('--changed: git cannot tell what has changed');
  const relative = (file: string): string => path.relative(cwd, path.join(root, file)).replaceAll(path.sep, '/');
  const changes = new Map<string, Change>([...changesOf(diff)].map(([file, change]) => [relative(file), change]));
  for (const file of added.split('\0')) if (file !== '') changes.set(relative(file), 'added');
  return { changes, ref, base };
}

const SHALLOW = '\nthis is a shallow clone: fetch the history with `git fetch --unshallow`, or with `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab';

type Git = (...args: string[]) => string | undefined;

/** Runs git in a folder, without what a repository may have set up to be run along; undefined when it fails. */
function createGit(cwd: string): Git {
  return (...args) => {
    const { error, status, stdout } = spawnSync('git', ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (error) throw new UsageError(`--changed asks git what has changed, and git cannot be run: ${error.message}`);
    return status === 0 ? stdout : undefined;
  };
}

function isCommit(git: Git, ref: string): boolean {
  return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`) !== undefined;
}

/** The changed lines of each file in a diff without context, by path. */
export function changesOf(diff: string): Map<string, Change> {
  const changes = new Map<string, ChangedLines[]>();
  let lines: ChangedLines[] = [];
  let left = 0;
  let isNew = false;
  const result = new Map<string, Change>();
  for (const line of diff.split('\n')) {
    // Within a hunk a line may look like a header: the hunk says how many lines it has.
    if (left > 0) {
      if (!line.startsWith('\\')) left -= 1;
      const gone = lines.at(-1);
      if (gone?.indent === -1 && line.startsWith('-') && line.trim() !== '-') gone.indent = indentOf(line.slice(1));
      continue;
    }
    if (line.startsWith('diff --git ')) isNew = false;
    else if (line.startsWith('new file mode')) isNew = true;
    else if (line.startsWith('+++ ')) {
      lines = [];
      const file = nameIn(line);
      if (file === undefined) continue;
      if (isNew) result.set(file, 'added');
      else changes.set(file, lines);
    } else {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (!hunk) continue;
      const [, before = '1', first = '0', after = '1'] = hunk;
      left = Number(before) + Number(after);
      // Where lines were only taken out, git names the line before them.
      lines.push(after === '0' ? { first: Number(first) + 1, last: Number(first), indent: -1 } : { first: Number(first), last: Number(first) + Number(after) - 1 });
    }
  }
  for (const [file, changed] of changes) result.set(file, changed);
  return result;
}

const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** The path behind `+++ b/`; undefined for `/dev/null`, a file that is gone. */
function nameIn(line: string): string | undefined {
  const written = line.slice(4).replace(/\t$/, '');
  const name = written.startsWith('"') ? written.slice(1, -1).replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter = '') => (octal === undefined ? (ESCAPES[letter as string] ?? String(letter)) : String.fromCharCode(parseInt(octal, 8)))) : written;
  return name.startsWith('b/') ? name.slice(2) : undefined;
}
