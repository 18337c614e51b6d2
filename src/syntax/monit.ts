/** Words of a monit control file with their places: https://mmonit.com/monit/documentation/monit.html */
export interface MonitWord {
  /** Without its quotes. */
  text: string;
  quoted: boolean;
  start: number;
  end: number;
}

/** A service that is checked, and what is said of it. */
export interface MonitService {
  /** `process`, `host`, `file`… */
  type: string;
  name: MonitWord;
  /** From the first `check` to the last word. */
  start: number;
  end: number;
  /** Each begins with its keyword: `if failed port 80 then alert`. The first is the rest of the line of `check`. */
  statements: MonitWord[][];
}

export interface MonitFile {
  services: MonitService[];
  /** Statements outside of services: `set alert a@b`. */
  settings: MonitWord[][];
}

/** Quoted texts, words, comments; words of commands in braces count as words. */
const TOKEN = /#[^\n]*|"([^"]*)"|'([^']*)'|[^\s"'#]+/g;

/** Words that begin a statement wherever they stand at the head of a line. */
const KEYWORDS = new Set([
  'check', 'set', 'include', 'if', 'start', 'stop', 'restart', 'alert', 'noalert', 'group', 'depends', 'every', 'mode', 'onreboot', 'not', 'as', 'with', 'and', 'else', 'then', 'matching', 'pidfile', 'ignore',
]);
const CONTINUES = new Set(['as', 'with', 'and', 'else', 'then', 'matching', 'pidfile']);
const TYPES = new Set(['process', 'file', 'fifo', 'filesystem', 'device', 'directory', 'host', 'system', 'program', 'network', 'remote']);

/** Reads a control file; what it does not know stays a statement of words. */
export function parseMonit(text: string): MonitFile {
  const file: MonitFile = { services: [], settings: [] };
  let service: MonitService | undefined;
  let statement: MonitWord[] | undefined;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, double, single] = match;
    if (whole.startsWith('#')) continue;
    const word: MonitWord = { text: double ?? single ?? whole, quoted: (double ?? single) !== undefined, start: match.index, end: match.index + whole.length };
    const begins = !word.quoted && isHead(text, word.start) && KEYWORDS.has(word.text.toLowerCase()) && !CONTINUES.has(word.text.toLowerCase());
    if (begins || !statement) {
      statement = [];
      if (/^(?:set|include)$/i.test(word.text)) service = undefined;
      if (/^check$/i.test(word.text)) service = undefined;
      else (service?.statements ?? file.settings).push(statement);
    }
    statement.push(word);
    if (service) service.end = word.end;
    const [check, type, name] = statement;
    if (!service && /^check$/i.test(check?.text ?? '') && type && name && TYPES.has(type.text.toLowerCase())) {
      service = { type: type.text.toLowerCase(), name, start: check?.start ?? word.start, end: word.end, statements: [statement] };
      file.services.push(service);
    }
  }
  return file;
}

/** Nothing but white space stands before it on its line. */
function isHead(text: string, start: number): boolean {
  for (let at = start - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === '\n') return true;
    if (character !== ' ' && character !== '\t' && character !== '\r') return false;
  }
  return true;
}
