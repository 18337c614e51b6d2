import type { Token } from './tokens.ts';

/** Words of a text that prove something, and where in it they stand. */
export interface Phrase {
  text: string;
  start: number;
  end: number;
}

/** The words of a text from one of its tokens to another, that one included, on one line. */
export function phraseOf(text: string, tokens: readonly Token[], from: number, to: number): Phrase {
  const start = tokens[from]?.start ?? 0;
  const end = tokens[to]?.end ?? start;
  return { text: text.slice(start, end).replace(/\s+/g, ' '), start, end };
}
