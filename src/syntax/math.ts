/**
 * Arithmetic over named results, as Grafana's server-side expressions write it: `$A > 80 && abs(${B}) < 3`.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/
 */
export type MathNode =
  | { is: 'number'; value: number; start: number; end: number }
  | { is: 'variable'; name: string; start: number; end: number }
  | { is: 'call'; name: string; args: MathNode[]; start: number; end: number }
  | { is: 'unary'; operator: '-' | '!'; of: MathNode; start: number; end: number }
  | { is: 'binary'; operator: MathOperator; at: number; left: MathNode; right: MathNode; start: number; end: number };

export type MathOperator = '||' | '&&' | '==' | '!=' | '>' | '>=' | '<' | '<=' | '+' | '-' | '*' | '/' | '%' | '**';

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly MathOperator[])[] = [['||'], ['&&'], ['==', '!=', '>=', '<=', '>', '<'], ['+', '-'], ['*', '/', '%'], ['**']];

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\$\{([^}]*)\}|\$(\w+)|([A-Za-z_]\w*)|(\|\||&&|\*\*|[=!<>]=|[-+*/%<>!(),]))/y;

interface Token {
  kind: 'number' | 'variable' | 'word' | 'sign';
  text: string;
  start: number;
  end: number;
}

/** Deeper than anybody writes; what is nested further is left unread. */
const DEEPEST = 60;

/** Reads an expression; null when it is none. */
export function parseMath(text: string): MathNode | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const reader: Reader = { tokens, next: 0, depth: 0 };
  const node = readLevel(reader, 0);
  return node && reader.next === tokens.length ? node : null;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    const [whole, number, braced, variable, word, sign] = found;
    const token = number ?? braced ?? variable ?? word ?? sign ?? '';
    const kind = number !== undefined ? 'number' : braced !== undefined || variable !== undefined ? 'variable' : word !== undefined ? 'word' : 'sign';
    const stop = found.index + whole.length;
    tokens.push({ kind, text: token, start: stop - whole.trimStart().length, end: stop });
  }
  return tokens;
}

interface Reader {
  tokens: readonly Token[];
  next: number;
  depth: number;
}

function readLevel(reader: Reader, level: number): MathNode | null {
  const operators = LEVELS[level];
  if (!operators) return readUnary(reader);
  let left = readLevel(reader, level + 1);
  for (;;) {
    const token = reader.tokens[reader.next];
    const operator = token?.kind === 'sign' ? operators.find((known) => known === token.text) : undefined;
    if (!left || !token || !operator) return left;
    reader.next += 1;
    const right = readLevel(reader, level + 1);
    if (!right) return null;
    left = { is: 'binary', operator, at: token.start, left, right, start: left.start, end: right.end };
  }
}

function readUnary(reader: Reader): MathNode | null {
  const token = reader.tokens[reader.next];
  if (!token || reader.depth > DEEPEST) return null;
  reader.next += 1;
  if (token.kind === 'number') return { is: 'number', value: Number(token.text), start: token.start, end: token.end };
  if (token.kind === 'variable') return { is: 'variable', name: token.text, start: token.start, end: token.end };
  reader.depth += 1;
  const node = token.kind === 'word' ? readCall(reader, token) : readSign(reader, token);
  reader.depth -= 1;
  return node;
}

function readSign(reader: Reader, { text, start }: Token): MathNode | null {
  if (text === '-' || text === '!') {
    const of = readUnary(reader);
    return of && { is: 'unary', operator: text, of, start, end: of.end };
  }
  const inner = text === '(' ? readLevel(reader, 0) : null;
  const close = inner && take(reader, ')');
  return close ? { ...inner, start, end: close.end } : null;
}

function readCall(reader: Reader, { text: name, start }: Token): MathNode | null {
  if (!take(reader, '(')) return null;
  const args: MathNode[] = [];
  for (;;) {
    const close = take(reader, ')');
    if (close) return { is: 'call', name, args, start, end: close.end };
    const argument = readLevel(reader, 0);
    if (!argument) return null;
    args.push(argument);
    take(reader, ',');
  }
}

function take(reader: Reader, sign: string): Token | undefined {
  const token = reader.tokens[reader.next];
  if (token?.kind !== 'sign' || token.text !== sign) return undefined;
  reader.next += 1;
  return token;
}
