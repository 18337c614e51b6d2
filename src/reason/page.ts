import type { Words } from '../knowledge/words.ts';
import type { Runbook, Section, SectionRole, Step } from '../model/index.ts';
import { placeholderWords } from './answer.ts';
import { clarityOf, type Clarity } from './clarity.ts';
import { tokensOf } from './tokens.ts';

/** A step of a page with the nearest heading above it. */
export interface PlacedStep {
  step: Step;
  section: Section;
  /** What the nearest heading that promises anything promises. */
  role: SectionRole;
}

/** Every step of a page once, in reading order. */
export function placedSteps({ sections }: Runbook): PlacedStep[] {
  const placed = new Map<number, PlacedStep>();
  for (const section of sections) {
    for (const step of section.steps) {
      const outer = placed.get(step.at.start)?.role ?? 'other';
      placed.set(step.at.start, { step, section, role: section.role === 'other' ? outer : section.role });
    }
  }
  return [...placed.values()].sort((a, b) => a.step.at.start - b.step.at.start);
}

/** A link to a heading of the same page looks like the name of a channel. */
const OWN_ANCHOR = /\]\(#[^()\s]*\)/g;

/** Reads a step as the person on call reads it: links within the page are not people. */
export function stepClarity({ text }: Step, words: Words): Clarity {
  return clarityOf(text.replace(OWN_ANCHOR, (link) => `]${' '.repeat(link.length - 1)}`), words);
}

/** Words by which a step sends its reader to somebody: a handle, a team, a ticket with a supplier. */
export function callIn({ text, form }: Step, said: Clarity, words: Words): string | undefined {
  if (form === 'command') return undefined;
  if (said.contacts[0]) return said.contacts[0].text;
  const tokens = tokensOf(text);
  const found = words.calls.find(tokens.map(({ lower }) => lower));
  return found && tokens.slice(found.index, found.index + found.length).map((token) => token.text).join(' ');
}

/** The words of a section that give away that it is still to be written; undefined when it is written. */
export function unwrittenMark({ steps, words: count }: Section, words: Words): string | undefined {
  const text = steps.map((step) => step.text).join('\n');
  if (count > LONGEST_MARK || /\]\(|https?:/.test(text)) return undefined;
  return placeholderWords(text, words);
}

/** A section with more words than a sentence or two says something beside its mark. */
const LONGEST_MARK = 24;

/** Acting verbs by which people are only brought to a place where they can look. */
const TO_LOOK = /^(?:run|open|connect|execute|set|wait|use|start with|attach|install|expand|update this)\b/i;

/** A step that changes something, as the words for it; undefined for one that only looks. */
export function changeIn({ text, form }: Step, said: Clarity, words: Words): string | undefined {
  if (form === 'command') return text.split('\n').find((line) => !line.trimStart().startsWith('#') && changes(line, words))?.trim();
  const action = said.actions.find((phrase) => !TO_LOOK.test(phrase.text) && !/\b(?:fix|resolv)/i.test(phrase.text) && !/\bno\s+$/i.test(text.slice(Math.max(0, phrase.start - 8), phrase.start)));
  return action?.text ?? said.commands.find((phrase) => changes(phrase.text, words))?.text;
}

/** One of the words of a command is an order that changes something: `kubectl rollout restart`, `rm`. */
function changes(command: string, words: Words): boolean {
  return command
    .toLowerCase()
    .split(/[^\w-]+/)
    .some((word) => SHELL_CHANGES.has(word) || (words.act.base.has(word) && !LOOKS_LIKE.has(word)));
}

const SHELL_CHANGES = new Set(['patch', 'rm', 'mv', 'cp', 'truncate', 'rollout', 'taint', 'label', 'annotate', 'put', 'post', 'insert', 'alter', 'unset', 'import', 'save', 'write', 'failover', 'promote', 'push']);
/** Orders that are also names, options or looks. */
const LOOKS_LIKE = new Set(['run', 'open', 'connect', 'set', 'limit', 'wait', 'free', 'split', 'move', 'force']);

/** Words of a step that tell whether what was done before has helped. */
export function tellsOutcome({ text, form, output }: Step, words: Words): boolean {
  if (output || form === 'row') return true;
  const lower = form === 'command' ? typedWords(text) : wordsOf(text);
  return (form === 'command' ? words.verified.commands : words.verified.words).find(lower) !== undefined;
}

/** What a step destroys or whom it cuts off, as written; undefined where it is nothing of the kind. */
export function riskIn({ text, form }: Step, said: Clarity, words: Words): string | undefined {
  const lines = form === 'command' ? text.split('\n').filter((line) => !/^\s*(?:#|--\s|\/\/)/.test(line)) : [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '').filter((code) => code.includes(' '));
  const line = lines.find((typed) => words.risky.commands.find(typedWords(typed)) !== undefined);
  if (line !== undefined || form === 'command') return line?.trim();
  return said.actions.find((phrase) => {
    const [first = '', ...object] = wordsOf(phrase.text);
    return (words.risky.verbs.has(first) || words.risky.verbs.has(`${first} ${object[0] ?? ''}`)) && words.risky.objects.find(object) !== undefined;
  })?.text;
}

/** The text warns, asks for something to be so before, or knows the way back. */
export function isWarned(texts: readonly string[], words: Words): boolean {
  return texts.some((text) => words.warned.find(wordsOf(text)) !== undefined);
}

/** The words of a command with their options, in lower case; kubectl's own options are left out, so that `kubectl -n shop delete pvc` is `kubectl delete pvc`. */
function typedWords(text: string): string[] {
  const typed = text.toLowerCase().replace(/["'`;(),]/g, ' ').split(/\s+/);
  return typed.filter((word, index) => word !== '-n' && typed[index - 1] !== '-n');
}

function wordsOf(text: string): string[] {
  return tokensOf(text).flatMap(({ is, lower }) => (is === 'word' || is === 'code' ? lower.replaceAll('`', '').split(' ') : []));
}

/** A look that nobody can fail, or that has no place, as written: "check the logs", "see if anything is odd". */
export function vagueLookIn({ text, form }: Step, said: () => Clarity, words: Words): string | undefined {
  if (form === 'command') return undefined;
  const phrase = vaguePhrase(text, words);
  // Steps are many, and hardly one is vague: only those that may be are read as a whole.
  const isBare = LOGS.test(text) && !/[`"“]|https?:|\]\(|\d/.test(text);
  if ((phrase === undefined && !isBare) || said().language === 'unknown') return undefined;
  return phrase ?? said().vague.find((vague) => words.look.base.lengthAt(wordsOf(vague.text), 0) > 0 && LOGS.test(vague.text))?.text;
}

const LOGS = /\blogs?\b/i;

/** One of the set phrases that any reading satisfies. */
export function vaguePhrase(text: string, words: Words): string | undefined {
  const tokens = tokensOf(text);
  const found = words.vagueLooks.find(tokens.map(({ lower }) => lower));
  return found && tokens.slice(found.index, found.index + found.length).map((token) => token.text).join(' ');
}

/** What a draft leaves to people: `<fill in: who loses what>`. */
const GAP = /<fill in: [^<>\n]{0,200}>/g;

/** The gaps of a draft that nobody has filled in yet, in reading order. */
export function gapsIn(runbook: Runbook): { step: Step; text: string }[] {
  return placedSteps(runbook).flatMap(({ step }) => (step.text.includes('<fill in: ') ? [...step.text.matchAll(GAP)].map(([text]) => ({ step, text })) : []));
}
