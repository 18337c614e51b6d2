/**
 * Regular expressions of RE2, as routing trees and selectors write them, without its engine: a pattern of a user is run on
 * a set of states and never tries a second way, so the time grows with the length of the text and of the pattern.
 */

/** Whether the whole text matches; undefined where the pattern uses what is not read here, or is wrong. */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  const compiled = compile(pattern);
  return compiled && run(compiled, text);
}

/** The texts that a pattern of plain words matches, `a|b|(c|d)`; undefined where it says more. */
export function plainTexts(pattern: string): string[] | undefined {
  const plain = /^\((?:\?:)?([^()]*)\)$/.exec(pattern.replace(/^\^|\$$/g, ''))?.[1] ?? pattern;
  if (/[\\.+*?()[\]{}]/.test(plain)) return undefined;
  const words = plain.split('|').map((word) => word.replace(/^\^|\$$/g, ''));
  return words.some((word) => /[\^$]/.test(word)) ? undefined : words;
}

/** One step of a program of states. */
type State =
  | { is: 'character'; accepts: (code: number) => boolean; next: number }
  | { is: 'split'; next: number; other: number }
  | { is: 'start' | 'end'; next: number }
  | { is: 'match' };

interface Program {
  states: State[];
  first: number;
}

/** More states than any pattern that a person writes; counted repetitions multiply. */
const MOST_STATES = 2000;

const compiled = new Map<string, Program | undefined>();

function compile(pattern: string): Program | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, programOf(pattern));
  return compiled.get(pattern);
}

function programOf(pattern: string): Program | undefined {
  const tree = parse(pattern);
  if (!tree) return undefined;
  const states: State[] = [{ is: 'match' }];
  const first = write(tree, 0, states);
  return first === undefined ? undefined : { states, first };
}

/** Adds the states of a part that goes on at `next`, and gives the first of them; undefined when there are too many. */
function write(part: Part, next: number, states: State[]): number | undefined {
  const add = (state: State): number | undefined => (states.length >= MOST_STATES ? undefined : states.push(state) - 1);
  switch (part.is) {
    case 'character':
      return add({ is: 'character', accepts: part.accepts, next });
    case 'start':
    case 'end':
      return add({ is: part.is, next });
    case 'row': {
      let at: number | undefined = next;
      for (const inner of [...part.of].reverse()) {
        if (at !== undefined) at = write(inner, at, states);
      }
      return at;
    }
    case 'choice': {
      let at = write(part.of[0] ?? EMPTY, next, states);
      for (const inner of part.of.slice(1)) {
        const other = write(inner, next, states);
        at = at === undefined || other === undefined ? undefined : add({ is: 'split', next: at, other });
      }
      return at;
    }
    case 'repeat':
      return writeRepeat(part, next, states, add);
  }
}

function writeRepeat({ of, least, most }: Part & { is: 'repeat' }, next: number, states: State[], add: (state: State) => number | undefined): number | undefined {
  let at: number | undefined = next;
  if (most === Infinity) {
    const loop = add({ is: 'split', next, other: next });
    const state = loop === undefined ? undefined : states[loop];
    const body = loop === undefined ? undefined : write(of, loop, states);
    if (body === undefined || state?.is !== 'split') return undefined;
    state.other = body;
    at = loop;
  } else {
    for (let count = least; count < most; count += 1) {
      const body: number | undefined = at === undefined ? undefined : write(of, at, states);
      at = body === undefined ? undefined : add({ is: 'split', next, other: body });
    }
  }
  for (let count = 0; count < least; count += 1) {
    if (at !== undefined) at = write(of, at, states);
  }
  return at;
}

/** Follows every state at once, one character after the other. */
function run({ states, first }: Program, text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  let current = new Set<number>();
  enter(first, current, states, true, codes.length === 0);
  for (const [index, code] of codes.entries()) {
    const following = new Set<number>();
    for (const at of current) {
      const state = states[at];
      if (state?.is === 'character' && state.accepts(code)) enter(state.next, following, states, false, index === codes.length - 1);
    }
    current = following;
  }
  return current.has(0);
}

