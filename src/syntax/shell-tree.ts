/**
 * Shell text as a small tree: what runs after what, and which words are known without running it. Offsets count into the
 * text that was parsed. It stands apart from the parser, which is loaded only when there is a script to read.
 */
export type ShellNode = ShellCommand | ShellTest | ShellPipe | ShellCompound | ShellOther;

interface Range {
  start: number;
  end: number;
}

/** A simple command; without words it only assigns or redirects. */
export interface ShellCommand extends Range {
  is: 'command';
  words: ShellWord[];
  assignments: ShellAssignment[];
  redirections: ShellRedirection[];
}

export interface ShellAssignment {
  name: string;
  value: ShellWord;
}

export interface ShellRedirection extends Range {
  /** `>`, `>>`, `<`, `<>`, `<&`, `>&`, `&>`, `<<<`, `<<`… */
  operator: string;
  /** The file descriptor in front, where one is written. */
  descriptor?: number;
  target?: ShellWord;
}

/** `[ … ]`, `test …` and `[[ … ]]`. */
export interface ShellTest extends Range {
  is: 'test';
  test: Test;
}

export type Test =
  | { is: 'unary'; operator: string; word: ShellWord }
  | { is: 'binary'; operator: string; left: ShellWord; right: ShellWord }
  | { is: 'not'; of: Test }
  | { is: 'and' | 'or'; left: Test; right: Test };

/** `a | b | c`; a single command is not wrapped. */
export interface ShellPipe extends Range {
  is: 'pipe';
  parts: ShellNode[];
}

export type ShellCompound =
  | (Range & { is: 'and' | 'or'; left: ShellNode; right: ShellNode })
  | (Range & { is: 'not'; of: ShellNode })
  /** One after the other: `a; b`, `{ … }`, a whole script. */
  | (Range & { is: 'sequence'; parts: ShellNode[] })
  | (Range & { is: 'subshell'; body: ShellNode })
  | (Range & { is: 'if'; when: ShellNode; then: ShellNode; otherwise?: ShellNode })
  | (Range & { is: 'background'; of: ShellNode });

/** A loop, a `case`, a function, arithmetic: what is not followed further. */
export interface ShellOther extends Range {
  is: 'other';
  keyword: string;
}

export interface ShellWord extends Range {
  /** Literal text with the quotes undone, and what the shell computes. */
  parts: (string | Computed)[];
}

export interface Computed {
  /** As written: `${PORT}`, `$(date)`. */
  source: string;
  /** The variable that it stands for, where it is nothing else. */
  variable?: string;
  /** The script inside `$( … )` or backquotes. */
  script?: ShellNode;
}

/** The text of a word that nothing is computed in; null for others. */
export function literal(word: ShellWord | undefined): string | null {
  if (!word) return null;
  return word.parts.every((part) => typeof part === 'string') ? word.parts.join('') : null;
}

/** The text of a word with what is computed left as written. */
export function written(word: ShellWord): string {
  return word.parts.map((part) => (typeof part === 'string' ? part : part.source)).join('');
}
