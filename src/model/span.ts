/**
 * A range of one file, as offsets into its text in UTF-16 code units; `end` is exclusive.
 * Lines and columns are worked out from it only when something is reported.
 */
export interface Span {
  /** POSIX path, relative to the working directory. */
  path: string;
  start: number;
  end: number;
}

/** Words of a file that prove a statement, and where they stand. */
export interface Evidence {
  text: string;
  at: Span;
}
