import { existsSync } from 'node:fs';
import type { Report } from '../lint.ts';
import type { BaselineEntry, Severity } from '../model/index.ts';
import { RANK } from '../reporters/by-severity.ts';
import { reporters } from '../reporters/index.ts';
import { visibleLine } from '../reporters/visible.ts';
import type { Changes } from '../settle/changes.ts';
import { UsageError } from '../usage-error.ts';
import { BASELINE_FILE } from './baseline-name.ts';
import type { LintFlags } from './flags.ts';
import { forgeOf } from './forge.ts';
import { outputsOf, writeAtomically, type Output } from './output.ts';
import { createProgress } from './progress.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** Lints paths and reports. Returns the exit status: 0 clean, 1 findings that fail the run, 2 a fault of vigilint's own. */
export async function lintCommand(paths: readonly string[], flags: LintFlags, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(flags.format, process.env.GITHUB_ACTIONS === 'true');
  if (flags.fix && paths.includes('-')) throw new UsageError('--fix writes files, and standard input is none; --diff prints what it would change');
  if (flags.unsafeFixes && !flags.fix && !flags.diff) throw new UsageError('--unsafe-fixes goes with --fix or --diff');
  const baseline = flags.baseline === false ? undefined : await baselineFor(flags.baseline);
  const changes = flags.changed === undefined ? undefined : await changesFor(flags.changed, paths, flags, terminal);
  const progress = createProgress(terminal);
  const found = await read(paths, flags, terminal, {
    ...(flags.preset && { preset: flags.preset }),
    ...(flags.only && { only: flags.only }),
    ...(flags.skip && { skip: flags.skip }),
    ...(baseline && { baseline }),
    ...(changes && { changes }),
    progress: progress.show,
  });
  progress.clear();
  if (flags.diff) {
    const differs = await (await import('./fix.ts')).printDiff(found.report, flags, terminal);
    if (tellFaults(found.report, terminal)) return 2;
    return differs && !flags.exitZero ? 1 : 0;
  }
  const { configuration } = found;
  const report = flags.fix ? await (await import('./fix.ts')).fixFiles(found.report, flags, terminal) : found.report;
  for (const output of outputs) await write(output, report, flags, terminal);
  if (outputs.some(({ format, file }) => format === 'github' && file === undefined)) (await import('./job-summary.ts')).writeJobSummary(report, terminal);
  if (flags.timing) (await import('./timing.ts')).tellTimings(report, terminal);
  if (tellFaults(report, terminal)) return 2;
  if (report.stale.length > 0 && (await import('./stale.ts')).tellStale(report.stale, flags, terminal) && !flags.exitZero) return 1;
  return flags.exitZero || isClean(report, flags.failOn ?? configuration.failOn ?? 'error', flags.maxWarnings) ? 0 : 1;
}

/** The baseline costs nothing where there is none. */
async function baselineFor(named: string | undefined): Promise<BaselineEntry[] | undefined> {
  return named !== undefined || existsSync(BASELINE_FILE) ? (await import('./baseline-file.ts')).readBaseline(named) : undefined;
}

async function changesFor(ref: string, paths: readonly string[], { quiet }: LintFlags, terminal: Terminal): Promise<Changes> {
  if (paths.includes('-')) throw new UsageError('--changed asks git about files, and standard input is none');
  const since = (await import('../git.ts')).changesSince(ref, process.cwd());
  if (!quiet) terminal.error(`changes since ${since.base.slice(0, 12)}, where HEAD left ${visibleLine(since.ref)}\n`);
  return since.changes;
}

async function write({ format, file }: Output, report: Report, { quiet = false, verbose = false }: LintFlags, terminal: Terminal): Promise<void> {
  const reporter = await reporters[format]?.();
  const pieces = reporter?.(report, { colors: file === undefined ? terminal.colors : terminal.plain, width: terminal.width, quiet, verbose, ...forgeOf(process.env, process.cwd()) }) ?? [];
  if (file === undefined) for (const piece of pieces) terminal.out(piece);
  else writeAtomically(file, [...pieces].join(''));
}

function isClean({ findings }: Report, failOn: Severity, maxWarnings = Infinity): boolean {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return warnings <= maxWarnings && findings.every(({ severity }) => RANK[severity] < RANK[failOn]);
}
