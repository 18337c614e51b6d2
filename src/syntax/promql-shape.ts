/**
 * Rules are written by copying: thousands of expressions have a few dozen shapes between them. The shape of an
 * expression is itself with every name, string and number replaced by one that stands for all. Expressions of one shape
 * have one syntax tree, and parsing a shape once is what makes ten thousand rules quick to read.
 */
export interface Shape {
  text: string;
  /** Where the token of the expression begins whose stand-in begins at an offset of the shape. */
  starts: Int32Array;
  /** Where the token of the expression ends whose stand-in ends at an offset of the shape. */
  ends: Int32Array;
}

/** Words that the grammar knows; other words are names wherever no bracket follows. */
const KEYWORDS = new Set([
  'and', 'or', 'unless', 'atan2', 'bool', 'on', 'ignoring', 'group_left', 'group_right', 'by', 'without', 'offset', 'inf', 'nan', 'anchored', 'smoothed', 'fill', 'fill_left', 'fill_right', '__name__',
  'avg', 'bottomk', 'count', 'count_values', 'group', 'max', 'min', 'quantile', 'limitk', 'limit_ratio', 'stddev', 'stdvar', 'sum', 'topk',
]);

const LONGEST_KEYWORD = Math.max(...[...KEYWORDS].map(({ length }) => length));

/** Numbers, and durations whose units go down from years to milliseconds, each at most once. */
const NUMBER = /^(?:0x[\da-fA-F]+|(?:\d+(?:_\d+)*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?|(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?)$/;

/** One pair for all shapes: arrays of their own for ten thousand expressions keep the garbage collector busy. */
let starts = new Int32Array(4096);
let ends = new Int32Array(4096);

/**
 * The shape of an expression, whose offsets hold until the next call; null for the rare expression that cannot be told
 * apart from others by its tokens alone.
 */
export function shapeOf(expression: string): Shape | null {
  // A stand-in is at most two characters longer than its token.
  if (3 * expression.length >= starts.length) {
    starts = new Int32Array(4 * expression.length);
    ends = new Int32Array(4 * expression.length);
  }
  let text = '';
  let lastIsWord = false;
  for (let at = 0, end = 0; at < expression.length; at = end) {
    end = tokenEnd(expression, at);
    const standIn = standInFor(expression, at, end);
    if (standIn === null) return null;
    // `up.5` is two tokens, and their stand-ins would make one.
    const isWord = isWordCode(standIn.charCodeAt(0));
    if (isWord && lastIsWord) return null;
    lastIsWord = isWord;
    starts[text.length] = at;
    text += standIn;
    ends[text.length] = end;
  }
  return { text, starts, ends };
}

/** `1e3`, or whatever begins like a number: durations, hexadecimal numbers. */
const NUMERIC = /\d[\d_]*(?:\.\d+)?[eE][+-]?\d+|[\d.][\w.]*/y;

/** Where the token ends that begins at an offset: white space, a string, a number, a word, or one sign. */
function tokenEnd(expression: string, from: number): number {
  const code = expression.charCodeAt(from);
  if (code === 34 || code === 39) return stringEnd(expression, from, code);
  if ((code >= 48 && code <= 57) || code === 46) {
    NUMERIC.lastIndex = from;
    return NUMERIC.test(expression) ? NUMERIC.lastIndex : from + 1;
  }
  let end = from + 1;
  if (code <= 32) while (expression.charCodeAt(end) <= 32) end += 1;
  else if (isWordCode(code)) while (isWordCode(expression.charCodeAt(end)) || expression.charCodeAt(end) === 58) end += 1;
  return end;
}

/** Behind the closing quote; only the opening one is the token where a line ends first. */
function stringEnd(expression: string, from: number, quote: number): number {
  for (let at = from + 1; at < expression.length; at += 1) {
    const code = expression.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 92) at += 1;
    if (code === 10 || expression.charCodeAt(at) === 10) break;
  }
  return from + 1;
}

/** A letter, a digit or an underscore. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

function standInFor(expression: string, start: number, end: number): string | null {
  const code = expression.charCodeAt(start);
  if (code === 34 || code === 39) return end > start + 1 ? '""' : null;
  if (code <= 32) return ' ';
  const token = expression.slice(start, end);
  if ((code >= 48 && code <= 57) || code === 46) return NUMBER.test(token) ? '1' : null;
  if (!isWordCode(code)) return HARMLESS.has(token) ? token : null;
  if ((token.length <= LONGEST_KEYWORD && KEYWORDS.has(token.toLowerCase())) || isCalled(expression, end)) return token;
  return token.includes(':') ? 'x:x' : 'x';
}

/** A bracket follows, so the word is a function's name or something like it. */
function isCalled(expression: string, from: number): boolean {
  let at = from;
  while (expression.charCodeAt(at) <= 32) at += 1;
  return expression[at] === '(';
}

/** Signs that are tokens by themselves or in pairs; comments, raw strings and the colon of subqueries are left to the parser. */
const HARMLESS = new Set('()[]{}+-*/%^=!<>~,@');
