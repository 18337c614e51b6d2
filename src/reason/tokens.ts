/** A word of a text, or something that stands among words. */
export interface Token {
  /**
   * `word`; `hole`: a template; `code`: between backticks, or an option of a command; `url`; `handle`: an address or number by which people are reached;
   * `pause`: a comma, colon, dash or bracket; `stop`: the end of a sentence.
   */
  is: 'word' | 'hole' | 'code' | 'url' | 'handle' | 'pause' | 'stop';
  text: string;
  lower: string;
  start: number;
  end: number;
  /** A name of something by its look: `batch_worker`, `kube-proxy`, `etcdctl.sh`, `NTP`, `CoreDNS`, `4711`. */
  marked: boolean;
}

/** In the order in which they are tried at each place. */
const PATTERNS: [Token['is'], RegExp][] = [
  ['hole', /\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}|\$\{[^{}]*\}|<%[^%]*%>|%\([\w.]+\)\w|\$(?:labels|value|externalLabels)[\w.]*/y],
  ['code', /```[^`]+```|``[^`]+``|`[^`\n]+`|(?<=\s)--?[a-zA-Z][\w-]*=?/y],
  ['url', /https?:\/\/[^\s<>"'`|\])]+/y],
  ['handle', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@[\w-]{2,}(?:[/.][\w-]+)*|#[a-z][\w-]{2,}|\+\d[\d ()/-]{5,}\d/y],
  ['word', /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_'’]|[./:+-](?=[\p{L}\p{N}_]))*/uy],
  ['stop', /[.!?;]+(?=\s|$|["')\]])|\n[ \t]*(?=\n|[-*+>|#]|\d+[.)])|[。！？]/y],
  ['pause', /[,:()[\]/|–—]|->|→|(?:-+)(?=\s)/y],
];

/** Cuts a text into words; what is none of them (spaces, quotes, asterisks) is left out. Linear in the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token) tokens.push(token);
    at = token ? token.end : at + 1;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [is, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined || found === '') continue;
    return { is, text: found, lower: found.toLowerCase().replace('’', "'"), start: at, end: at + found.length, marked: is === 'word' && isMarked(found) };
  }
  return undefined;
}

function isMarked(word: string): boolean {
  return /[_\d./:]|^\p{Lu}{2,}s?$|\p{Ll}\p{Lu}|\p{L}-\p{L}+-\p{L}|-(?:proxy|exporter|agent|worker|server|controller|manager|operator|scheduler|api|db)$/u.test(word);
}
