import type { Observation, Span } from '../../model/index.ts';
import { literal, written, type ShellCommand, type ShellNode, type ShellWord, type Test } from '../../syntax/shell-tree.ts';
import { commandsIn, noteSettings, noteSockets, noteVariables } from './command/notes.ts';
import { choose, type Outcome } from './command/outcome.ts';
import { pipeLook } from './command/output.ts';
import { look, named, socketOf } from './command/programs.ts';
import { constant, spanOf, type Scope, type Socket } from './command/scope.ts';
import { statusTest, testLook } from './command/tests.ts';
import { joinSources, type Source } from './source.ts';

/** Reads shell text; formats load it with `parsers`, since the shell's grammar is not needed for most files. */
export type ParseShell = (text: string) => ShellNode | null;

/**
 * A command of a check as an observation that is red exactly when its exit status is not 0.
 *
 * A script is followed from its end: what comes after a command is worked out first, once for success and once for
 * failure, and the command chooses between the two. `a && b`, `a || exit 1`, `if`, `set -e` and `exit 0` in the middle all
 * come out of that one question.
 */
export function observeScript(source: Source, parse: ParseShell, flags = ''): Observation {
  return observe(source, nestedSettings({ parse, errexit: false, pipefail: false, depth: 0 }, flags));
}

/** An argument of a command that is started without a shell. */
export interface Argument {
  source: Source;
  parts: ShellWord['parts'];
}

/** A command that is started without a shell: operators among its arguments are arguments. */
export function observeArguments(args: readonly Argument[], whole: Span, parse: ParseShell): Observation {
  const { source, starts } = joinSources(args.map((argument) => argument.source), whole);
  const words = args.map(({ parts, source: { text } }, index) => ({ parts, start: starts[index] ?? 0, end: (starts[index] ?? 0) + text.length }));
  const settings: Settings = { parse, errexit: false, pipefail: false, depth: 0 };
  const test = testProgram(words, whole, settings);
  if (test) return test;
  const scope = scopeOf(source, settings, 'none');
  return look({ is: 'command', words, assignments: [], redirections: [], start: 0, end: source.text.length }, scope);
}

