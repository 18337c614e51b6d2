import type { HttpObservation, Observation } from '../../../model/index.ts';
import { literal, type ShellWord } from '../../../syntax/shell-tree.ts';
import { constant, type Call, type Scope } from './scope.ts';
import { HOLE, skeleton, urlOf } from './url.ts';
import { seconds } from './wrappers.ts';

/** What the options of an HTTP client say about the check. */
export interface HttpCall {
  addresses: ShellWord[];
  /** A bad status makes the client fail. */
  judges: boolean;
  /** It prints the status code and nothing of the body. */
  printsStatusOnly: boolean;
  /** It prints the status line with or without the body: `-i`, `-I`, `-v`, `-w`, wget's `-S`. */
  printsStatus: boolean;
  limit?: number;
  /** It is only asked for its version or its help. */
  idle: boolean;
}

/** The call of a known HTTP client; null for other programs. */
export function httpCall({ name, arguments: args }: Call): HttpCall | null {
  switch (name) {
    case 'curl':
      return curl(args);
    case 'wget':
      return wget(args);
    case 'http':
    case 'https':
    case 'xh':
    case 'xhs':
      return httpie(name, args);
    default:
      return null;
  }
}

/**
 * The look of an HTTP client by its exit status. Of several addresses curl's last one decides, and wget's worst:
 * https://curl.se/docs/manpage.html (EXIT CODES, --fail-early), https://www.gnu.org/software/wget/manual/wget.html#Exit-Status.
 */
export function httpLook(call: Call, http: HttpCall, node: { start: number; end: number }, scope: Scope): Observation | null {
  if (http.idle) return constant('green', node, scope);
  if (call.arguments.length === 0) return constant('red', node, scope, `${call.name} is given no address, and that is an error`);
  const stray = scope.shell === 'none' ? http.addresses.find((word) => OPERATOR.test(literal(word) ?? '')) : undefined;
  if (stray) {
    const text = literal(stray) ?? '';
    return constant('red', node, scope, `no shell runs here, so ${call.name} takes \`${text}\` and what follows for addresses`);
  }
  const unclear = http.addresses.filter((word) => skeleton(word) === HOLE);
  if (http.addresses.length === 0 || (unclear.length > 0 && http.addresses.length > 1)) return null;
  const looks = http.addresses.map((word) => single(call, http, word));
  const [only] = looks;
  if (only && looks.length === 1) return only;
  return { via: call.name === 'curl' ? 'last' : 'any-red', of: looks, at: call.at };
}

const OPERATOR = /^(?:\|\|?|&&?|;|>>?|2>.*|<)$/;

function single(call: Call, { judges, limit }: HttpCall, address: ShellWord): Observation {
  const url = urlOf(skeleton(address));
  if (url.scheme === 'telnet') return { via: 'tcp', at: call.at, ...(url.host !== undefined && { host: url.host }), ...(url.port !== undefined && { port: url.port }) };
  return httpObservation(call, url, judges, limit);
}

export function httpObservation({ name, at, gap, limit: allowed }: Call, url: HttpObservation['url'], judges: boolean, limit?: number): HttpObservation {
  const patience = allowed ?? limit;
  return { via: 'http', at, client: name, url, status: judges ? 'judged' : 'ignored', body: { is: 'ignored' }, ...(gap && !judges && { gap }), ...(patience !== undefined && { limit: patience }) };
}

/** curl's long options that take no value, of those that a check can have; all others take the next word. */
const CURL_FLAGS =
  /^--(?:no-.*|fail|fail-with-body|fail-early|silent|show-error|location|location-trusted|head|include|show-headers|insecure|verbose|compressed|ipv[46]|globoff|get|http[0-3.]*(?:-prior-knowledge|-only)?|tls.*v1[.0-3]*|sslv[23]|ssl|ssl-reqd|progress-bar|retry-connrefused|retry-all-errors|remote-name|remote-name-all|remote-header-name|anyauth|basic|digest|ntlm|negotiate|path-as-is|raw|tcp-nodelay|tcp-fastopen|create-dirs|disable|next|parallel|post30[123]|proxytunnel|junk-session-cookies|haproxy-protocol|version|help|styled-output|trace-time|append|list-only|use-ascii|xattr|metalink|manual)$/;

/** curl's short options that take a value: https://curl.se/docs/manpage.html. */
const CURL_VALUED = 'AbcCdDeEFHKmoPQrtTuUwxXyYz';

