import type { Observation, Span } from '../../../model/index.ts';
import { literal, written, type ShellCommand, type ShellWord } from '../../../syntax/shell-tree.ts';
import { innerSource } from '../source.ts';
import { httpCall, httpLook } from './http-clients.ts';
import { inlineLook } from './inline.ts';
import { constant, spanOf, type Call, type Scope, type Socket } from './scope.ts';
import { skeleton, urlOf } from './url.ts';
import { baseName, scriptOf, unwrap } from './wrappers.ts';

/** What the exit status of one simple command reads. */
export function look(command: ShellCommand, scope: Scope): Observation {
  const { words, limit = scope.limit } = unwrap(command.words);
  const [first] = words;
  const program = literal(first);
  const socket = socketOf(command, scope) ?? writtenSocket(command, scope);
  if (socket) return { via: 'tcp', at: spanOf(command, scope), ...named('host', socket.host), ...named('port', socket.port) };
  if (first && program === null) return { via: 'command', program: written(first), arguments: words.slice(1).map(literal), at: spanOf(command, scope) };
  const name = baseName(program ?? '');
  const gap = HTTP_CLIENT.test(name) ? gapBetween(first, words[1], scope) : undefined;
  const call: Call = {
    name,
    program: program ?? '',
    arguments: words.slice(1),
    at: spanOf(command, scope),
    ...(gap && { gap }),
    ...(limit !== undefined && { limit }),
  };
  return execMistake(call, command, scope) ?? fixed(call, command, scope) ?? known(call, command, scope) ?? asCommand(call);
}

/** Clients that take an answer for a good one unless an option says otherwise. */
const HTTP_CLIENT = /^(?:curl|https?)$/;

/** What stands between two words in the file; undefined where quoting breaks the correspondence. */
function gapBetween(word: ShellWord | undefined, next: ShellWord | undefined, { source }: Scope): Span | undefined {
  if (!word || !next) return undefined;
  const last = source.offsetOf(word.end - 1);
  const end = source.offsetOf(next.start);
  return last === null || end === null || end <= last ? undefined : { path: source.path, start: last + 1, end };
}

/** The program as it is, for the knowledge base to judge. */
export function asCommand({ program, name, arguments: args, at }: Call, expects?: string): Observation {
  return { via: 'command', program: name || program, arguments: args.map(literal), at, ...(expects !== undefined && { expects }) };
}

