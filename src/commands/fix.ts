import { readFileSync } from 'node:fs';
import { mend } from '../fix.ts';
import type { Report } from '../lint.ts';
import { plural } from '../reporters/counts.ts';
import { visible } from '../reporters/visible.ts';
import { reasonOf } from '../system-error.ts';
import { UsageError } from '../usage-error.ts';
import type { LintFlags } from './flags.ts';
import { writeAtomically } from './output.ts';
import type { Terminal } from './terminal.ts';

/** Makes the fixes that are asked for and writes the files. Returns the report of what is left. */
export async function fixFiles(report: Report, { unsafeFixes = false, quiet = false }: LintFlags, terminal: Terminal): Promise<Report> {
  const mended = await mend(report, unsafeFixes);
  for (const [path, text] of mended.texts) write(path, report.documents.get(path)?.text ?? '', text);
  if (!quiet && mended.count > 0) terminal.error(`${plural(mended.count, 'finding')} mended in ${plural(mended.texts.size, 'file')}\n`);
  return mended.report;
}

/** Prints what the fixes would change and writes nothing. True when there is something. */
export async function printDiff(report: Report, { unsafeFixes = false }: LintFlags, terminal: Terminal): Promise<boolean> {
  const { unifiedDiff } = await import('./unified-diff.ts');
  const { texts } = await mend(report, unsafeFixes);
  // A program needs every byte; a terminal must not obey what the files hold.
  const shown = process.stdout.isTTY ? visible : (diff: string) => diff;
  for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) terminal.out(shown(unifiedDiff(path, report.documents.get(path)?.text ?? '', text)));
  return texts.size > 0;
}

/** Writes a file that is still what was read; the byte order mark stays. */
function write(path: string, before: string, text: string): void {
  const bytes = bytesOf(path);
  const written = bytes.toString('utf8');
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (written !== mark + before || !Buffer.from(written, 'utf8').equals(bytes)) throw new UsageError(`${path} has changed since it was read, or is not UTF-8 throughout; nothing is written to it`);
  writeAtomically(path, mark + text);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot mend ${path}: ${reasonOf(error)}`);
  }
}
