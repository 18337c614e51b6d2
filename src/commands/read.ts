import { rules as builtInRules } from '../../rules/index.ts';
import { loadSettings, type Configuration } from '../config/load.ts';
import { createDocument } from '../document.ts';
import { exclusionOf, STDIN, withoutMark } from '../find.ts';
import { lint, lintDocuments, type Options, type Report } from '../lint.ts';
import { plural } from '../reporters/counts.ts';
import { visibleLine } from '../reporters/visible.ts';
import { ruleIds } from '../rule-names.ts';
import { UsageError } from '../usage-error.ts';
import { prepareForShortRun } from './engine.ts';
import type { ReadFlags } from './flags.ts';
import type { Terminal } from './terminal.ts';

export interface ReadResult {
  report: Report;
  configuration: Configuration;
}

/** Reads what a command names, files or standard input, under the configuration that holds for it, and judges it. */
export async function read(paths: readonly string[], flags: ReadFlags, terminal: Terminal, options: Omit<Options, 'settings'> & { preset?: Options['settings']['preset'] }): Promise<ReadResult> {
  const { preset, only, skip, rules: judges, ...rest } = options;
  const isStdin = paths.includes('-');
  if (isStdin && paths.length > 1) throw new UsageError('`-` reads standard input and takes no other path beside it');
  if (!isStdin && flags.stdinFilename !== undefined) throw new UsageError('--stdin-filename goes with the path `-`');
  const name = flags.stdinFilename ?? STDIN;
  const configuration = await loadSettings(isStdin ? [name] : paths, flags.config, process.cwd(), builtInRules, flags.plugins ?? true);
  if (flags.verbose) terminal.error(configuration.file === undefined ? 'configuration: none\n' : `configuration: ${configuration.file}\n`);
  const settings = preset === undefined ? configuration.settings : { ...configuration.settings, preset };
  const rules = [...builtInRules, ...configuration.rules];
  const judging: Options = { ...rest, settings, rules: judges ?? rules, ...(only && { only: ruleIds(only, rules) }), ...(skip && { skip: ruleIds(skip, rules) }) };
  prepareForShortRun();
  const report = isStdin ? await readStdin(name, judging) : await lint(paths, judging);
  if (flags.verbose) for (const { path, reason } of report.project.skips) terminal.error(`skipped ${visibleLine(path)}: ${visibleLine(reason)}\n`);
  warnIfNothing(report, flags, terminal);
  return { report, configuration };
}

async function readStdin(name: string, options: Options): Promise<Report> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const path = name.replaceAll('\\', '/').replace(/^\.\//, '');
  const reason = exclusionOf(path, options.settings, process.cwd());
  if (reason !== undefined) return lintDocuments(new Map(), options, [{ kind: 'skip', path, reason }]);
  return lintDocuments(new Map([[path, createDocument(path, withoutMark(Buffer.concat(chunks).toString('utf8')))]]), options);
}

/** A run that judged nothing must not look like one that found nothing. */
function warnIfNothing({ project, findings }: Report, { quiet }: ReadFlags, terminal: Terminal): void {
  if (quiet || findings.length > 0) return;
  if (project.checks.length + project.recordings.length > 0 || project.runbooks.some((page) => project.isRunbook(page))) return;
  const { yellow, bold } = terminal.errorColors;
  const { files } = project.scanned;
  const nothing = files === 0 ? 'no file of a kind that vigilint reads was found' : `no check, runbook or round was found in ${plural(files, 'file')}`;
  terminal.error(`${bold(yellow('warning:'))} ${nothing}; nothing was judged\n`);
}

/** Names each mistake of vigilint's own on the error stream; true when there was one. */
export function tellFaults({ faults }: Report, terminal: Terminal): boolean {
  for (const { where, path, error } of faults) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.error(`${terminal.errorColors.red('internal error')} in ${where} at ${path}; everything else was judged. Please report it:\n${message}\n`);
  }
  return faults.length > 0;
}
