/** A word of a text, or something that stands among words. */
export interface Token {
  /**
   * `word`; `hole`: a template; `code`: between backticks, or an option of a command; `url`; `handle`: an address or number by
   * which people are reached; `pause`: a comma, colon, dash or bracket; `stop`: the end of a sentence.
   */
  is: TokenKind;
  text: string;
  lower: string;
  start: number;
  end: number;
}

type TokenKind = 'hole' | 'code' | 'url' | 'handle' | 'word' | 'stop' | 'pause';

/** In the order in which they are tried at each place; what is none of them (spaces, quotes, asterisks) is left out. */
const PATTERNS: [TokenKind, RegExp][] = [
  ['hole', /\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}|\$\{[^{}]*\}|<%[^%]*%>|%\([\w.]+\)\w|\$(?:labels|value|externalLabels)[\w.]*/],
  ['code', /```[^`]+```|``[^`]+``|`[^`\n]+`|(?<=\s)--?[a-zA-Z][\w-]*=?/],
  ['url', /https?:\/\/[^\s<>"'`|\])]+/],
  ['handle', /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|@[\w-]{2,}(?:[/.][\w-]+)*|#[a-z][\w-]{2,}|\+\d[\d ()/-]{5,20}\d/],
  ['word', /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_'’]|[./:+-](?=[\p{L}\p{N}_]))*/u],
  ['stop', /[.!?;]{1,60}(?=\s|$|["')\]])|\n[ \t]*(?=\n|[-*+>|#]|\d+[.)])|[。！？]/u],
  ['pause', /[,:()[\]/|–—]|->|→|(?<!-)-+(?=\s)/],
];

const KINDS = PATTERNS.map(([kind]) => kind);
const TOKEN = new RegExp(PATTERNS.map(([, { source }]) => `(${source})`).join('|'), 'gu');

/** Cuts a text into words. Linear in the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const found = match[0];
    let group = 1;
    while (match[group] === undefined) group += 1;
    const lower = found.toLowerCase();
    tokens.push({ is: KINDS[group - 1] ?? 'word', text: found, lower: lower.includes('’') ? lower.replace('’', "'") : lower, start: match.index, end: match.index + found.length });
  }
  return tokens;
}

/** A name of something by its look: `batch_worker`, `kube-proxy`, `etcdctl.sh`, `NTP`, `CoreDNS`, `4711`. */
export function isMarked({ text }: Token): boolean {
  return /[_\d./:]|^[A-Z]{2,}s?$|[a-z][A-Z]|[a-z]-[a-z]+-[a-z]|-(?:proxy|exporter|agent|worker|server|controller|manager|operator|scheduler|api|db)$/.test(text);
}