function enter(first: number, found: Set<number>, states: readonly State[], atStart: boolean, atEnd: boolean): void {
  const waiting = [first];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const state = states[at];
    if (state?.is === 'split') waiting.push(state.next, state.other);
    else if ((state?.is === 'start' && atStart) || (state?.is === 'end' && atEnd)) waiting.push(state.next);
  }
}

type Part =
  | { is: 'character'; accepts: (code: number) => boolean }
  | { is: 'start' | 'end' }
  | { is: 'row' | 'choice'; of: Part[] }
  | { is: 'repeat'; of: Part; least: number; most: number };

const EMPTY: Part = { is: 'row', of: [] };

/** Deeper groups than any that a person writes. */
const DEEPEST = 50;

interface Reader {
  text: string;
  at: number;
  ignoresCase: boolean;
  depth: number;
}

/** The pattern as a tree; undefined for what is not read. */
function parse(pattern: string): Part | undefined {
  const flag = /^\(\?([is]+)\)/.exec(pattern);
  const reader: Reader = { text: pattern, at: flag?.[0].length ?? 0, ignoresCase: flag?.[1]?.includes('i') ?? false, depth: 0 };
  const tree = choice(reader);
  return tree && reader.at === pattern.length ? tree : undefined;
}

function choice(reader: Reader): Part | undefined {
  const of: Part[] = [];
  for (;;) {
    const part = row(reader);
    if (!part) return undefined;
    of.push(part);
    if (reader.text[reader.at] !== '|') break;
    reader.at += 1;
  }
  return of.length === 1 ? of[0] : { is: 'choice', of };
}

function row(reader: Reader): Part | undefined {
  const of: Part[] = [];
  while (reader.at < reader.text.length && !'|)'.includes(reader.text.charAt(reader.at))) {
    const part = atom(reader);
    const repeated = part && repetition(part, reader);
    if (!repeated) return undefined;
    of.push(repeated);
  }
  return { is: 'row', of };
}

const COUNT = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/;

function repetition(part: Part, reader: Reader): Part | undefined {
  const sign = reader.text.charAt(reader.at);
  const count = COUNT.exec(reader.text.slice(reader.at, reader.at + 12));
  const [least, most] = count ? [Number(count[1]), mostOf(count)] : sign === '*' ? [0, Infinity] : sign === '+' ? [1, Infinity] : sign === '?' ? [0, 1] : [1, 1];
  const length = count ? count[0].length : least === 1 && most === 1 ? 0 : 1;
  if (length === 0) return part;
  reader.at += length;
  // A lazy repetition matches the same texts.
  if (reader.text[reader.at] === '?') reader.at += 1;
  // RE2 refuses a repetition of a repetition, and one that is upside down.
  if (most < least || '*+?'.includes(reader.text[reader.at] ?? ' ')) return undefined;
  return { is: 'repeat', of: part, least, most };
}

function mostOf([, least, comma, most]: RegExpExecArray): number {
  if (comma === undefined) return Number(least);
  return most === '' ? Infinity : Number(most);
}

function atom(reader: Reader): Part | undefined {
  const { text, at } = reader;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  reader.at += character.length;
  switch (character) {
    case '(':
      return group(reader);
    case '[':
      return characterClass(reader);
    case '.':
      return { is: 'character', accepts: (code) => code !== NEW_LINE };
    case '^':
      return { is: 'start' };
    case '$':
      return { is: 'end' };
    case '\\': {
      const accepts = escape(reader);
      return accepts && { is: 'character', accepts: reader.ignoresCase ? ignoringCase(accepts) : accepts };
    }
    case '*':
    case '+':
    case '?':
      return undefined;
    default: {
      const accepts = equal(character);
      return { is: 'character', accepts: reader.ignoresCase ? ignoringCase(accepts) : accepts };
    }
  }
}

