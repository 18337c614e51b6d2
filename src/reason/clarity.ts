import type { Words } from '../knowledge/words.ts';
import { SentenceReader } from './sentence.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Words of a text that prove something, and where in it they stand. */
export interface Phrase {
  text: string;
  start: number;
  end: number;
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
  /** Told to act or to look, and not at what: "investigate", "fix the issue", "check the logs". */
  vague: Phrase[];
  /** Somebody loses something: "customers cannot pay". */
  consequences: Phrase[];
}

/** Reads a text as the person on call reads it. Templates (`{{ … }}`) are holes: something will stand there. */
export function clarityOf(text: string, words: Words): Clarity {
  const tokens = tokensOf(text);
  const clarity: Clarity = {
    language: languageOf(tokens, words),
    actions: [],
    looks: [],
    commands: [],
    contacts: [],
    pages: [],
    vague: [],
    consequences: [],
  };
  for (const sentence of sentencesOf(tokens)) {
    const read = new SentenceReader(text, sentence, words, clarity);
    read.verbs();
    read.names();
    read.consequence();
  }
  return clarity;
}

/** It names at least one first thing to do, to look at, to read or to call. */
export function tellsWhatToDo({ actions, looks, commands, contacts, pages }: Clarity): boolean {
  return actions.length + looks.length + commands.length + contacts.length + pages.length > 0;
}

/** Unknown where other scripts or other languages' little words outweigh the English ones. */
function languageOf(tokens: readonly Token[], words: Words): Clarity['language'] {
  const said = tokens.filter(({ is }) => is === 'word');
  const letters = said.map(({ lower }) => lower);
  const english = letters.filter((word) => words.english.has(word)).length;
  const foreign = letters.filter((word) => words.foreign.has(word) || /[^\p{ASCII}]/u.test(word)).length;
  return foreign > english ? 'unknown' : 'english';
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
