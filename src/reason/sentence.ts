import type { Phrases, VerbForms, Words } from '../knowledge/words.ts';
import type { Clarity } from './clarity.ts';
import { phraseOf, type Phrase } from './phrase.ts';
import { isMarked, type Token } from './tokens.ts';

interface Verb {
  kind: 'act' | 'call' | 'look';
  /** Index of the first word behind it. */
  next: number;
  complete: boolean;
}

/** Looks through one sentence and adds to what was found in the text; a class for what its questions share. */
export class SentenceReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #lower: readonly string[];
  readonly #words: Words;
  readonly #found: Clarity;

  constructor(text: string, tokens: readonly Token[], words: Words, found: Clarity) {
    this.#text = text;
    this.#tokens = tokens;
    this.#lower = tokens.map(({ lower }) => lower);
    this.#words = words;
    this.#found = found;
  }

  verbs(): void {
    if (this.#isTitle()) return;
    let atClause = true;
    let opened = false;
    let spoken = false;
    for (let index = 0; index < this.#tokens.length; ) {
      const verb: Verb | undefined = (atClause ? this.#baseVerb(index, opened) : undefined) ?? this.#saidVerb(index);
      if (verb) {
        this.#sort(verb, index);
        spoken = true;
        atClause = false;
        index = Math.max(verb.next, index + 1);
        continue;
      }
      const opener: number = atClause ? this.#words.openers.lengthAt(this.#lower, index) : 0;
      const { is, lower } = this.#tokens[index] ?? { is: 'stop', lower: '' };
      opened = opener > 0 || lower === 'please';
      atClause = opened || is === 'pause' || lower === 'otherwise' || lower === 'then' || (spoken && JOINS.has(lower));
      index += Math.max(opener, 1);
    }
  }

  /** "Notify Till Replicas Unavailable": every word that counts begins with a capital. */
  #isTitle(): boolean {
    const said = this.#tokens.filter(({ is, lower }) => is === 'word' && !this.#words.functionWords.has(lower));
    return said.length >= FEWEST_OF_TITLE && said.every(({ text }) => /^[\p{Lu}\d]/u.test(text));
  }

  /** An order: "restart the pod", at the head of a clause; behind "please" nothing else can stand. */
  #baseVerb(index: number, opened: boolean): Verb | undefined {
    const verb = this.#verbAt(index, 'base');
    if (!verb) return undefined;
    const follower = this.#lower[verb.next] ?? '';
    const next = this.#tokens[verb.next];
    const said = this.#lower.slice(index, verb.next).join(' ');
    const isNoun = this.#words.nounFollowers.has(follower) && !(verb.kind === 'look' && (follower === 'for' || follower === 'in'));
    if (isNoun && !this.#words.onlyVerbs.has(said)) return undefined;
    // "Notify when …", "trigger the alarm if …": what the alarm does, and not its reader.
    if (index === 0 && verb.kind === 'call' && CLAUSE.has(follower)) return undefined;
    if (index === 0 && ALARMS.has(said) && this.#lower.slice(verb.next, verb.next + 3).some((word) => /^(?:alarm|alert|notification|warning)s?$/.test(word))) return undefined;
    if (opened || !this.#words.ambiguous.has(said)) return verb;
    const isTitle = next === undefined || next.is === 'pause' || (next.is === 'word' && !TAKES_OBJECT.has(follower) && !isMarked(next));
    return isTitle && !verb.complete ? undefined : verb;
  }

  /** "you should restart", "must be restarted", "consider restarting", "requires a restart" without being asked at the head of a clause. */
  #saidVerb(index: number): Verb | undefined {
    const modal = this.#words.modals.lengthAt(this.#lower, index);
    if (modal > 0) {
      let at = index + modal;
      while (ADVERB.test(this.#lower[at] ?? '')) at += 1;
      if (this.#lower[at] === 'be') {
        at += 1;
        while (ADVERB.test(this.#lower[at] ?? '')) at += 1;
        const verb = this.#verbAt(at, 'participle');
        const isMachines = this.#lower.slice(at).some((word) => REGULARLY.has(word));
        return verb && verb.kind !== 'look' && !isMachines ? { ...verb, complete: true } : undefined;
      }
      const subject = this.#lower[index - 1] ?? '';
      const asks = this.#words.subjects.has(subject) || /(?:need|have|want|sure|advised|recommended) to$/.test(this.#lower.slice(index, index + modal).join(' '));
      return asks ? this.#verbAt(at, 'base') : undefined;
    }
    const advisory = this.#words.advisory.lengthAt(this.#lower, index);
    const advised = advisory > 0 ? (this.#verbAt(index + advisory, 'gerund') ?? (this.#lower[index] === 'consider' ? this.#verbAt(index + advisory, 'base') : undefined)) : undefined;
    return advised ?? this.#neededAct(index);
  }

  /** "needs a restart", "a restart might be necessary". */
  #neededAct(index: number): Verb | undefined {
    const { actNouns } = this.#words;
    const length = actNouns.lengthAt(this.#lower, index);
    const asks = NEEDS.has(this.#lower[index] ?? '');
    const behind = this.#lower.slice(index + 1, index + 9);
    const noun = asks ? behind.findIndex((word) => actNouns.has(word)) : -1;
    if (noun >= 0) return { kind: 'act', next: index + noun + 2, complete: true };
    // "Restarting the pod might help."
    const gerund = this.#verbAt(index, 'gerund');
    if (gerund?.kind === 'act' && behind.some((word) => HELPS.has(word))) return gerund;
    return length > 0 && behind.some((word) => NEEDED.has(word)) ? { kind: 'act', next: index + length, complete: true } : undefined;
  }

  #verbAt(index: number, form: keyof VerbForms): Verb | undefined {
    const { act, call, look, complete } = this.#words;
    let best: Verb | undefined;
    for (const [kind, forms] of [['act', act], ['call', call], ['look', look]] as const) {
      const length = forms[form].lengthAt(this.#lower, index);
      if (length === 0 || (best && best.next >= index + length)) continue;
      best = { kind, next: index + length, complete: complete.has(this.#lower.slice(index, index + length).join(' ')) };
    }
    return best;
  }

  #sort(verb: Verb, index: number): void {
    const object = this.#objectFrom(verb.next, verb.kind === 'look');
    const phrase = this.#phrase(index, object.at(-1) ? verb.next + object.length - 1 : verb.next - 1);
    const { actions, contacts, looks, vague } = this.#found;
    if (this.#isParticular(verb, object)) ({ act: actions, call: contacts, look: looks })[verb.kind].push(phrase);
    else vague.push({ ...phrase, told: verb.kind });
  }

  /** What is acted on, who is called, what is looked at, is named. */
  #isParticular({ kind, complete }: Verb, object: readonly Token[]): boolean {
    const { vagueObjects, vaguePeople, vagueNouns, teams } = this.#words;
    switch (kind) {
      case 'act':
        return complete || object.some((token) => this.#isNamed(token, vagueObjects));
      case 'call':
        return complete || object.some((token) => token.is === 'handle' || this.#isNamed(token, vaguePeople)) || teams.find(object.map(({ lower }) => lower)) !== undefined;
      case 'look':
        return object.some((token) => token.is !== 'hole' && this.#isNamed(token, vagueNouns));
    }
  }

  /** The words behind a verb up to the next clause; what is looked at can be a list. */
  #objectFrom(index: number, isList: boolean): Token[] {
    const object: Token[] = [];
    for (const [offset, token] of this.#tokens.slice(index, index + 24).entries()) {
      if (JOINS.has(token.lower) && this.#baseVerb(index + offset + 1, false)) break;
      if (token.is === 'pause' && !isList && token.text !== '/' && token.text !== '(' && object.length > 0) break;
      if (object.length > 0 && CLAUSE.has(token.lower)) break;
      object.push(token);
    }
    return object;
  }

  /** A word that names a thing: no little word, and none of `vague`. */
  #isNamed(token: Token, vague: Phrases): boolean {
    if (token.is === 'pause') return false;
    if (token.is !== 'word') return true;
    return isMarked(token) || !(this.#words.functionWords.has(token.lower) || vague.has(token.lower));
  }

  /** Addresses, handles and commands speak for themselves. */
  names(): void {
    for (const [index, token] of this.#tokens.entries()) {
      if (token.is === 'url' && !/grafana|dashboard|\/d\//i.test(token.text)) this.#found.pages.push(this.#phrase(index, index));
      if (token.is === 'handle') this.#found.contacts.push(this.#phrase(index, index));
      if (token.is === 'code' && this.#isCommand(token.text.replaceAll('`', '').trim().split(/\s+/))) this.#found.commands.push(this.#phrase(index, index));
      const next = this.#tokens[index + 1];
      const isTyped = token.is === 'word' && this.#words.commands.has(token.text) && next?.is === 'word' && !this.#words.functionWords.has(next.lower) && TYPED.test(token.text);
      if (isTyped) this.#found.commands.push(this.#phrase(index, Math.min(index + 3, this.#tokens.length - 1)));
    }
  }

  #isCommand(parts: readonly string[]): boolean {
    return parts[0]?.startsWith('--') === true || (parts.length > 1 && this.#words.commands.has((parts[0] === '$' ? parts[1] : parts[0]) ?? ''));
  }

  consequence(): void {
    const { people, loses, reaches, programs, suffers, phrases } = this.#words.consequence;
    const phrase = phrases.find(this.#lower);
    if (phrase) {
      this.#found.consequences.push(this.#phrase(phrase.index, phrase.index + phrase.length - 1));
      return;
    }
    if (!this.#lossOf(people, loses, reaches)) this.#lossOf(programs, suffers);
  }

  /** Somebody, with what they lose shortly behind them, or with what reaches them right before: a `slow` far away is another thing's. */
  #lossOf(people: Phrases, loses: Phrases, reaches?: Phrases): boolean {
    for (let from = 0; from < this.#lower.length; ) {
      const found = people.find(this.#lower.slice(from));
      if (!found) return false;
      const [start, end] = [from + found.index, from + found.index + found.length];
      const behind = loses.find(this.#lower.slice(end, end + BEHIND));
      if (behind) return this.#loss(start, end + behind.index + behind.length - 1);
      const first = Math.max(0, start - BEFORE);
      const before = reaches?.find(this.#lower.slice(first, start));
      if (before) return this.#loss(first + before.index, end - 1);
      from = end;
    }
    return false;
  }

  #loss(from: number, to: number): true {
    this.#found.consequences.push(this.#phrase(from, to));
    return true;
  }

  #phrase(from: number, to: number): Phrase {
    return phraseOf(this.#text, this.#tokens, from, to);
  }
}

/** How many words may stand between somebody and what they lose. */
const BEHIND = 8;
const BEFORE = 4;
const NEEDS = new Set(['need', 'needs', 'require', 'requires', 'suggests', 'recommend']);
/** "Blobs should be deleted once per hour" says what a machine does. */
const REGULARLY = new Set(['every', 'each', 'per', 'hourly', 'daily', 'nightly', 'automatically', 'regularly', 'periodically', 'eventually']);
const HELPS = new Set(['help', 'helps', 'fixes', 'resolves', 'solves']);
const NEEDED = new Set(['necessary', 'needed', 'required', 'recommended', 'advised']);
const ADVERB = /^(?:also|then|immediately|manually|first|safely|either|probably|now|just|always|\w+ly)$/;
/** Words that can follow an order and hardly a noun. */
const TAKES_OBJECT = new Set(['appropriate', 'necessary', 'immediate', 'corrective', 'the', 'a', 'an', 'your', 'this', 'that', 'these', 'those', 'all', 'any', 'each', 'both', 'its', 'their', 'one', 'some', 'more', 'to', 'for', 'with', 'until', 'into', 'up', 'down', 'affected', 'old', 'unused', 'unneeded', 'new', 'additional', 'it', 'them', 'whether', 'if', 'from', 'back']);
/** Words behind which the next order may stand. */
const JOINS = new Set(['and', 'or', 'then']);
const ALARMS = new Set(['trigger', 'raise', 'send', 'issue', 'create', 'generate']);
/** Fewer words in capitals may be an order that begins a sentence: "Restart Kafka". */
const FEWEST_OF_TITLE = 4;
/** Words that begin another clause. */
const CLAUSE = new Set(['if', 'when', 'because', 'so', 'until', 'unless', 'before', 'after', 'while', 'which', 'since', 'as', 'otherwise']);
/** Programs whose name is hardly an English word. */
const TYPED = /^(?!(?:service|make|top|tail|ip|cf|flux|vault|consul|nomad|bash|ping|dig|sudo|restic|docker|helm|terraform|mysql|ceph|aws|az|nc|podman|mongo|velero|ansible|du|SELECT)$)/;
