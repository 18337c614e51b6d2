import type { HttpObservation, Observation } from '../../../model/index.ts';
import { literal, written, type ShellCommand, type ShellNode, type ShellWord } from '../../../syntax/shell-tree.ts';
import { httpCall } from './http-clients.ts';
import { asCommand, connection, fileArguments, fileObservation, look, named, PASS_THROUGH, positionals, processLook } from './programs.ts';
import { constant, spanOf, type Call, type Scope } from './scope.ts';
import { skeleton } from './url.ts';
import { baseName, unwrap } from './wrappers.ts';

/** What the output of a command must say for the check to stay green. */
export interface Expectation {
  /** As written; absent when any output will do. */
  text?: string;
  /** Green when it is not there. */
  absent?: true;
  /** The program that compares, where programs differ. */
  by?: string;
  node: { start: number; end: number };
}

/** A pipe by its exit status: the last part's, which for a filter is a judgement on what the part before it printed. */
export function pipeLook(parts: readonly ShellNode[], scope: Scope): Observation {
  const last = parts.at(-1);
  if (!last) return constant('green', { start: 0, end: 0 }, scope);
  const at = parts.findLastIndex((part) => !isFilter(part));
  const source = parts[Math.max(at, 0)] ?? last;
  const filters = parts.slice(Math.max(at, 0) + 1);
  const judges = filters.flatMap((part) => (part.is === 'command' ? (judgement(part) ?? []) : []));
  const judged = judge(source, filters, judges, scope);
  if (scope.pipefail) return anyPart(parts, judges.length > 0 ? judged : undefined, scope);
  return judgement(last) || filters.length === 0 ? judged : hidden(judged, last, scope);
}

/** Under `set -o pipefail` each part counts: every program's own status, and what is compared. */
function anyPart(parts: readonly ShellNode[], judged: Observation | undefined, scope: Scope): Observation {
  const of = parts.filter((part) => !isFilter(part)).map((part) => scope.body(part, scope));
  if (judged) of.push(judged);
  const [only] = of;
  return only && of.length === 1 ? only : { via: 'any-red', of, at: spanOf({ start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 }, scope) };
}

function judge(source: ShellNode, filters: readonly ShellNode[], judges: readonly Expectation[], scope: Scope): Observation {
  const expectation = judges.findLast(({ absent }) => !absent) ?? judges.at(-1);
  if (!expectation) return scope.body(source, scope);
  return ownImage(source, filters, expectation, scope) ?? expecting(source, expectation, scope);
}

/** The last part ends with 0 whatever comes through it. */
function hidden(look: Observation, last: ShellNode, scope: Scope): Observation {
  if (look.via === 'constant') return look;
  return { via: 'last', of: [look, constant('green', last, scope, 'a pipe ends with the status of its last part')], at: look.at };
}

/**
 * `ps aux | grep name` in a script finds the script itself, whose arguments hold the name; `[n]ame` and `grep -v grep`
 * are there to prevent it.
 */