const NEW_LINE = 10;

function group(reader: Reader): Part | undefined {
  const opening = /^\?(?::|P?<\w+>)/.exec(reader.text.slice(reader.at, reader.at + 40));
  if (reader.text[reader.at] === '?' && !opening) return undefined;
  reader.at += opening?.[0].length ?? 0;
  reader.depth += 1;
  const inner = reader.depth > DEEPEST ? undefined : choice(reader);
  reader.depth -= 1;
  if (!inner || reader.text[reader.at] !== ')') return undefined;
  reader.at += 1;
  return inner;
}

type Accepts = (code: number) => boolean;

const isDigit: Accepts = (code) => code >= 48 && code <= 57;
const isWord: Accepts = (code) => isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Accepts = (code) => code === 32 || (code >= 9 && code <= 13 && code !== 11);

const CLASSES: Record<string, Accepts> = { d: isDigit, w: isWord, s: isSpace, D: (code) => !isDigit(code), W: (code) => !isWord(code), S: (code) => !isSpace(code) };
const CONTROLS: Record<string, string> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** What follows a backslash: a class, a control character, or a sign that stands for itself. */
function escape(reader: Reader): Accepts | undefined {
  const character = reader.text.charAt(reader.at);
  reader.at += 1;
  const known = Object.hasOwn(CLASSES, character) ? CLASSES[character] : undefined;
  if (known) return known;
  if (Object.hasOwn(CONTROLS, character)) return equal(CONTROLS[character] ?? '');
  return /^[^\w\s]$/.test(character) ? equal(character) : undefined;
}

function equal(character: string): Accepts {
  const wanted = character.codePointAt(0);
  return (code) => code === wanted;
}

function ignoringCase(accepts: Accepts): Accepts {
  return (code) => {
    const character = String.fromCodePoint(code);
    return [character.toLowerCase(), character.toUpperCase()].some((other) => accepts(other.codePointAt(0) ?? 0));
  };
}

function characterClass(reader: Reader): Part | undefined {
  const { text } = reader;
  const negated = text[reader.at] === '^';
  if (negated) reader.at += 1;
  const accepted: Accepts[] = [];
  for (let first = true; first || text[reader.at] !== ']'; first = false) {
    if (reader.at >= text.length || text.startsWith('[:', reader.at)) return undefined;
    const accepts = classPart(reader);
    if (!accepts) return undefined;
    accepted.push(accepts);
  }
  reader.at += 1;
  const isIn: Accepts = (code) => accepted.some((accepts) => accepts(code));
  const isInAnyCase = reader.ignoresCase ? ignoringCase(isIn) : isIn;
  return { is: 'character', accepts: negated ? (code) => !isInAnyCase(code) : isInAnyCase };
}

/** A character, a class, or a range of characters. */
function classPart(reader: Reader): Accepts | undefined {
  const low = classCharacter(reader);
  if (typeof low !== 'number') return low;
  const isRange = reader.text[reader.at] === '-' && (reader.text[reader.at + 1] ?? ']') !== ']';
  if (!isRange) return (code) => code === low;
  reader.at += 1;
  const high = classCharacter(reader);
  return typeof high === 'number' && high >= low ? (code) => code >= low && code <= high : undefined;
}

function classCharacter(reader: Reader): number | Accepts | undefined {
  const code = reader.text.codePointAt(reader.at) ?? 0;
  const character = String.fromCodePoint(code);
  reader.at += character.length;
  if (character !== '\\') return code;
  const escaped = reader.text.charAt(reader.at);
  if (Object.hasOwn(CLASSES, escaped)) return escape(reader);
  reader.at += 1;
  if (Object.hasOwn(CONTROLS, escaped)) return CONTROLS[escaped]?.codePointAt(0);
  return /^[^\w\s]$/.test(escaped) ? escaped.codePointAt(0) : undefined;
}
