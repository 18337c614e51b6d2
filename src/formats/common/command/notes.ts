import { literal, written, type ShellCommand, type ShellNode } from '../../../syntax/shell-tree.ts';
import { socketOf } from './programs.ts';
import type { Scope, Socket } from './scope.ts';
import { skeleton } from './url.ts';

/** `set -e` and `set -o pipefail`, wherever they stand: a check says them first. */
export function noteSettings({ words }: ShellCommand, scope: Scope): void {
  if (literal(words[0]) !== 'set') return;
  const flags = words.slice(1).map((word) => literal(word) ?? '');
  if (flags.some((flag) => /^-\w*e|^errexit$/.test(flag))) scope.errexit = true;
  if (flags.includes('pipefail')) scope.pipefail = true;
}

/** Variables that hold what a command printed; one that is filled twice stands for nothing that can be told. */
export function noteVariables({ assignments }: ShellCommand, variables: Map<string, ShellNode>): void {
  const seen = new Set(variables.keys());
  for (const { name, value } of assignments) {
    const [part] = value.parts;
    if (typeof part === 'object' && value.parts.length === 1 && part.script && !seen.has(name)) variables.set(name, part.script);
    else variables.delete(name);
  }
}

/** Connections that are opened under a number, and the request that is written to them. */
export function noteSockets(command: ShellCommand, sockets: Map<string, Socket>, scope: Scope): void {
  const opens = socketOf(command, scope);
  const descriptor = command.redirections.find(({ target }) => target && skeleton(target).startsWith('/dev/tcp/'))?.descriptor;
  if (opens && descriptor !== undefined) sockets.set(String(descriptor), opens);
  for (const { operator, target } of command.redirections) {
    const socket = operator === '>&' && target ? sockets.get(skeleton(target)) : undefined;
    const request = /\b(?:GET|HEAD|POST) (\/[^\s?]*)/.exec(command.words.map(written).join(' '));
    if (socket && request?.[1] !== undefined) socket.path = request[1];
  }
}

/** Every simple command of a script, in the order of its text. */
export function* commandsIn(node: ShellNode): Generator<ShellCommand> {
  switch (node.is) {
    case 'command':
      yield node;
      break;
    case 'and':
    case 'or':
      yield* commandsIn(node.left);
      yield* commandsIn(node.right);
      break;
    case 'not':
    case 'background':
      yield* commandsIn(node.of);
      break;
    case 'subshell':
      yield* commandsIn(node.body);
      break;
    case 'sequence':
    case 'pipe':
      for (const part of node.parts) yield* commandsIn(part);
      break;
    case 'if':
      yield* commandsIn(node.when);
      yield* commandsIn(node.then);
      if (node.otherwise) yield* commandsIn(node.otherwise);
      break;
    default:
  }
}
