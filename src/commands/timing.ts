import type { Report } from '../lint.ts';
import type { Terminal } from './terminal.ts';

/** Prints to the error stream where the time went: the steps of the run, then the rules, slowest first. */
export function tellTimings({ steps, timings }: Report, terminal: Terminal): void {
  const rows = [...steps, ...[...timings].sort(([, a], [, b]) => b - a)];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, milliseconds] of rows) terminal.error(`${name.padEnd(width)} ${milliseconds.toFixed(1).padStart(9)} ms\n`);
}
