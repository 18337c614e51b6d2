import type { Span } from './span.ts';

/** A change of a file: what stands at the place gives way to the text. */
export interface Edit {
  at: Span;
  text: string;
}

/** Edits that mend a finding. They are made all together or not at all. */
export interface Fix {
  edits: Edit[];
  /** It cannot make the check mean less than before. Any other is made only when somebody asks for it. */
  safe: boolean;
}
