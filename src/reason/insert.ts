import type { Edit, Span } from '../model/index.ts';

/** Words of a shell: blanks, perhaps with the line continued. */
const BLANKS = /^[ \t]+(?:\\\r?\n[ \t]*)?$/;

/** Items of a list in brackets, quoted alike: `", "`. */
const ITEMS = /^(["']?),[ \t]*\1$/;

/** Items of a list over lines, quoted alike. */
const LINES = /^(["']?)[ \t]*\r?\n[ \t]*- +\1$/;

/** Puts a word between two others, written as they are; undefined where what separates them is something else. `between` is what stands at `gap`. */
export function insertWord(word: string, gap: Span, between: string): Edit | undefined {
  const at = { ...gap, end: gap.start };
  if (BLANKS.test(between)) return { at, text: ` ${word}` };
  return ITEMS.test(between) || LINES.test(between) ? { at, text: `${between}${word}` } : undefined;
}