function curl(args: readonly ShellWord[]): HttpCall {
  const call: HttpCall = { addresses: [], judges: false, printsStatusOnly: false, printsStatus: false, idle: false };
  let writeOut = '';
  let output = '';
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (!word) break;
    const text = skeleton(word);
    if (!text.startsWith('-') || text === '-') {
      call.addresses.push(word);
      continue;
    }
    const option = text.startsWith('--') ? longOption(text) : shortOptions(text);
    if (option.valued && option.value === undefined) at += 1;
    const next = args[at];
    const value = option.value ?? (option.valued && next ? skeleton(next) : '');
    for (const flag of option.flags) {
      if (/^(?:f|--fail|--fail-with-body)$/.test(flag)) call.judges = true;
      else if (/^(?:I|i|v|--head|--include|--show-headers|--verbose)$/.test(flag)) call.printsStatus = true;
      else if (/^(?:V|--version|--help)$/.test(flag)) call.idle = true;
      else if (/^(?:w|--write-out)$/.test(flag)) writeOut = value;
      else if (/^(?:o|--output)$/.test(flag)) output = value;
      else if (/^(?:m|--max-time)$/.test(flag)) Object.assign(call, limitOf(value));
      else if (flag === '--url' && next) call.addresses.push(next);
    }
  }
  const code = /%\{(?:http_code|response_code)\}/.test(writeOut);
  call.printsStatus ||= code;
  call.printsStatusOnly = code && output === '/dev/null';
  return call;
}

interface CurlOption {
  flags: string[];
  valued: boolean;
  /** A value that stands in the same word. */
  value?: string;
}

function longOption(text: string): CurlOption {
  return { flags: [text], valued: !CURL_FLAGS.test(text) };
}

/** `-sfL`, `-m5`, `-so/dev/null`: letters up to the first that takes a value, which takes the rest of the word. */
function shortOptions(text: string): CurlOption {
  const letters = Array.from(text.slice(1));
  const valued = letters.findIndex((letter) => CURL_VALUED.includes(letter));
  if (valued < 0) return { flags: letters, valued: false };
  const rest = letters.slice(valued + 1).join('');
  return { flags: letters.slice(0, valued + 1), valued: true, ...(rest !== '' && { value: rest }) };
}

function limitOf(text: string): { limit?: number } {
  const limit = seconds(text);
  return limit === undefined ? {} : { limit };
}

/** GNU wget's and BusyBox's options that take a value in the next word. */
const WGET_VALUED =
  /^--(?:tries|timeout|(?:dns|connect|read)-timeout|header|user|password|user-agent|output-document|output-file|append-output|post-data|post-file|method|body-data|body-file|ca-certificate|ca-directory|certificate|certificate-type|private-key|max-redirect|waitretry|wait|http-user|http-password|proxy-user|proxy-password|referer|bind-address|prefer-family|secure-protocol|input-file|directory-prefix|execute|load-cookies|save-cookies|quota|limit-rate)$/;
const WGET_VALUED_LETTERS = 'oOtTwQUPaeiBDARIXlYn';

/** wget fails on a bad status with or without `--spider`; only the length of its patience differs. */
function wget(args: readonly ShellWord[]): HttpCall {
  const call: HttpCall = { addresses: [], judges: true, printsStatusOnly: false, printsStatus: false, idle: false };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (!word) break;
    const text = skeleton(word);
    if (!text.startsWith('-') || text === '-') {
      call.addresses.push(word);
    } else if (text.startsWith('--')) {
      if (/^--(?:version|help)$/.test(text)) call.idle = true;
      if (/^--(?:save-headers|server-response)$/.test(text)) call.printsStatus = true;
      if (WGET_VALUED.test(text)) at += 1;
    } else {
      if (text === '-V') call.idle = true;
      if (/^-[a-zA-Z]*S/.test(text)) call.printsStatus = true;
      const valued = Array.from(text).findIndex((letter, index) => index > 0 && WGET_VALUED_LETTERS.includes(letter));
      if (valued === text.length - 1) at += 1;
    }
  }
  return call;
}

/** HTTPie ends with 0 after an answer unless `--check-status` is given; xh checks by itself. */
function httpie(name: string, args: readonly ShellWord[]): HttpCall {
  const words = args.filter((word) => !skeleton(word).startsWith('-'));
  const [first] = words;
  const address = first && /^[A-Z]+$/.test(literal(first) ?? '') ? words[1] : first;
  return {
    addresses: address ? [address] : [],
    judges: name.startsWith('xh') || args.some((word) => literal(word) === '--check-status'),
    printsStatusOnly: false,
    printsStatus: args.some((word) => /^(?:-h|--headers|-v)$/.test(literal(word) ?? '')),
    idle: args.some((word) => /^--(?:version|help)$/.test(literal(word) ?? '')),
  };
}
