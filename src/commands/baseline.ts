import { existsSync } from 'node:fs';
import type { BaselineEntry } from '../model/index.ts';
import { plural } from '../reporters/counts.ts';
import { baselineOf, joined, pruned } from '../settle/baseline.ts';
import { UsageError } from '../usage-error.ts';
import { readBaseline, writeBaseline } from './baseline-file.ts';
import { BASELINE_FILE } from './baseline-name.ts';
import type { BaselineFlags } from './flags.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** Writes what is found now into the baseline, so that only what comes later is reported; or takes out what has been mended. Returns the exit status. */
export async function baselineCommand(paths: readonly string[], flags: BaselineFlags, terminal: Terminal): Promise<number> {
  const { baseline: named, prune = false } = flags;
  const file = named ?? BASELINE_FILE;
  const earlier = readIfThere(named);
  if (prune && earlier === undefined) throw new UsageError(`there is no ${file} to prune`);
  const { report } = await read(paths, flags, terminal, {
    ...(flags.preset && { preset: flags.preset }),
    ...(flags.only && { only: flags.only }),
    ...(flags.skip && { skip: flags.skip }),
    baseline: earlier ?? [],
  });
  if (tellFaults(report, terminal)) return 2;
  const kept = pruned(earlier ?? [], report.stale);
  const added = prune ? [] : baselineOf(report.findings);
  const entries = joined(kept, added);
  writeBaseline(file, entries);
  if (!flags.quiet) terminal.out(`${file}: ${plural(sum(entries), 'finding')} of ${plural(new Set(entries.map(({ check }) => check)).size, 'check')}; ${sum(added)} new, ${sum(report.stale)} gone\n`);
  return 0;
}

function readIfThere(named: string | undefined): BaselineEntry[] | undefined {
  return named === undefined || existsSync(named) ? readBaseline(named) : undefined;
}

function sum(entries: readonly BaselineEntry[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}
