import type { ConstantObservation, Observation, Span } from '../../../model/index.ts';
import type { ShellNode, ShellWord } from '../../../syntax/shell-tree.ts';
import { spanIn, type Source } from '../source.ts';

/** What is known around a command. */
export interface Scope {
  source: Source;
  parse: (text: string) => ShellNode | null;
  /** Variables that hold what a command printed. */
  variables: ReadonlyMap<string, ShellNode>;
  /** Connections opened by `exec 3<>/dev/tcp/…`, by descriptor. */
  sockets: ReadonlyMap<string, Socket>;
  /** `set -e`: the script ends at the first failure. */
  errexit: boolean;
  /** `set -o pipefail`: a pipe fails when any part does. */
  pipefail: boolean;
  /**
   * `none`: the arguments go to the program as they are. `alone`: the script is this one command, so some shells put it
   * in their own place. `listed`: the shell waits, and its arguments, the script, stand in the process list.
   */
  shell: 'none' | 'alone' | 'listed';
  /** Scripts inside scripts; a limit against nonsense. */
  depth: number;
  /** Seconds that the whole script is allowed, by a `timeout` in front of its shell. */
  limit?: number;
  /** Reads the script of `sh -c script`. */
  nested(script: Source, flags: string, limit?: number): Observation;
  /** Reads what a substitution runs. */
  body(node: ShellNode, scope: Scope): Observation;
}

export interface Socket {
  host: string;
  port: string;
  /** The path of an HTTP request that is written to it. */
  path?: string;
  at: Span;
}

/** A program with its arguments, wrappers such as `timeout 5` taken off. */
export interface Call {
  /** Without its directory. */
  name: string;
  /** As written. */
  program: string;
  arguments: ShellWord[];
  at: Span;
  /** What stands between its name and its first argument. */
  gap?: Span;
  /** Seconds that a wrapper allows it. */
  limit?: number;
}

export function spanOf(node: { start: number; end: number }, scope: Scope): Span {
  return spanIn(scope.source, node.start, node.end);
}

export function constant(says: 'red' | 'green', node: { start: number; end: number }, scope: Scope, because?: string): ConstantObservation {
  const text = scope.source.text.slice(node.start, node.end).trim();
  return { via: 'constant', says, text, ...(because !== undefined && { because }), at: spanOf(node, scope) };
}
