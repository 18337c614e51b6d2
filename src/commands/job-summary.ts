import { appendFileSync, statSync } from 'node:fs';
import type { Report } from '../lint.ts';
import { markdownReport } from '../reporters/markdown.ts';
import { reasonOf } from '../system-error.ts';
import { forgeOf } from './forge.ts';
import type { Terminal } from './terminal.ts';

/** What GitHub takes of one step; a summary that is larger is thrown away as a whole. */
const MOST_BYTES = 1024 * 1024;

/**
 * Adds the findings to the page that GitHub shows of a job:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function writeJobSummary(report: Report, terminal: Terminal): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  const style = { colors: terminal.plain, width: terminal.width, quiet: false, verbose: false, ...forgeOf(process.env, process.cwd()) };
  try {
    const written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, `${markdownReport(report, style, MOST_BYTES - written - 1)}\n`);
  } catch (error) {
    terminal.error(`${terminal.errorColors.yellow('warning:')} cannot write the summary of the job to ${file}: ${reasonOf(error)}\n`);
  }
}
