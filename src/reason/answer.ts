import { wordsIn, type Words } from '../knowledge/words.ts';
import { looksOf, type Check, type Observation, type Text } from '../model/index.ts';
import { languageOf, tellsWhatToDo, type Branch, type Clarity, type VaguePhrase } from './clarity.ts';
import { tokensOf } from './tokens.ts';

/**
 * What the texts of a check answer to the person who is woken by it: the first thing to do. The rules of family `act` share
 * this answer, so that one check gets one finding for one question: a placeholder is more exact than a repetition, and that is
 * more exact than "names no action".
 */
export type Answer =
  /** A text names something to do, or there is a link to a page that may. */
  | { is: 'answered' }
  /** It cannot be told: another language, or nothing for a person to do. */
  | { is: 'unknown' }
  /** There is no text and no link. */
  | { is: 'silent' }
  /** A text that somebody meant to write, or a link that leads nowhere by design. */
  | { is: 'placeholder'; what: Placeholder }
  /** All that is written repeats the name or the condition. */
  | { is: 'restated'; text: Text }
  /** The reader is told to act, to look or to call, and not what or whom. */
  | { is: 'vague'; text: Text; vague: VaguePhrase[] }
  /** The text ends with a case, and does not say what to do in it. */
  | { is: 'unfinished'; text: Text; branch: Branch }
  /** Something is said, and nothing to do. */
  | { is: 'no-action'; text: Text };

export interface Placeholder {
  key: string;
  /** The words that give it away. */
  words: string;
  at: Text['at'];
}

export function answerOf(check: Check, read: (text: Text) => Clarity, words: Words): Answer {
  const { texts, runbooks } = check.response;
  const placeholder = placeholderIn(check, words);
  if (placeholder) return { is: 'placeholder', what: placeholder };
  if (check.response.automatic !== undefined || isHeartbeat(check)) return { is: 'unknown' };
  if (runbooks.length > 0) return { is: 'answered' };
  if (check.response.unread) return { is: 'unknown' };
  const [first] = texts;
  if (!first) return { is: 'silent' };
  const said = texts.map((text) => ({ text, clarity: read(text) }));
  if (said.some(({ clarity }) => tellsWhatToDo(clarity))) return { is: 'answered' };
  // All texts together: a title of three words is in no language.
  if (languageOf(tokensOf(texts.map(({ value }) => value).join('\n')), words) === 'unknown') return { is: 'unknown' };
  const longest = texts.reduce((a, b) => (b.value.length > a.value.length ? b : a), first);
  for (const { text, clarity } of said) {
    const branch = text.role === 'title' ? undefined : clarity.branches.find(({ then }) => then === undefined);
    if (branch) return { is: 'unfinished', text, branch };
  }
  const vague = said.flatMap(({ text, clarity }) => clarity.vague.map((phrase) => ({ text, phrase })));
  const open = vague.filter(({ phrase }) => !(phrase.told === 'look' && pointsAt(check, phrase.text)));
  if (open[0]) return { is: 'vague', text: open[0].text, vague: open.map(({ phrase }) => phrase) };
  if (vague.length > 0) return { is: 'unknown' };
  return isRestated(check, words) ? { is: 'restated', text: longest } : { is: 'no-action', text: longest };
}

/** "See comments" of an alert that has a label or an annotation of that name, which is shown with it. */
function pointsAt({ labels = {}, response }: Check, phrase: string): boolean {
  const object = /[\w-]{1,60}$/.exec(phrase)?.[0].toLowerCase();
  return object !== undefined && [...Object.keys(labels), ...response.texts.map(({ key }) => key)].some((key) => key.toLowerCase() === object);
}

/** It fires all the time so that its silence is noticed elsewhere; or it is there to hold others back. */
function isHeartbeat({ observes, response }: Check): boolean {
  return (observes.via === 'constant' && observes.says === 'red') || response.severity?.text === 'none';
}

const HOLE = /<(?:insert|your|fill|replace|add|enter|name of|todo)\b[^<>]{0,80}>/i;
/** Names that RFC 2606 keeps for examples, and what templates leave behind. */
const EXAMPLE_HOST = /^https?:\/\/(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|invalid|your-?(?:domain|company|org)[\w.-]*)(?:[/:?#]|$)/i;

function placeholderIn({ response }: Check, words: Words): Placeholder | undefined {
  for (const { key, value, at } of response.texts) {
    const found = placeholderWords(value, words);
    if (found !== undefined) return { key, words: found, at };
  }
  for (const { key, url, at } of response.runbooks) {
    if (EXAMPLE_HOST.test(url) || /^(?:todo|tbd|fixme|n\/a|none|#|-)?$/i.test(url)) return { key, words: url, at };
  }
  return undefined;
}

/** Beyond it no text is a placeholder as a whole. */
const LONGEST_PLACEHOLDER = 60;

/** The words by which a text shows that it has not been written yet. */
export function placeholderWords(text: string, words: Words): string | undefined {
  const { whole, inside } = words.placeholders;
  const hole = HOLE.exec(text)?.[0] ?? inside.exec(text)?.[0];
  // A text with a template in it says something else for each alert.
  if (hole !== undefined || text.length > LONGEST_PLACEHOLDER || text.includes('{{')) return hole;
  const plain = text.replace(/\s+/g, ' ').trim();
  const bare = plain.toLowerCase().replace(/^[^\p{L}\p{N}]+|[.!: ]$/gu, '');
  return plain === '' || whole.has(bare) || whole.has(plain) ? plain : undefined;
}

/** Three in four of the words that carry a meaning are in the name or the condition, or said of any alert. */
const SHARE = 0.75;

function isRestated(check: Check, words: Words): boolean {
  const known = new Set([...wordsIn(check.name), ...namesIn(check.observes)].map(stemOf));
  let said = 0;
  let repeated = 0;
  for (const word of new Set(check.response.texts.flatMap((text) => contentOf(text.value, words)))) {
    said += 1;
    if (known.has(stemOf(word)) || words.stateWords.has(word)) repeated += 1;
  }
  return repeated >= said * SHARE;
}

/** The words of a text that carry a meaning: holes, numbers and little words are none. */
function contentOf(text: string, words: Words): string[] {
  return tokensOf(text)
    .filter(({ is, text: word }) => (is === 'word' && !/^\d/.test(word)) || is === 'code')
    .flatMap(({ text: word }) => wordsIn(word))
    .filter((word) => word.length > 1 && !/^\d/.test(word) && !words.functionWords.has(word));
}

function namesIn(observation: Observation): string[] {
  return looksOf(observation).flatMap((look) => (look.via === 'metric' ? [look.expression, ...look.reads.flatMap(({ metric = '', matchers }) => [metric, ...matchers.map(({ value }) => value)])].flatMap(wordsIn) : []));
}

/** Without the endings of plural and tense, roughly: "connections", "connected" → "connect". */
function stemOf(word: string): string {
  const stem = word.replace(/(?:ions?|ings?|ers?|ed|es|s|e|ly)$/, '');
  return stem.length >= 3 ? stem : word;
}
