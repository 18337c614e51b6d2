import type { Terminal } from './terminal.ts';

/** Milliseconds of a run that need no explanation, and between two lines that do explain. */
const PATIENCE = 1000;
const STEP = 100;

const CLEAR_LINE = '\r\u001B[2K';

/** Shows on a watched error stream how far a run has come, once it takes longer than a moment. */
export function createProgress(terminal: Terminal): { show: (file: string, index: number, total: number) => void; clear: () => void } {
  let next = performance.now() + PATIENCE;
  let isShown = false;
  return {
    show(_file, index, total) {
      if (!terminal.isWatched || performance.now() < next) return;
      terminal.error(`${CLEAR_LINE}reading ${index} of ${total} files`);
      next = performance.now() + STEP;
      isShown = true;
    },
    clear() {
      if (isShown) terminal.error(CLEAR_LINE);
    },
  };
}
