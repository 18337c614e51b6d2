import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** The command line that is tried: the one that was built, or that of a package which is installed elsewhere (`scripts/try-package.mjs`). */
export const CLI = process.env.VIGILINT_CLI ?? path.join(import.meta.dirname, '../../dist/cli.js');

/** A folder for PATH, made below `work`, in which `vigilint` is the built command line. */
export function binFolder(work: string): string {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run \`npm run build\` first`);
  const folder = path.join(work, '.bin');
  mkdirSync(folder, { recursive: true });
  const link = path.join(folder, 'vigilint');
  if (!existsSync(link)) symlinkSync(CLI, link);
  return folder;
}
