import type { Observation } from '../../../model/index.ts';
import { literal, written, type ShellCommand } from '../../../syntax/shell-tree.ts';
import { httpObservation } from './http-clients.ts';
import { constant, type Call, type Scope } from './scope.ts';
import { HOLE, urlOf } from './url.ts';
import { seconds } from './wrappers.ts';

/**
 * One-line programs in other languages, as far as they have one of the usual shapes; everything else is null, and so
 * unknown. Their text is searched and not parsed: a shape counts only where its words leave no other reading.
 */
export function inlineLook(call: Call, command: ShellCommand, scope: Scope): Observation | null {
  const language = LANGUAGES.find(({ program }) => program.test(call.name));
  if (!language) return null;
  const flag = call.arguments.findIndex((word) => language.flag.test(literal(word) ?? ''));
  const script = flag < 0 ? undefined : call.arguments[flag + 1];
  if (!script) return null;
  return language.read({ code: written(script), call, command, scope });
}

interface OneLiner {
  code: string;
  call: Call;
  command: ShellCommand;
  scope: Scope;
}

interface Language {
  program: RegExp;
  flag: RegExp;
  read(script: OneLiner): Observation | null;
}

const LANGUAGES: readonly Language[] = [
  { program: /^python[\d.]*$/, flag: /^-[a-zA-Z]*c$/, read: python },
  { program: /^(?:node|nodejs|bun|deno)$/, flag: /^(?:-e|--eval|eval)$/, read: javascript },
  { program: /^php[\d.]*$/, flag: /^-r$/, read: php },
  { program: /^ruby$/, flag: /^-e$/, read: ruby },
];

/** `urlopen` raises for 400 and above (https://docs.python.org/3/library/urllib.request.html); `requests` and `httpx` do not. */
function python({ code, call, command, scope }: OneLiner): Observation | null {
  if (/\/proc\b/.test(code) && /\bcmdline\b/.test(code) && /\blistdir\b|\bglob\b/.test(code)) {
    return constant('green', command, scope, 'the program that searches the list of processes is in the list, with the name that it searches for among its arguments');
  }
  if (/\bexcept\b/.test(code)) return null;
  if (/\burlopen\s*\(/.test(code)) return http(call, code, true);
  if (/\b(?:requests|httpx)\.(?:get|head|post)\s*\(/.test(code)) return http(call, code, /raise_for_status|status_code|\.ok\b|is_success/.test(code));
  if (/\bcreate_connection\s*\(|\.connect\s*\(/.test(code) && /\bsocket\b/.test(code)) return tcp(call, code, /\.recv\s*\(/.test(code));
  if (/\bos\.kill\s*\([^,()]*,\s*0\s*\)/.test(code)) return { via: 'process', at: call.at };
  return null;
}

/** `fetch` and `http.get` succeed with any answer, so a status counts only where it is looked at. */
function javascript({ code, call }: OneLiner): Observation | null {
  const caught = code.indexOf('catch');
  if (caught >= 0 && /\bexit\s*\(\s*(?:0\s*)?\)/.test(code.slice(caught))) return null;
  if (/\bfetch\s*\(|\bhttps?(?:'|"|`)?\)?\.(?:get|request)\s*\(|\baxios\b/.test(code)) {
    return http(call, code, /\.(?:ok|status|statusCode)\b|\bstatusCode\b|\baxios\b/.test(code));
  }
  if (/\bnet\b/.test(code) && /\.(?:connect|createConnection)\s*\(/.test(code)) return tcp(call, code, /\bon\s*\(\s*['"]data/.test(code));
  return null;
}

/** `die('text')` ends with status 0, `exit(1)` with 1: https://www.php.net/manual/en/function.exit.php. */
function php({ code, call, command, scope }: OneLiner): Observation | null {
  const look = /\bfsockopen\s*\(/.test(code) ? tcp(call, code, false) : /\bfile_get_contents\s*\(/.test(code) ? http(call, code, true) : null;
  if (!look) return null;
  if (/\b(?:die|exit)\s*\(\s*[1-9]/.test(code)) return look;
  // A status that is worked out may well be the look's.
  if (/\b(?:die|exit)\s*\(\s*[^'"0)\s]/.test(code)) return null;
  const words = /\b(?:die|exit)\s*\(\s*(?:(?:'[^']*'|"[^"]*"|0)\s*)?\)/.exec(code);
  const swallow = constant('green', command, scope, 'PHP ends with 0 after a warning, and after `die` with a text');
  return { via: 'all-red', of: [look, words ? { ...swallow, text: words[0] } : swallow], at: call.at };
}

function ruby({ code, call }: OneLiner): Observation | null {
  if (/\brescue\b/.test(code)) return null;
  if (/\bTCPSocket\.(?:new|open)\b/.test(code)) return tcp(call, code, /\.(?:gets|read)\b/.test(code));
  if (/\bURI\.open\b|\bopen-uri\b/.test(code)) return http(call, code, true);
  if (/\bNet::HTTP\.(?:get|get_response)\b/.test(code)) return http(call, code, /\bexit\b|\braise\b|\babort\b|\bis_a\?/.test(code));
  return null;
}

const ADDRESS = /(['"`])(https?:\/\/[^'"`\s]+)\1/;

/** A look over HTTP; when the code compares what the body says, that is more than is understood here. */
function http(call: Call, code: string, judges: boolean): Observation | null {
  if (/\.read\s*\(|\.json\s*\(|json\.load|JSON\.parse|\.text\b/.test(code)) return null;
  const address = ADDRESS.exec(code)?.[2]?.replace(/\$\{[^}]*(?:\}|$)|\$\w+/g, HOLE) ?? HOLE;
  return httpObservation(call, urlOf(address), judges, seconds(/\btimeout\s*=\s*(\d+(?:\.\d+)?)/.exec(code)?.[1]));
}

function tcp({ at }: Call, code: string, reads: boolean): Observation | null {
  if (reads) return null;
  const port = /(['"])[\w.-]+\1\s*,\s*(\d+)|\bconnect(?:ion)?\s*\(\s*(\d+)/.exec(code);
  const number = port?.[2] ?? port?.[3];
  return { via: 'tcp', at, ...(number !== undefined && { port: number }) };
}
