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

const TOKEN = /\s+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\d[\d_]*(?:\.\d+)?[eE][+-]?\d+|[\d.][\w.]*|[A-Za-z_][\w:]*|[^]/gy;

/** Words that the grammar knows; other words are names wherever no bracket follows. */
const KEYWORDS = new Set([
  'and', 'or', 'unless', 'atan2', 'bool', 'on', 'ignoring', 'group_left', 'group_right', 'by', 'without', 'offset', 'inf', 'nan', 'anchored', 'smoothed', 'fill', 'fill_left', 'fill_right', '__name__',
  'avg', 'bottomk', 'count', 'count_values', 'group', 'max', 'min', 'quantile', 'limitk', 'limit_ratio', 'stddev', 'stdvar', 'sum', 'topk',
]);

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
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(expression); match; match = TOKEN.exec(expression)) {
    const [token] = match;
    const standIn = standInFor(token, expression, TOKEN.lastIndex);
    if (standIn === null) return null;
    // `up.5` is two tokens, and their stand-ins would make one.
    if (isWordCode(standIn.charCodeAt(0)) && isWordCode(text.charCodeAt(text.length - 1))) return null;
    starts[text.length] = match.index;
    text += standIn;
    ends[text.length] = TOKEN.lastIndex;
  }
  return { text, starts, ends };
}

/** A letter, a digit or an underscore. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

function standInFor(token: string, expression: string, end: number): string | null {
  const code = token.charCodeAt(0);
  if (code === 34 || code === 39) return token.length > 1 ? '""' : null;
  if (code <= 32) return ' ';
  if ((code >= 48 && code <= 57) || code === 46) return NUMBER.test(token) ? '1' : null;
  if (!isWordCode(code)) return HARMLESS.has(token) ? token : null;
  if (KEYWORDS.has(token.toLowerCase()) || isCalled(expression, end)) return token;
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