function ownImage(source: ShellNode, filters: readonly ShellNode[], { text, node }: Expectation, scope: Scope): Observation | null {
  const command = commandIn(source);
  if (!command || literal(command.words[0]) !== 'ps' || text === undefined || scope.shell === 'none') return null;
  const shows = command.words.some((word) => /^-?(?:a?u?x|e?f|ef|aux.*)$|ww/.test(literal(word) ?? ''));
  const guarded = text.includes('[') || filters.some((part) => part.is === 'command' && part.words.some((word) => literal(word) === 'grep') && part.words.some((word) => /^-\w*v/.test(literal(word) ?? '')));
  if (!shows || guarded || !/^["']?[\w./ -]+["']?$/.test(text)) return null;
  return constant('green', { start: source.start, end: node.end }, scope, 'the list holds the shell that runs this very script, name and all');
}

function isFilter(node: ShellNode): boolean {
  if (node.is !== 'command') return false;
  const name = baseName(literal(unwrap(node.words).words[0]) ?? '');
  if (judgement(node)) return true;
  return (PASS_THROUGH.test(name) && fileArguments(name, node.words.slice(1)).length === 0 && !node.redirections.some(({ operator }) => operator.startsWith('<'))) || /^(?:awk|gawk|jq|perl)$/.test(name);
}

/** A filter whose exit status says something about its input: `grep`, `jq -e`, `awk` with `exit`. */
function judgement(node: ShellNode): Expectation | null {
  if (node.is !== 'command') return null;
  const { words } = unwrap(node.words);
  const name = baseName(literal(words[0]) ?? '');
  const args = words.slice(1);
  const flags = args.map((word) => literal(word) ?? '').filter((text) => text.startsWith('-'));
  if (/^(?:[ef]?grep|rg)$/.test(name)) {
    const places = positionals(args, /^-[efmABC]$/);
    const [pattern] = flags.includes('-e') ? args.slice(args.findIndex((word) => literal(word) === '-e') + 1) : places;
    // With a file behind the pattern it does not read the pipe.
    if (!pattern || (places.length > 1 && !flags.includes('-e')) || node.redirections.some(({ operator }) => operator === '<')) return null;
    const inverted = flags.some((text) => /^-[a-zA-Z]*v|^--invert-match$/.test(text));
    return { text: written(pattern), ...(inverted && { absent: true as const }), node };
  }
  if (name === 'jq') {
    const strict = flags.some((text) => /^-[a-zA-Z]*e|^--exit-status$/.test(text));
    const [program] = positionals(args, /^--(?:arg|argjson)$/);
    return strict ? { text: program ? written(program) : '.', by: 'jq', node } : null;
  }
  if (/^g?awk$/.test(name)) {
    const [program] = positionals(args, /^-[Fv]$/);
    return program && /\bexit\b/.test(written(program)) ? { text: written(program), node } : null;
  }
  return null;
}

/** A command whose output is compared: the status that it ends with counts no more. */
export function expecting(source: ShellNode, expectation: Expectation, scope: Scope): Observation {
  if (source.is === 'pipe') return pipeExpecting(source.parts, expectation, scope);
  if (source.is === 'sequence' || source.is === 'subshell') {
    const inner = source.is === 'subshell' ? source.body : source.parts.findLast((part) => !isQuiet(part));
    if (inner) return expecting(inner, expectation, scope);
  }
  const command = commandIn(source);
  if (!command) return unclear(source, expectation, scope);
  const variable = echoed(command, scope);
  if (variable) return expecting(variable, expectation, scope);
  const socket = readSocket(command, scope);
  if (socket) {
    const url = { scheme: 'http', ...named('host', socket.host), ...named('port', socket.port), ...(socket.path !== undefined && { path: socket.path }) };
    const call: Call = { name: 'bash', program: 'bash', arguments: [], at: socket.at };
    if (socket.path === undefined) return asCommand({ ...call, name: 'nc' }, expectation.text);
    return answer({ via: 'http', client: 'bash', url, status: 'ignored', body: { is: 'ignored' }, at: socket.at }, expectation, true, scope);
  }
  return programExpecting(command, expectation, scope);
}

function pipeExpecting(parts: readonly ShellNode[], expectation: Expectation, scope: Scope): Observation {
  const judged = parts.some((part) => judgement(part));
  if (judged) return pipeLook(parts.filter((part) => part.is !== 'command' || judgement(part) !== null || !isFilter(part)), scope);
  const at = Math.max(parts.findLastIndex((part) => !isFilter(part)), 0);
  const source = parts[at];
  return source ? expecting(source, expectation, scope) : unclear({ is: 'other', keyword: 'pipe', ...expectation.node }, expectation, scope);
}

function programExpecting(command: ShellCommand, expectation: Expectation, scope: Scope): Observation {
  const { words, limit = scope.limit } = unwrap(command.words);
  const program = literal(words[0]) ?? '';
  const at = spanOf(command, scope);
  const call: Call = { name: baseName(program), program, arguments: words.slice(1), at, ...(limit !== undefined && { limit }) };
  const { text } = expectation;
  if (httpCall(call)) return httpExpecting(call, command, expectation, scope);
  switch (call.name) {
    case 'pgrep':
    case 'pidof':
      return processLook(call, command, scope);
    case 'ps':
      return { via: 'process', at, ...(text !== undefined && { name: text.replace(/[[\]]/g, '') }) };
    case 'netstat':
    case 'ss':
    case 'lsof':
      return { via: 'tcp', at };
    case 'find':
      return fileObservation(literal(fileArguments('find', call.arguments)[0]), call.arguments.some((word) => /^-[mca](?:min|time)$|^-newer/.test(literal(word) ?? '')) ? 'fresh' : 'exists', at);
    case 'ls':
      return fileObservation(literal(fileArguments('ls', call.arguments)[0]), 'exists', at);
    case 'cat':
    case 'head':
    case 'tail': {
      const [file] = fileArguments(call.name, call.arguments);
      return file ? fileObservation(literal(file), 'content', at) : unclear(command, expectation, scope);
    }
    case 'nc':
    case 'ncat':
    case 'netcat':
    case 'telnet':
      return text === undefined ? (connection(call) ?? asCommand(call)) : asCommand({ ...call, name: 'nc' }, text);
    case 'sh':
    case 'bash':
      return look(command, scope);
    default:
      return asCommand(call, text ?? 'any output');
  }
}

function httpExpecting(call: Call, command: ShellCommand, expectation: Expectation, scope: Scope): Observation {
  const http = httpCall(call);
  const found = look(command, scope);
  const observation = found.via === 'last' ? found.of.at(-1) : found;
  if (!http || observation?.via !== 'http') return found;
  if (http.printsStatusOnly) return statusCode(observation, expectation, scope);
  return answer(observation, expectation, http.printsStatus, scope);
}

/** A status code compared with `000` asks only whether there is an answer at all. */
function statusCode(observation: HttpObservation, expectation: Expectation, scope: Scope): Observation {
  const { text, absent, node } = expectation;
  if (text === undefined) return { ...observation, status: 'ignored' };
  const isNone = /^["']?\^?0+\$?["']?$/.test(text);
  if (absent) return isNone ? { ...observation, status: 'ignored' } : unclear({ is: 'other', keyword: 'pipe', ...node }, expectation, scope);
  if (isNone) return { via: 'inverted', of: { ...observation, status: 'ignored' }, at: observation.at };
  return { ...observation, status: 'judged' };
}

/** An answer of which a part is compared: its status line where the pattern is one, else its body. */
function answer(observation: HttpObservation, { text, absent, by, node }: Expectation, statusShown: boolean, scope: Scope): Observation {
  if (text === undefined) return observation;
  if (statusShown && /^\W*(?:HTTP\/?(?:\d+(?:\.\d+)*)?\W*)?[1-5](?:\d\d|xx)?\W*(?:OK\W*)?$/i.test(text)) return { ...observation, status: 'judged' };
  return { ...observation, body: { is: 'read', expects: text, ...(absent && { absent }), ...(by !== undefined && { by }), at: spanOf(node, scope) } };
}

function unclear(node: ShellNode, { text }: Expectation, scope: Scope): Observation {
  return { via: 'command', program: node.is, arguments: [], at: spanOf(node, scope), ...(text !== undefined && { expects: text }) };
}

function commandIn(node: ShellNode): ShellCommand | null {
  return node.is === 'command' ? node : null;
}

/** `sleep 1` behind the command that prints. */
function isQuiet(node: ShellNode): boolean {
  return node.is === 'command' && (/^(?:sleep|true|:|exit|exec)$/.test(literal(node.words[0]) ?? '') || node.words.length === 0);
}

/** `echo "$answer"`: what the variable was filled from. */
function echoed({ words, redirections }: ShellCommand, scope: Scope): ShellNode | null {
  if (!/^(?:echo|printf|cat)$/.test(literal(words[0]) ?? '')) return null;
  const shown: ShellWord | undefined = redirections.find(({ operator }) => operator === '<<<')?.target ?? words.at(-1);
  return shown ? substitutionIn(shown, scope) : null;
}

/** The script whose output a word is, by itself or through a variable. */
export function substitutionIn(word: ShellWord, scope: Scope): ShellNode | null {
  const computed = word.parts.filter((part) => typeof part !== 'string');
  const [only] = computed;
  if (!only || computed.length > 1 || word.parts.some((part) => typeof part === 'string' && !/^[\s"'xX]*$/.test(part))) return null;
  return only.script ?? (only.variable === undefined ? undefined : scope.variables.get(only.variable)) ?? null;
}

function readSocket({ redirections }: ShellCommand, scope: Scope): ReturnType<Scope['sockets']['get']> {
  const target = redirections.find(({ operator }) => operator === '<&')?.target;
  return target && scope.sockets.get(skeleton(target));
}
