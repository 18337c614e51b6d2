import picocolors from 'picocolors';
import type { Colors } from '../reporters/colors.ts';

/** Where a command writes: findings to `out`, everything about the run to `error`. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  colors: Colors;
  errorColors: Colors;
  /** For files: no colour. */
  plain: Colors;
  width: number;
  /** Somebody watches the error stream. */
  isWatched: boolean;
}

export type ColorMode = 'auto' | 'always' | 'never';

/** Columns where there is no terminal to ask. */
const DEFAULT_WIDTH = 100;

export function createTerminal(mode: ColorMode): Terminal {
  const { stdout, stderr, env } = process;
  const isDumb = env.TERM === 'dumb';
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    colors: picocolors.createColors(wantsColor(mode, env, stdout.isTTY && !isDumb)),
    errorColors: picocolors.createColors(wantsColor(mode, env, stderr.isTTY && !isDumb)),
    plain: picocolors.createColors(false),
    width: stdout.isTTY ? stdout.columns : DEFAULT_WIDTH,
    isWatched: stderr.isTTY && !isDumb && env.CI === undefined,
  };
}

/** The option, then NO_COLOR (https://no-color.org), then FORCE_COLOR or CLICOLOR_FORCE, then whether it is a terminal. */
export function wantsColor(mode: ColorMode, env: NodeJS.ProcessEnv, isTerminal: boolean | undefined): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR ?? env.CLICOLOR_FORCE;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  // What is no terminal says nothing at all; without an answer the library would guess, and paint in CI.
  return isTerminal === true;
}

/** A reader that goes away (`vigilint | head`) is no fault of the run, whose exit status stays what it would have been. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