/** `test` and `[` are programs too; their words mean the same as in a shell. */
function testProgram(words: readonly ShellWord[], whole: Span, settings: Settings): Observation | null {
  const texts = words.map(literal);
  if (!/^(?:test|\[)$/.test(texts[0] ?? '') || texts.some((text) => text === null)) return null;
  const text = texts.map((word) => `'${(word ?? '').replaceAll("'", "'\\''")}'`).join(' ');
  return observe({ path: whole.path, text, whole, offsetOf: () => null }, settings);
}

interface Settings {
  parse: ParseShell;
  errexit: boolean;
  pipefail: boolean;
  depth: number;
  limit?: number;
}

const MAX_DEPTH = 8;

function observe(source: Source, settings: Settings): Observation {
  const tree = settings.depth > MAX_DEPTH ? null : settings.parse(source.text);
  if (!tree) return { via: 'command', program: 'sh', arguments: [null], at: source.whole };
  const scope = scopeOf(source, settings, tree.is === 'command' ? 'alone' : 'listed', tree);
  return settled(run(tree, 'green', 'red', scope), tree, scope);
}

function scopeOf(source: Source, settings: Settings, shell: Scope['shell'], tree?: ShellNode): Scope {
  const variables = new Map<string, ShellNode>();
  const sockets = new Map<string, Socket>();
  const scope: Scope = {
    ...settings,
    source,
    shell,
    variables,
    sockets,
    nested: (script, flags, limit) => observe(script, { ...nestedSettings(settings, flags), ...(limit !== undefined && { limit }) }),
    body: (node, inner) => settled(run(node, 'green', 'red', inner), node, inner),
  };
  if (!tree) return scope;
  for (const command of commandsIn(tree)) {
    noteSettings(command, scope);
    noteVariables(command, variables);
    noteSockets(command, sockets, scope);
  }
  return scope;
}

function nestedSettings(settings: Settings, flags: string): Settings {
  return {
    ...settings,
    errexit: /-[a-z]*e|errexit/.test(flags),
    pipefail: flags.includes('pipefail'),
    depth: settings.depth + 1,
  };
}

/** An end that nothing written makes so is the word of the script as a whole. */
function settled(outcome: Outcome, node: ShellNode, scope: Scope): Observation {
  return typeof outcome === 'string' ? constant(outcome, node, scope) : outcome;
}

/** `status` is how the command before ended, where that is known. */
function run(node: ShellNode, green: Outcome, red: Outcome, scope: Scope, status?: 'green' | 'red'): Outcome {
  switch (node.is) {
    case 'and':
      return run(node.left, run(node.right, green, red, scope, 'green'), red, scope, status);
    case 'or':
      return run(node.left, green, run(node.right, green, red, scope, 'red'), scope, status);
    case 'not':
      return run(node.of, red, green, scope, status);
    case 'sequence':
      return runSequence(node.parts, green, red, scope, status);
    case 'subshell':
      return choose(settled(run(node.body, 'green', 'red', scope, status), node, scope), green, red);
    case 'if': {
      const otherwise = node.otherwise ? run(node.otherwise, green, red, scope, 'red') : green;
      return run(node.when, run(node.then, green, red, scope, 'green'), otherwise, scope, status);
    }
    case 'background':
      return choose(constant('green', node, scope, 'a command in the background has no status'), green, red);
    case 'pipe':
      return choose(pipeLook(node.parts, scope), green, red);
    case 'test':
      return runTest(node.test, node, green, red, scope, status);
    case 'command':
      return runCommand(node, green, red, scope, status);
    case 'other':
      return choose({ via: 'command', program: node.keyword, arguments: [null], at: spanOf(node, scope) }, green, red);
  }
}

function runSequence(parts: readonly ShellNode[], green: Outcome, red: Outcome, scope: Scope, status?: 'green' | 'red'): Outcome {
  const [first, ...others] = parts;
  const [next] = others;
  if (!first) return green;
  if (!next) return run(first, green, red, scope, status);
  const rest = (ended?: 'green' | 'red') => runSequence(others, green, red, scope, ended);
  // A loop that may end the script leaves open whether anything behind it runs.
  if (first.is === 'other' && mayExit(first, scope)) return run(first, 'green', 'red', scope, status);
  if (asksStatus(next)) return run(first, rest('green'), scope.errexit ? 'red' : rest('red'), scope, status);
  const after = rest();
  if (!scope.errexit) return run(first, after, after, scope, status);
  // Under `set -e` a failure ends the script, except on the left of `&&`.
  return first.is === 'and' ? run(first.left, run(first.right, after, 'red', scope), after, scope, status) : run(first, after, 'red', scope, status);
}

/** A function's own `return` ends the function alone. */
function mayExit({ keyword, start, end }: ShellNode & { is: 'other' }, { source: { text } }: Scope): boolean {
  return keyword !== 'function' && /\b(?:exit|return)\b/.test(text.slice(start, end));
}

/** It reads `$?` before anything else sets it. */
function asksStatus(node: ShellNode): boolean {
  switch (node.is) {
    case 'if':
      return asksStatus(node.when);
    case 'and':
    case 'or':
      return asksStatus(node.left);
    case 'not':
      return asksStatus(node.of);
    case 'test':
      return node.test.is === 'binary' && written(node.test.left) === '$?';
    case 'command':
      return isExit(node) && (node.words.length === 1 || written(node.words[1] ?? node.words[0] ?? { parts: [], start: 0, end: 0 }) === '$?');
    default:
      return false;
  }
}

function runTest(test: Test, node: ShellNode, green: Outcome, red: Outcome, scope: Scope, status?: 'green' | 'red'): Outcome {
  switch (test.is) {
    case 'not':
      return runTest(test.of, node, red, green, scope, status);
    case 'and':
      return runTest(test.left, node, runTest(test.right, node, green, red, scope, status), red, scope, status);
    case 'or':
      return runTest(test.left, node, green, runTest(test.right, node, green, red, scope, status), scope, status);
    default: {
      const known = statusTest(test, status, green, red);
      if (known !== null) return known;
      const { look: seen, inverted } = testLook(test, node, scope);
      return inverted ? choose(seen, red, green) : choose(seen, green, red);
    }
  }
}

const NEUTRAL = /^(?:cd|export|set|unset|umask|source|\.|local|readonly|shopt|alias|trap|shift|ulimit|wait|read|declare|typeset)$/;

function runCommand(node: ShellCommand, green: Outcome, red: Outcome, scope: Scope, status?: 'green' | 'red'): Outcome {
  const name = literal(node.words[0]);
  if (isExit(node)) return runExit(node, scope, status);
  if (node.words.length === 0 && node.redirections.length === 0) {
    const script = node.assignments.flatMap(({ value }) => value.parts).find((part) => typeof part !== 'string' && part.script !== undefined);
    if (typeof script !== 'object' || !script.script || green === red) return green;
    return choose(scope.body(script.script, scope), green, red);
  }
  if (name !== null && NEUTRAL.test(name)) return choose(constant('green', node, scope), green, red);
  if (node.words.length === 0 || (name === 'exec' && node.words.length === 1)) {
    const opens = socketOf(node, scope);
    return choose(opens ? { via: 'tcp', ...named('host', opens.host), ...named('port', opens.port), at: opens.at } : constant('green', node, scope), green, red);
  }
  return choose(look(node, scope), green, red);
}

function isExit({ words }: ShellCommand): boolean {
  return /^(?:exit|return)$/.test(literal(words[0]) ?? '');
}

/** `exit` ends the script, so nothing that would come after it matters. */
function runExit(node: ShellCommand, scope: Scope, status?: 'green' | 'red'): Outcome {
  const [, code] = node.words;
  const text = code ? written(code) : '$?';
  if (/^\d+$/.test(text)) return constant(Number(text) % 256 === 0 ? 'green' : 'red', node, scope);
  if (text === '$?' && status !== undefined) return status;
  return { via: 'command', program: 'exit', arguments: [null], at: spanOf(node, scope) };
}
