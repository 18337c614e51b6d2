import type { SiteWords } from '../config/settings.ts';
import type { SectionRole } from '../model/index.ts';
import page from './words.en.yaml';

/** The vocabulary by which texts for people are understood: words.en.yaml, ready for look-ups. */
export interface Words {
  act: VerbForms;
  call: VerbForms;
  look: VerbForms;
  calls: Phrases;
  actNouns: Phrases;
  complete: Phrases;
  ambiguous: Phrases;
  /** Verbs that are no nouns. */
  onlyVerbs: Phrases;
  nounFollowers: Phrases;
  openers: Phrases;
  modals: Phrases;
  advisory: Phrases;
  subjects: Phrases;
  vagueNouns: Phrases;
  vagueObjects: Phrases;
  vaguePeople: Phrases;
  /** Names under which somebody can be reached, as the site calls them. */
  teams: Phrases;
  functionWords: Phrases;
  stateWords: Phrases;
  /** Who loses, and what they lose: behind `people`, before them, and behind those that may be programs; and whole phrases. */
  consequence: { people: Phrases; loses: Phrases; reaches: Phrases; programs: Phrases; suffers: Phrases; phrases: Phrases };
  /** `whole` texts; words that give a text away wherever they stand. */
  placeholders: { whole: Phrases; inside: RegExp; owners: Phrases };
  presence: { asks: Phrases; states: Phrases };
  attestation: Phrases;
  signSteps: Phrases;
  readings: Phrases;
  branches: Phrases;
  /** What begins a condition, what the other case, and words behind which an `if` asks instead; the last words of those of the other case. */
  conditions: { begin: Phrases; other: Phrases; asked: Phrases; lastOfOther: ReadonlySet<string> };
  /** What begins a reading that is right. */
  expectations: Phrases;
  /** What begins a time by which, or after which, something is to be done; units of time. */
  deadlines: { begin: Phrases; units: Phrases; whole: Phrases };
  hedges: Phrases;
  commands: Phrases;
  vagueLooks: Phrases;
  vagueExpectations: Phrases;
  verified: { words: Phrases; commands: Phrases };
  risky: { commands: Phrases; verbs: Phrases; objects: Phrases };
  warned: Phrases;
  english: Phrases;
  foreign: Phrases;
  pages: Record<'runbook' | 'likely' | 'index' | 'never' | 'neverBelow' | 'report', Phrases>;
  rounds: { titles: Phrases; notTitles: Phrases; states: Phrases; columns: Record<RoundColumn, Phrases> };
  /** What a heading of a runbook promises below it; `other` when its words say nothing of that. */
  roleOf(heading: string): SectionRole;
}

export type RoundColumn = 'look' | 'expect' | 'otherwise' | 'record';

export interface VerbForms {
  /** `restart`, `scale up`. */
  base: Phrases;
  /** `restarted`, as in "should be restarted". */
  participle: Phrases;
  /** `restarting`, as in "consider restarting". */
  gerund: Phrases;
}

/** A set of words and of words in a row. */
export interface Phrases {
  /** The text, in lower case and with single spaces, is one of them. */
  has(text: string): boolean;
  /** How many of `words` from `index` on are one of them: the longest; 0 for none. Words are in lower case. */
  lengthAt(words: readonly string[], index: number): number;
  /** Where in `words` one of them begins. */
  find(words: readonly string[]): { index: number; length: number } | undefined;
}

/** Reads its entries when it is first asked: most runs ask few of the lists. */
export function phrases(entriesOf: () => readonly string[]): Phrases {
  let all: ReadonlySet<string> | undefined;
  let byFirst: Map<string, string[][]> | undefined;
  const lengthAt = (words: readonly string[], index: number): number => {
    byFirst ??= byFirstWord(entriesOf());
    const found = byFirst.get(words[index] ?? '')?.find((parts) => parts.every((part, offset) => words[index + offset] === part));
    return found?.length ?? 0;
  };
  return {
    has: (text) => (all ??= new Set(entriesOf())).has(text),
    lengthAt,
    find: (words) => {
      for (let index = 0; index < words.length; index += 1) {
        const length = lengthAt(words, index);
        if (length > 0) return { index, length };
      }
      return undefined;
    },
  };
}