/** exec looks a program up by its exact name: what only a shell knows does not exist for it. */
function execMistake({ program }: Call, command: ShellCommand, scope: Scope): Observation | null {
  if (scope.shell !== 'none') return null;
  if (/\s/.test(program.trim())) return constant('red', command, scope, `no shell runs here, and there is no program of the name \`${program.trim()}\``);
  if (/^(?:exit|:|\.|source|export|set|cd|CMD|CMD-SHELL|if|!|\[\[)$/.test(program)) {
    return constant('red', command, scope, `no shell runs here, and \`${program}\` is not a program`);
  }
  return null;
}

/** Programs whose status is the same whatever the target does. */
const ALWAYS_GREEN = /^(?:true|:|echo|printf|sleep|hostname|date|whoami|id|uname|pwd|env|printenv|yes|clear|sync|uptime|free|df|which|type|basename|dirname|seq|logger)$/;
const ALWAYS_RED = /^(?:false|pkill|killall|poweroff|reboot|shutdown|halt)$/;

/** Filters that end with 0 whatever goes through them. */
export const PASS_THROUGH = /^(?:cat|head|tail|tr|cut|sort|uniq|wc|tee|sed|rev|column|fold|base64|xxd|od|hexdump|less|more|nl|paste|strings)$/;

function fixed(call: Call, command: ShellCommand, scope: Scope): Observation | null {
  const { name, arguments: args } = call;
  if (name === 'kill') return killLook(call, command, scope);
  if (ALWAYS_RED.test(name)) return constant('red', command, scope, 'it ends with a failure or ends the container');
  if (ALWAYS_GREEN.test(name)) return constant('green', command, scope);
  if (/^(?:sh|bash|ash|dash|zsh|ksh|mksh)$/.test(name)) return shellLook(call, command, scope);
  // Without a file a filter only hands its input on.
  if (PASS_THROUGH.test(name) && fileArguments(name, args).length === 0) return constant('green', command, scope);
  return null;
}

/** `kill -0` asks whether a process is there; any other signal is the response to a fault. */
function killLook({ arguments: args, at }: Call, command: ShellCommand, scope: Scope): Observation {
  const isQuestion = literal(args[0]) === '-0' || (literal(args[0]) === '-s' && literal(args[1]) === '0');
  return isQuestion ? { via: 'process', at } : constant('red', command, scope, 'it ends the container');
}

function shellLook(call: Call, command: ShellCommand, scope: Scope): Observation {
  const inner = scriptOf(call.arguments);
  if (inner) {
    const { script, flags } = inner;
    return scope.nested(innerSource(scope.source, script.start, script.end, written(script)), flags, call.limit);
  }
  const file = call.arguments.find((word) => !skeleton(word).startsWith('-'));
  if (file) return { via: 'command', program: baseName(written(file)), arguments: [], at: call.at };
  return constant('green', command, scope, 'a shell without a script reads its input, and a check has none');
}

/** Programs whose look is one of the model's own kinds. */
function known(call: Call, command: ShellCommand, scope: Scope): Observation | null {
  const { name, arguments: args, at } = call;
  const http = httpCall(call);
  if (http) return httpLook(call, http, command, scope);
  switch (name) {
    case 'nc':
    case 'ncat':
    case 'netcat':
    case 'telnet':
      return connection(call);
    case 'ping':
    case 'ping6':
    case 'fping':
      return { via: 'ping', at, ...named('host', lastLiteral(args)) };
    case 'pgrep':
    case 'pidof':
      return processLook(call, command, scope);
    case 'ps':
      return args.some((word) => literal(word) === '-p') ? { via: 'process', at } : constant('green', command, scope);
    case 'netstat':
    case 'ss':
      return constant('green', command, scope, 'it lists connections and ends with 0 whatever the list holds');
    case 'lsof':
      return { via: 'tcp', at };
    case 'cat':
    case 'head':
    case 'tail':
    case 'ls':
    case 'stat':
    case 'readlink':
    case 'find':
      return fileLook(call, command, scope);
    case 'grep':
    case 'egrep':
    case 'fgrep':
      return grepFile(call);
    default:
      return inlineLook(call, command, scope);
  }
}

export function connection({ name, arguments: args, at }: Call): Observation | null {
  const letters = args.map((word) => literal(word) ?? '').filter((text) => /^-\w/.test(text)).join('');
  // A datagram is sent into the void: no answer is no failure.
  if (letters.includes('u') || letters.includes('l')) return null;
  const places = positionals(args, /^-[wiopqsTXxCe]$|^--(?:wait|source|source-port|proxy|proxy-type)$/).map(literal);
  if (name !== 'telnet' && letters.includes('U')) return { via: 'tcp', at, ...named('host', places[0]) };
  return { via: 'tcp', at, ...named('host', places[0]), ...named('port', places[1]) };
}

/**
 * `pgrep -f name` also finds the shell whose script holds the name, so inside a script of several commands it always
 * finds one: pgrep leaves only itself out (https://man7.org/linux/man-pages/man1/pgrep.1.html, NOTES). A script that is
 * this one command some shells put in their own place, and some do not.
 */
export function processLook(call: Call, command: ShellCommand, scope: Scope): Observation {
  const { name, arguments: args, at } = call;
  const pattern = lastLiteral(args);
  const whole = args.some((word) => /^-[a-z]*f|^--full$/.test(literal(word) ?? ''));
  const findsItself = name === 'pgrep' && whole && pattern !== null && /^[\w./-]+$/.test(pattern);
  if (findsItself && scope.shell === 'alone') return asCommand(call);
  if (findsItself && scope.shell === 'listed') {
    return constant('green', command, scope, `the shell that runs the script has \`${pattern}\` among its own arguments, and pgrep -f finds it there`);
  }
  return { via: 'process', at, ...named('name', pattern) };
}

function fileLook(call: Call, command: ShellCommand, scope: Scope): Observation {
  const { name, arguments: args, at } = call;
  const [path] = fileArguments(name, args);
  if (!path) return constant('green', command, scope);
  if (literal(path) === '/') return constant('green', command, scope, 'the root of the file system is always there');
  return fileObservation(skeleton(path) === literal(path) ? literal(path) : null, 'exists', at);
}

export function fileObservation(path: string | null, looks: 'exists' | 'fresh' | 'content', at: Observation['at']): Observation {
  if (path !== null && /^\/proc\/(?:\d+|self)(?:\/|$)/.test(path)) return { via: 'process', at, name: path };
  if (path !== null && /^\/proc\/net\/tcp6?$/.test(path)) return { via: 'tcp', at };
  return { via: 'file', at, ...named('path', path), looks };
}

/** The words that name files, for programs whose other arguments are options. */
export function fileArguments(name: string, args: readonly ShellWord[]): ShellWord[] {
  if (/^(?:tr|cut|sed|base64|tee)$/.test(name)) return [];
  const valued = name === 'find' ? /^-(?!$)/ : /^-[nc]$|^--(?:lines|bytes|format|printf)$/;
  const words = positionals(args, valued);
  return name === 'find' ? words.slice(0, 1) : words;
}

function grepFile(call: Call): Observation | null {
  const [pattern, file] = positionals(call.arguments, /^-[efmABC]$/);
  if (!pattern || !file) return null;
  return fileObservation(literal(file), 'content', call.at);
}

/** The words that are no options, nor the value of one. */
export function positionals(args: readonly ShellWord[], valued: RegExp): ShellWord[] {
  const found: ShellWord[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    const text = word ? skeleton(word) : '';
    if (/^-./.test(text)) at += valued.test(text) ? 1 : 0;
    else if (word) found.push(word);
  }
  return found;
}

/** bash opens a connection for `/dev/tcp/host/port`: https://www.gnu.org/software/bash/manual/html_node/Redirections.html. */
export function socketOf(command: ShellCommand, scope: Scope): Socket | null {
  for (const { target } of command.redirections) {
    const match = /^\/dev\/tcp\/([^/]+)\/([^/]+)$/.exec(target ? skeleton(target) : '');
    if (!match) continue;
    const { host = '', port = '' } = urlOf(`${match[1] ?? ''}:${match[2] ?? ''}`);
    return { host, port, at: spanOf(command, scope) };
  }
  return null;
}

/** The connection that a command writes to: where it could not be opened the number stands for nothing, and the command fails. */
function writtenSocket({ redirections }: ShellCommand, { sockets }: Scope): Socket | undefined {
  const target = redirections.find(({ operator }) => operator === '>&')?.target;
  return target && sockets.get(skeleton(target));
}

function lastLiteral(args: readonly ShellWord[]): string | null {
  const text = literal(args.at(-1));
  return text === null || text.startsWith('-') ? null : text;
}

export function named<Key extends string>(key: Key, value: string | null | undefined): Partial<Record<Key, string>> {
  const one: Partial<Record<Key, string>> = {};
  if (value !== null && value !== undefined && value !== '') one[key] = value;
  return one;
}
