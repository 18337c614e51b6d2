import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../nearest.ts';
import { reporters } from '../reporters/index.ts';
import { hasCode, reasonOf } from '../system-error.ts';
import { UsageError } from '../usage-error.ts';

/** One `--format`: `text`, or `json=report.json`. */
export interface Output {
  format: string;
  /** Standard output when absent. */
  file?: string;
}

/**
 * Reads `--format` values; at most one may go to standard output, beside the commands to GitHub. Without any it is the
 * text, and on GitHub Actions those commands too.
 */
export function outputsOf(values: readonly string[] | undefined, isOnGitHub: boolean): Output[] {
  if (values === undefined) return isOnGitHub ? [{ format: 'text' }, { format: 'github' }] : [{ format: 'text' }];
  const outputs = values.map(outputOf);
  const toStdout = outputs.filter(({ file, format }) => file === undefined && format !== 'github');
  if (toStdout.length > 1) throw new UsageError(`only one format can go to standard output, not ${toStdout.map(({ format }) => format).join(' and ')}; write the others as FORMAT=FILE`);
  return outputs;
}

function outputOf(value: string): Output {
  const split = value.indexOf('=');
  const format = split < 0 ? value : value.slice(0, split);
  if (!Object.hasOwn(reporters, format)) {
    const known = Object.keys(reporters);
    throw new UsageError(`unknown format \`${format}\`${didYouMean(format, known)}\navailable: ${known.join(', ')}`);
  }
  if (split < 0) return { format };
  const file = value.slice(split + 1);
  if (file === '') throw new UsageError(`--format ${format}= names no file`);
  return { format, file };
}

/** Writes a file as a whole or not at all, and the folders that it lies in: a reader never sees half a report. */
export function writeAtomically(name: string, text: string): void {
  try {
    makeFolder(path.dirname(path.resolve(name)));
    const existing = statSync(name, { throwIfNoEntry: false });
    // A device or a pipe, `/dev/stderr`, is written to and never replaced.
    if (existing && !existing.isFile()) writeFileSync(name, text);
    else replace(existing ? realpathSync(name) : name, text, existing?.mode);
  } catch (error) {
    const reason = hasCode(error, 'EEXIST') || hasCode(error, 'ENOTDIR') ? `${path.dirname(name)} is no folder` : reasonOf(error);
    throw new UsageError(`cannot write ${name}: ${reason}`);
  }
}

/** Folder by folder: asked for all at once, Node tries for ever where the system lets nobody make one, as in `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** What is there already keeps its mode. */
function replace(file: string, text: string, mode: number | undefined): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