/** Entries as lists of words by the first of them, the longest first. */
function byFirstWord(entries: readonly string[]): Map<string, string[][]> {
  const byFirst = new Map<string, string[][]>();
  for (const entry of entries) {
    const parts = entry.split(' ');
    const first = parts[0] ?? '';
    const known = byFirst.get(first);
    if (known) known.push(parts);
    else byFirst.set(first, [parts]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return byFirst;
}

/** The words of a name in any of the ways in which names are joined, in lower case. */
export function wordsIn(name: string): string[] {
  if (/^[a-z]+$/.test(name)) return [name];
  return (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu) ?? []).map((word) => word.toLowerCase());
}

/** The words of the page at a path of keys; none where it is not text. */
function entries(...path: string[]): string[] {
  let node: unknown = page;
  for (const key of path) node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
  return typeof node === 'string' ? node.split(/,\s+/).map((entry) => entry.trim()) : [];
}

/** One of `phrases` in any case, or of `marks` as they are written, as whole words. */
function anyOf(anyCase: readonly string[], marks: readonly string[]): RegExp {
  const insensitive = anyCase.map((phrase) => phrase.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`).replaceAll(' ', '\\s+'));
  return new RegExp(`(?<![\\w-])(?:${[...insensitive, ...marks].join('|')})(?![\\w-])`);
}

const at = (...path: string[]): Phrases => phrases(() => entries(...path));

function verbs(key: string, own: readonly string[] = []): VerbForms {
  const base = (): string[] => [...entries('verbs', key), ...own.map((verb) => verb.toLowerCase())];
  return { base: phrases(base), participle: phrases(() => base().map((verb) => inflect(verb, pastOf))), gerund: phrases(() => base().map((verb) => inflect(verb, gerundOf))) };
}

/** Inflects the first word of a verb: "scale up" → "scaled up". */
function inflect(verb: string, form: (word: string) => string): string {
  const [first = '', ...rest] = verb.split(' ');
  return [form(first), ...rest].join(' ');
}

/** One consonant after one vowel is doubled: stop → stopped. */
const DOUBLES = /(?:^|[^aeiou])[aeiou][bdgmnpt]$/;

function pastOf(word: string): string {
  const irregular = entries('verbs', 'irregular', word)[0];
  if (irregular !== undefined) return irregular;
  if (word.endsWith('e')) return `${word}d`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ied`;
  return DOUBLES.test(word) && word.length <= 5 ? `${word}${word.slice(-1)}ed` : `${word}ed`;
}

function gerundOf(word: string): string {
  if (word.endsWith('e') && !word.endsWith('ee')) return `${word.slice(0, -1)}ing`;
  return DOUBLES.test(word) && word.length <= 5 ? `${word}${word.slice(-1)}ing` : `${word}ing`;
}

const ROLES = ['mitigation', 'diagnosis', 'impact', 'escalation', 'verification', 'meaning', 'prevention'] as const;
const WHOLE = ROLES.map((role) => [role, at('sections', 'whole', role)] as const);
const INSIDE = ROLES.map((role) => [role, entries('sections', 'inside', role)] as const);

function roleOf(heading: string): SectionRole {
  const text = heading
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, '')
    .replace(/\s+/g, ' ');
  const whole = WHOLE.find(([, words]) => words.has(text));
  if (whole) return whole[0];
  return INSIDE.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? 'other';
}

/** The vocabulary that ships, and the words that a site adds to it. */
export function createWords({ actions = [], looks = [], teams = [], commands = [], vague = [], placeholders = [] }: SiteWords = {}): Words {
  const extended = (own: readonly string[], ...path: string[]): Phrases => phrases(() => [...entries(...path), ...own.map((word) => word.toLowerCase())]);
  return {
    act: verbs('act', actions),
    call: verbs('call'),
    look: verbs('look', looks),
    calls: at('verbs', 'calls'),
    actNouns: at('verbs', 'nouns'),
    complete: at('verbs', 'complete'),
    ambiguous: at('verbs', 'ambiguous'),
    onlyVerbs: at('verbs', 'only_verbs'),
    nounFollowers: at('noun_followers'),
    openers: at('openers'),
    modals: at('modals'),
    advisory: at('advisory'),
    subjects: at('subjects'),
    vagueNouns: extended(vague, 'vague_nouns'),
    vagueObjects: extended(vague, 'vague_objects'),
    vaguePeople: at('vague_people'),
    teams: phrases(() => teams.map((name) => name.toLowerCase())),
    functionWords: at('function_words'),
    stateWords: at('state_words'),
    consequence: {
      people: at('consequence', 'people'),
      loses: at('consequence', 'loses'),
      reaches: at('consequence', 'reaches'),
      programs: at('consequence', 'programs'),
      suffers: at('consequence', 'suffers'),
      phrases: at('consequence', 'phrases'),
    },
    placeholders: { whole: extended(placeholders, 'placeholders', 'whole'), inside: anyOf(entries('placeholders', 'inside'), entries('placeholders', 'marks')), owners: at('placeholders', 'owners') },
    presence: { asks: at('presence', 'asks'), states: at('presence', 'states') },
    attestation: at('attestation'),
    signSteps: at('sign_steps'),
    readings: at('readings'),
    branches: at('branches'),
    conditions: { begin: at('conditions', 'begin'), other: at('conditions', 'other'), asked: at('conditions', 'asked'), lastOfOther: new Set(entries('conditions', 'other').map((entry) => entry.slice(entry.lastIndexOf(' ') + 1))) },
    expectations: at('expectations'),
    deadlines: { begin: at('deadlines', 'begin'), units: at('deadlines', 'units'), whole: at('deadlines', 'whole') },
    hedges: at('hedges'),
    commands: phrases(() => [...entries('commands'), ...commands]),
    vagueLooks: at('vague_looks'),
    vagueExpectations: at('vague_expectations'),
    verified: { words: at('verified', 'words'), commands: at('verified', 'commands') },
    risky: { commands: at('risky', 'commands'), verbs: at('risky', 'verbs'), objects: at('risky', 'objects') },
    warned: at('warned'),
    english: at('language', 'english'),
    foreign: at('language', 'foreign'),
    pages: {
      runbook: at('pages', 'runbook'),
      likely: at('pages', 'likely'),
      index: at('pages', 'index'),
      never: at('pages', 'never'),
      neverBelow: at('pages', 'never_below'),
      report: at('pages', 'report'),
    },
    rounds: {
      titles: at('rounds', 'titles'),
      notTitles: at('rounds', 'not_titles'),
      states: at('rounds', 'states'),
      columns: {
        look: at('rounds', 'columns', 'look'),
        expect: at('rounds', 'columns', 'expect'),
        otherwise: at('rounds', 'columns', 'otherwise'),
        record: at('rounds', 'columns', 'record'),
      },
    },
    roleOf,
  };
}

export const words: Words = createWords();
