import type { Words } from '../knowledge/words.ts';
import type { Check, Evidence, Objective, Receiver, Recipient, Runbook, Section, Step, Text } from '../model/index.ts';
import { placeholderWords } from './answer.ts';
import { clarityOf, type Clarity } from './clarity.ts';
import { objectivesOf } from './objectives.ts';
import { callIn, placedSteps } from './page.ts';
import { hearers, isFor, type Reach } from './routing.ts';

/** What there is to know about a check's audience from its own texts and the pages that it leads to. */
export interface AudienceSources {
  runbooks: readonly Runbook[];
  /** Promises to users that it guards. */
  objectives: readonly Objective[];
  /** The name of a receiver that may hear it, behind whom there is somebody. */
  hearer: string | undefined;
  /** Whoever answers for its file or its component by what is written elsewhere. */
  owners: readonly Evidence[];
  words: Words;
  clarity: (text: Text) => Clarity;
}

/** The sources for one check of a project. */
export function audienceSources(check: Check, project: ProjectSources): AudienceSources {
  return { runbooks: project.runbooksOf(check), objectives: objectivesOf(check, project.objectives), hearer: hearerOf(check, project)?.name, owners: project.ownersOf(check), words: project.knowledge.words, clarity: (text) => project.clarity(text) };
}

/** By the routing trees, or, where none was read that carries the check, whoever is behind any receiver of its system. */
function hearerOf(check: Check, { reach, receivers, knowledge }: ProjectSources): Receiver | undefined {
  const reached = reach(check);
  const candidates = reached ? hearers(reached) : receivers.filter(({ system, span }) => system === (check.audience.system ?? check.format) && isFor(span.path, check));
  return candidates.find(({ recipients }) => recipients.some((recipient) => namesSomebody(recipient, knowledge.words)));
}

interface ProjectSources {
  runbooksOf(check: Check): readonly Runbook[];
  reach: (check: Check) => Reach | undefined;
  receivers: readonly Receiver[];
  objectives: readonly Objective[];
  ownersOf(check: Check): readonly Evidence[];
  knowledge: { words: Words };
  clarity(text: Text): Clarity;
}

/** Words by which somebody can be found who answers for the check; undefined when nobody can. */
export function someoneFor(check: Check, { runbooks, objectives, hearer, owners, words, clarity }: AudienceSources): string | undefined {
  const { owner, recipients } = check.audience;
  if (owner && !isEmpty(owner, words)) return owner.text;
  const told = check.kind !== 'round' && recipients !== 'unknown' ? recipients.find((recipient) => namesSomebody(recipient, words)) : undefined;
  if (told) return told.text;
  if (hearer !== undefined) return hearer;
  const outside = owners.find((candidate) => !isEmpty(candidate, words));
  if (outside) return outside.text;
  for (const text of check.response.texts) {
    const [contact] = clarity(text).contacts;
    if (contact) return contact.text;
  }
  for (const runbook of runbooks) {
    const written = runbook.owner ?? writtenSection(runbook, 'escalation', words)?.at;
    if (written) return 'text' in written ? written.text : runbook.title;
    const contact = contactIn(runbook, words);
    if (contact !== undefined) return contact;
  }
  return objectives.find(({ owner: answers }) => answers && !isEmpty(answers, words))?.owner?.text;
}

/** Words that say what is lost while the check is red; undefined when none do. */
export function lossOf(check: Check, { runbooks, objectives, words, clarity }: AudienceSources): string | undefined {
  const { impact, customer } = check.audience;
  if (impact && !isEmpty(impact, words) && placeholderWords(impact.text, words) === undefined) return impact.text;
  if (customer && !isEmpty(customer, words)) return customer.text;
  for (const text of check.response.texts) {
    const { consequences, language } = clarity(text);
    if (consequences[0]) return consequences[0].text;
    if (language === 'unknown') return text.value;
  }
  for (const runbook of runbooks) {
    if (writtenSection(runbook, 'impact', words)) return runbook.title;
  }
  return objectives.find(({ impact: promise }) => promise && placeholderWords(promise.text, words) === undefined)?.impact?.text;
}

