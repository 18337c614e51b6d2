import type { Words } from '../knowledge/words.ts';
import { createClauses } from './clauses.ts';
import type { Phrase } from './phrase.ts';
import { SentenceReader } from './sentence.ts';
import { tokensOf, type Token } from './tokens.ts';

export type { Phrase } from './phrase.ts';

/** A case, and what follows it. */
export interface Branch extends Phrase {
  /** What is to be done, or is so, in this case; absent where nothing follows. */
  then?: Phrase;
  /** It is the case in which what was expected is not so: "otherwise". */
  other: boolean;
}

/** Told to do something, and to nothing or nobody in particular. */
export interface VaguePhrase extends Phrase {
  told: 'act' | 'look' | 'call';
}

/**
 * What a text tells a person. Every list holds the words that say so; an empty list means that nothing of the kind was
 * found, which proves something only where `language` is `english`.
 */
export interface Clarity {
  language: 'english' | 'unknown';
  /** Something to do, with the thing to do it to: "restart the ingester". */
  actions: Phrase[];
  /** Something to look at that is named: "check the idrac_exporter logs". */
  looks: Phrase[];
  /** A command to type. */
  commands: Phrase[];
  /** Somebody to call who can be found: "#team-storage", "call 4711". */
  contacts: Phrase[];
  /** Pages to read. */
  pages: Phrase[];
  /** Told to act, to look or to call, and not what or whom: "investigate", "fix the issue", "check the logs", "contact the admin". */
  vague: VaguePhrase[];
  /** A reading to compare with: "should be below 100", "for `timeout`". */
  expectations: Phrase[];
  /** Cases, and what follows them: "if the lamp is red, call 4711". */
  branches: Branch[];
  /** By when, or after how long, something is to be done: "within 15 minutes". */
  deadlines: Phrase[];
  /** Words that leave open whether it is to be done: "maybe", "if needed". */
  hedges: Phrase[];
  /** Somebody loses something: "customers cannot pay". */
  consequences: Phrase[];
}

/** Characters of one text that a person on call reads at most. */
const LONGEST_READ = 10_000;

/** Reads a text as the person on call reads it. Templates (`{{ … }}`) are holes: something will stand there. */
export function clarityOf(whole: string, words: Words): Clarity {
  const text = whole.slice(0, LONGEST_READ);
  const tokens = tokensOf(text);
  const clarity: Clarity = {
    language: languageOf(tokens, words),
    actions: [],
    looks: [],
    commands: [],
    contacts: [],
    pages: [],
    vague: [],
    expectations: [],
    branches: [],
    deadlines: [],
    hedges: [],
    consequences: [],
  };
  const sentences = [...sentencesOf(tokens)];
  for (const [index, sentence] of sentences.entries()) {
    const read = new SentenceReader(text, sentence, words, clarity);
    read.verbs();
    read.names();
    read.consequence();
    const clauses = createClauses({ text, tokens: sentence, words, isLast: index === sentences.length - 1 });
    clarity.expectations.push(...clauses.expectations());
    clarity.branches.push(...clauses.branches());
    if (!tellsAnything(clarity)) continue;
    clarity.deadlines.push(...clauses.deadlines());
    clarity.hedges.push(...clauses.hedges());
  }
  return clarity;
}

/**
 * The words of the case with which a text ends without saying what is to be done in it, or undefined. Only the last sentence can leave
 * one open, so only that is read.
 */
export function openCase(text: string, words: Words): string | undefined {
  if (text.length > LONGEST_READ || !mayEndOpen(text, words)) return undefined;
  const tail = text.slice(lastSentence(text));
  const tokens = [...sentencesOf(tokensOf(tail))].at(-1);
  const open = tokens && createClauses({ text: tail, tokens, words, isLast: true }).branches().find(({ then }) => then === undefined);
  return open && languageOf(tokensOf(text), words) === 'english' ? open.text : undefined;
}

/**
 * Nothing follows an open case but the pause that ends it, or it is one word such as "otherwise": most texts show by their last word that they
 * leave none open.
 */
function mayEndOpen(text: string, { conditions }: Words): boolean {
  let end = text.length;
  while (end > 0 && !isWordAt(text, end - 1)) {
    if (PAUSES.has(text[end - 1] ?? '')) return true;
    end -= 1;
  }
  let start = end;
  while (start > 0 && isWordAt(text, start - 1)) start -= 1;
  return conditions.lastOfOther.has(text.slice(start, end).toLowerCase());
}

/** The signs of a pause at which a case ends; brackets and slashes end none. */
const PAUSES = new Set(',:–—→>-');

function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{N}\p{M}_`}]/u.test(text[at] ?? '');
}

/** Where the last sentence begins, or a place before it; the beginning of the text where a cut would fall into code or a template. */
function lastSentence(text: string): number {
  let at = text.trimEnd().length - 2;
  while (at >= 0 && !(STOPS.has(text[at] ?? '') && (text[at + 1] ?? '').trim() === '')) at -= 1;
  const tail = text.slice(at + 1);
  const isWhole = tail.split('`').length % 2 === 1 && tail.indexOf('}}') >= tail.indexOf('{{');
  return isWhole ? at + 1 : 0;
}

const STOPS = new Set('.!?;');

/** It names at least one first thing to do, to look at, to read or to call. */
export function tellsWhatToDo({ actions, looks, commands, contacts, pages }: Clarity): boolean {
  return actions.length + looks.length + commands.length + contacts.length + pages.length > 0;
}

/** Times and doubts are those of something that is to be done; an alert has some of its own. */
function tellsAnything(clarity: Clarity): boolean {
  return tellsWhatToDo(clarity) || clarity.vague.length > 0 || clarity.branches.length > 0;
}

/** Unknown where other scripts or other languages' little words are as many as the English ones. */
export function languageOf(tokens: readonly Token[], words: Words): Clarity['language'] {
  const said = tokens.filter(({ is }) => is === 'word');
  const letters = said.map(({ lower }) => lower);
  const english = letters.filter((word) => words.english.has(word)).length;
  const foreign = letters.filter((word) => words.foreign.has(word) || /[^\p{ASCII}]/u.test(word)).length;
  return foreign > 0 && foreign >= english ? 'unknown' : 'english';
}

function* sentencesOf(tokens: readonly Token[]): Generator<Token[]> {
  let sentence: Token[] = [];
  for (const token of tokens) {
    if (token.is !== 'stop') sentence.push(token);
    else if (sentence.length > 0) {
      yield sentence;
      sentence = [];
    }
  }
  if (sentence.length > 0) yield sentence;
}
