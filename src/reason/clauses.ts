import type { Words } from '../knowledge/words.ts';
import type { Branch } from './clarity.ts';
import { phraseOf, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';

/** A sentence in its text. */
export interface Sentence {
  text: string;
  tokens: readonly Token[];
  words: Words;
  /** No sentence follows it. */
  isLast: boolean;
}

/** What stands around the orders of one sentence: readings that are right, cases, times and doubts. */
export interface Clauses {
  expectations(): Phrase[];
  branches(): Branch[];
  deadlines(): Phrase[];
  hedges(): Phrase[];
}

export function createClauses(sentence: Sentence): Clauses {
  const lower = sentence.tokens.map((token) => token.lower);
  return {
    expectations: () => expectationsIn(sentence, lower),
    branches: () => branchesIn(sentence, lower),
    deadlines: () => deadlinesIn(sentence, lower),
    hedges: () => found(sentence, lower, sentence.words.hedges),
  };
}

/** Every place where one of some phrases stands. */
function found({ text, tokens }: Sentence, lower: readonly string[], phrases: Words['hedges']): Phrase[] {
  const all: Phrase[] = [];
  for (let index = 0; index < lower.length; index += 1) {
    const length = phrases.lengthAt(lower, index);
    if (length > 0) all.push(phraseOf(text, tokens, index, index + length - 1));
  }
  return all;
}

/** From the words that begin a reading to the end of the clause. "Should be restarted" is no reading, and `should be` alone neither. */
function expectationsIn({ text, tokens, words }: Sentence, lower: readonly string[]): Phrase[] {
  const all: Phrase[] = [];
  for (let index = 0; index < lower.length; ) {
    // "The log for `lock timeout`": words to look for are a reading.
    const length = words.expectations.lengthAt(lower, index) || (lower[index] === 'for' && tokens[index + 1]?.is === 'code' ? 1 : 0);
    const next = index + length;
    const end = length === 0 ? next : clauseEnd(tokens, next);
    if (length > 0 && (end > next || length > 1) && words.act.participle.lengthAt(lower, next) === 0 && !isAsking(lower, index, words)) {
      all.push(phraseOf(text, tokens, index, end - 1));
    }
    index = Math.max(end, index + 1);
  }
  return all;
}

/** "If the lamp is green" is a case. */
function isAsking(lower: readonly string[], index: number, { conditions }: Words): boolean {
  const from = Math.max(0, index - REACH);
  return lower.slice(from, index).some((_, offset) => conditions.begin.lengthAt(lower, from + offset) > 0);
}

/** How many words a case has before the words that could be a reading. */
const REACH = 6;

/** The index of the token that ends the clause: a comma, a bracket, a dash. */
function clauseEnd(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(({ is }, index) => index >= from && is === 'pause');
  return end < 0 ? tokens.length : end;
}

function branchesIn(sentence: Sentence, lower: readonly string[]): Branch[] {
  const { text, tokens, words, isLast } = sentence;
  const { begin, other } = words.conditions;
  const all: Branch[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const isOther = other.lengthAt(lower, index);
    const opens = Math.max(isOther, begin.lengthAt(lower, index));
    if (opens === 0 || tokens[index]?.is !== 'word' || isAsked(lower, index, words)) continue;
    const comma = isOther > 0 ? index + opens : conditionEnd(sentence, lower, index + opens);
    const case_ = phraseOf(text, tokens, index, Math.max(index + opens, comma) - 1);
    const from = tokens.findIndex((token, at) => at >= comma && token.is !== 'pause');
    const then = from < 0 ? before(sentence, lower, index) : phraseOf(text, tokens, from, tokens.length - 1);
    // What follows may be the next sentence, or a list; without a pause it may be in the same words.
    const isOpen = isLast && (isOther > 0 || comma < tokens.length);
    const follows = then ?? (isOpen ? undefined : { text: '', start: case_.end, end: case_.end });
    all.push({ ...case_, other: isOther > 0, ...(follows && { then: follows }) });
    index = comma - 1;
  }
  return all;
}

/** "Check if it runs", "alert if it is down": the words before it make it no case in which something is to be done. */
function isAsked(lower: readonly string[], index: number, { conditions }: Words): boolean {
  return lower.slice(Math.max(0, index - 2), index).some((word) => conditions.asked.has(word));
}

/** Where a condition ends: at a pause, at "then", or where an order begins; one without any of these fills the sentence. */
function conditionEnd({ tokens, words }: Sentence, lower: readonly string[], from: number): number {
  for (let index = from; index < tokens.length; index += 1) {
    // "Does not drain", "has to restart" are no orders.
    const isVerb = index > from && !words.functionWords.has(lower[index - 1] ?? '') && [words.act, words.call, words.look].some(({ base }) => base.lengthAt(lower, index) > 0);
    const isOrder = isVerb && (!words.ambiguous.has(lower[index] ?? '') || OBJECT_FOLLOWS.test(lower[index + 1] ?? ''));
    if (isOrder || lower[index] === 'then' || isPause(tokens[index])) return index;
  }
  return tokens.length;
}

const OBJECT_FOLLOWS = /^(?:the|an?|your|its?|them|all|this|that|these|those)$|^[`{]/;

/** A bracket and a slash end no condition. */
function isPause(token: Token | undefined): boolean {
  return token?.is === 'pause' && !/[()[\]/|]/.test(token.text);
}

/** "Restart it if it hangs": what stands before the case, as long as it is more than an opening word. */
function before({ text, tokens, words }: Sentence, lower: readonly string[], index: number): Phrase | undefined {
  let from = index;
  while (from > 0 && tokens[from - 1]?.is !== 'stop') from -= 1;
  const said = lower.slice(from, index).filter((word, at) => tokens[from + at]?.is !== 'pause' && !words.functionWords.has(word) && !words.openers.has(word));
  return said.length > 0 ? phraseOf(text, tokens, from, index - 1) : undefined;
}

function deadlinesIn({ text, tokens, words }: Sentence, lower: readonly string[]): Phrase[] {
  const { begin, units, whole } = words.deadlines;
  const all: Phrase[] = [];
  for (let index = 0; index < lower.length; index += 1) {
    const opens = begin.lengthAt(lower, index);
    const as = whole.lengthAt(lower, index);
    if (as > 0) all.push(phraseOf(text, tokens, index, index + as - 1));
    const number = lower[index + opens] ?? '';
    if (opens === 0 || !AMOUNT.test(number)) continue;
    const unit = units.lengthAt(lower, index + opens + 1);
    if (unit > 0 || /\d[a-z]+$/.test(number)) all.push(phraseOf(text, tokens, index, index + opens + unit));
  }
  return all;
}

/** A number, with its unit behind it or not: `15`, `5m`, `one`. */
const AMOUNT = /^(?:\d+(?:\.\d+)?[a-z]{0,7}|an?|one|two|three|five|ten|fifteen|twenty|thirty|sixty)$/;