function isEmpty({ text }: Evidence, words: Words): boolean {
  return text.trim() === '' || placeholderOwner(text, words) !== undefined;
}

/** Names that RFC 2606 keeps for examples, as hosts or in addresses, and what a template asks to be filled in. */
const EXAMPLE = /(?:@|\/\/|(?<![\w.-]))(?:[\w-]+\.)*example\.(?:com|org|net|edu)(?![\w.-])|<[^<>]{0,40}\b(?:your|team|owner|name)\b[^<>]{0,40}>/i;

/** The words by which an owner or a recipient shows that it is nobody: `unknown`, `changeme`, an address at example.com. */
export function placeholderOwner(text: string, { placeholders }: Words): string | undefined {
  const bare = text.trim().replace(/^[@#]/, '').toLowerCase().replace(/[\s_-]+/g, ' ');
  return placeholders.owners.has(bare) ? text.trim() : EXAMPLE.exec(text)?.[0];
}

/** The same of whoever is told, who may have a name and no key by which to be reached. */
export function placeholderRecipient({ text, unfilled }: Recipient, words: Words): string | undefined {
  return unfilled ?? placeholderOwner(text, words);
}

/** It says who answers, be it that its key is still to be filled in: `slack #oven`. */
function namesSomebody({ text, unfilled }: Recipient, words: Words): boolean {
  const [service = '', ...address] = text.trim().split(' ');
  if (service === '' || placeholderOwner(text, words) !== undefined) return false;
  return unfilled === undefined || (address.length > 0 && !unfilled.includes(address.join(' ')));
}

function writtenSection({ sections }: Runbook, role: Section['role'], words: Words): Section | undefined {
  return sections.find((section) => section.role === role && section.words > 0 && placeholderWords(section.steps.map(({ text }) => text).join('\n'), words) === undefined);
}

/** A handle, a team, a number to call anywhere on the page. */
function contactIn(runbook: Runbook, words: Words): string | undefined {
  let known = contacts.get(words);
  if (!known) {
    known = new WeakMap();
    contacts.set(words, known);
  }
  let found = known.get(runbook);
  if (!found) {
    found = { contact: firstContact(runbook, words) };
    known.set(runbook, found);
  }
  return found.contact;
}

/** Many checks lead to one page. */
const contacts = new WeakMap<Words, WeakMap<Runbook, { contact: string | undefined }>>();

function firstContact({ sections }: Runbook, words: Words): string | undefined {
  for (const { level, steps } of sections) {
    if (level > 1) continue;
    for (const { text, form } of steps) {
      const [contact] = form === 'command' ? [] : clarityOf(text, words).contacts;
      if (contact) return contact.text;
    }
  }
  return undefined;
}

interface PageSources {
  knowledge: { words: Words };
  said(step: Step): Clarity;
}

/** Words of a runbook by which somebody can be found who answers; undefined when nobody can. */
export function pageOwner(runbook: Runbook, sources: PageSources): string | undefined {
  const { words } = sources.knowledge;
  if (runbook.owner && !isEmpty(runbook.owner, words)) return runbook.owner.text;
  const escalation = writtenSection(runbook, 'escalation', words);
  if (escalation) return escalation.title;
  return firstOf(runbook, (step) => callIn(step, sources.said(step), words));
}

/** Words of a runbook that say what is lost; where its language is not understood, all its words may. */
export function pageLoss(runbook: Runbook, sources: PageSources): string | undefined {
  const { words } = sources.knowledge;
  const impact = writtenSection(runbook, 'impact', words);
  if (impact) return impact.title;
  return firstOf(runbook, (step) => {
    if (step.form === 'command') return undefined;
    const { language, consequences } = sources.said(step);
    return language === 'unknown' ? step.text : consequences[0]?.text;
  });
}

function firstOf(runbook: Runbook, find: (step: Step) => string | undefined): string | undefined {
  for (const { step } of placedSteps(runbook)) {
    const found = find(step);
    if (found !== undefined) return found;
  }
  return undefined;
}
