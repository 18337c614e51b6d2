import type { Check, Runbook, Span, Text } from '../model/index.ts';
import type { Project } from '../project.ts';
import { clarityOf, tellsWhatToDo, type Branch, type Clarity, type Phrase } from '../reason/clarity.ts';
import { skeletonOf } from '../reason/known.ts';
import { placeOf } from '../reporters/places.ts';
import { visible, visibleLine } from '../reporters/visible.ts';
import { UsageError } from '../usage-error.ts';
import type { ReadFlags } from './flags.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** A text that stands at the line, and whose it is. */
interface Found {
  whose: string;
  text: string;
  at: Span;
  clarity: Clarity;
  /** The parts that a round writes apart. */
  expect?: string;
}

/** Prints what was found in the texts at a place, `FILE:LINE`, and what is missing there, as a person would write it beside them. */
export async function explainTextCommand(place: string, flags: ReadFlags, terminal: Terminal): Promise<number> {
  const [, path, number] = /^(.+):(\d+)$/.exec(place) ?? [];
  if (path === undefined) throw new UsageError(`--text takes a place, FILE:LINE, not \`${place}\``);
  const { report } = await read([path], { ...flags, quiet: true }, terminal, { rules: [] });
  const line = Number(number);
  const covers = (span: Span): boolean => {
    const { line: first, endLine: last } = placeOf(span, report.documents);
    return first <= line && line <= last;
  };
  const { found, check } = textsAt(report.project, covers);
  if (found.length === 0) throw new UsageError(`no text that tells a person something was found at ${place}; \`vigilint checks ${path}\` lists what was read`);
  for (const one of found) {
    const { path: file, line: first } = placeOf(one.at, report.documents);
    terminal.out(`${terminal.colors.bold(`${visibleLine(file)}:${first}`)}  ${visibleLine(one.whose)}\n\n${quoted(one.text)}\n${annotated(one, terminal)}\n`);
  }
  const isOpen = check && check.kind !== 'round' && check.response.runbooks.length === 0 && !found.some(({ clarity }) => clarity.language === 'unknown' || tellsWhatToDo(clarity));
  if (isOpen) terminal.out(`A text that answers, with what only you know between < and >:\n\n${skeletonOf(check).map((words) => `  ${visibleLine(words)}\n`).join('')}`);
  return tellFaults(report, terminal) ? 2 : 0;
}

/** The texts at a line: those that stand there, or else all of the check or section that does. */
function textsAt(project: Project, covers: (span: Span) => boolean): { found: Found[]; check?: Check } {
  const check = project.checks.find(({ span }) => covers(span));
  if (check) return { check, found: check.observes.via === 'person' ? [ofRound(check, project)] : nearest(check.response.texts, covers).map((text) => ofText(check, text, project)) };
  for (const runbook of project.runbooks) {
    if (!covers(runbook.span)) continue;
    const section = runbook.sections.findLast(({ span }) => covers(span));
    const steps = nearest(section?.steps ?? [], covers).filter(({ form }) => form !== 'command');
    return { found: steps.map(({ text, at }) => ofStep(runbook, section?.title ?? '', text, at, project)) };
  }
  return { found: [] };
}

function nearest<Placed extends { at: Span }>(all: readonly Placed[], covers: (span: Span) => boolean): readonly Placed[] {
  const here = all.filter(({ at }) => covers(at));
  return here.length > 0 ? here : all;
}

function ofText({ name }: Check, text: Text, project: Project): Found {
  return { whose: `\`${text.key}\` of \`${name}\``, text: text.value, at: text.at, clarity: project.clarity(text) };
}

function ofStep({ title }: Runbook, section: string, text: string, at: Span, project: Project): Found {
  return { whose: section === '' || section === title ? `step of \`${title}\`` : `step of \`${title}\`, \`${section}\``, text, at, clarity: clarityOf(text, project.knowledge.words) };
}

/** What a round writes apart is one text to whoever walks it. */
function ofRound({ name, observes, at }: Check, project: Project): Found {
  if (observes.via !== 'person') throw new TypeError('a round is walked by a person');
  const { look, expect, otherwise } = observes;
  const text = [look, expect, otherwise].filter((part) => part !== undefined).join('; ');
  const clarity = clarityOf(text, project.knowledge.words);
  const whole: Phrase = { text: look, start: 0, end: look.length };
  return {
    whose: `round \`${name}\``,
    text,
    at,
    clarity: { ...clarity, looks: [whole], branches: otherwise === undefined ? clarity.branches : clarity.branches.length > 0 ? clarity.branches : [caseOf(otherwise)] },
    ...(expect !== undefined && { expect }),
  };
}

/** What a round writes under `otherwise` is the case in which the reading is wrong. */
function caseOf(otherwise: string): Branch {
  const then = { text: otherwise, start: 0, end: otherwise.length };
  return { ...then, text: 'otherwise', other: true, then };
}

function quoted(text: string): string {
  return visible(text.trimEnd())
    .split('\n')
    .map((line) => `  | ${line}`.trimEnd() + '\n')
    .join('');
}

function annotated({ clarity, expect }: Found, { colors }: Terminal): string {
  if (clarity.language === 'unknown') return `  ${colors.yellow('It is in a language whose words are not known, so nothing is said about it.')}\n`;
  const { looks, expectations, actions, commands, pages, branches, contacts, deadlines, vague, hedges, consequences } = clarity;
  const row = (label: string, found: readonly string[], missing?: string): string[] => {
    if (found.length === 0 && missing === undefined) return [];
    const head = `  ${colors.bold(`${label}:`.padEnd(WIDTH))} `;
    const rows = found.length === 0 ? [colors.yellow(`missing: ${missing ?? ''}`)] : found.map(visibleLine);
    return rows.map((words, index) => `${index === 0 ? head : ' '.repeat(WIDTH + 3)}${words}\n`);
  };
  const texts = (phrases: readonly Phrase[]): string[] => [...new Set(phrases.map(({ text }) => text))];
  const other = contacts.length + actions.length + commands.length > 0;
  return [
    ...row('look at', texts(looks), 'no thing to look at is named'),
    ...row('expect', [...(expect === undefined ? [] : [expect]), ...texts(expectations)], 'no reading that is right'),
    ...row('do', texts([...actions, ...commands]), 'nothing to change, no command to type'),
    ...row('if not', branches.map(({ text, then }) => (then === undefined ? `${text}: ${colors.yellow('and then?')}` : `${text}${then.text === '' ? ', and what follows it' : ` → ${then.text}`}`)), 'no case in which something else is to be done'),
    ...row('call', texts(contacts), 'nobody who can be reached'),
    ...row('by when', texts(deadlines), other ? 'no time' : undefined),
    ...row('read', texts(pages)),
    ...row('loses', texts(consequences)),
    ...row('vague', texts(vague)),
    ...row('leaves open', texts(hedges)),
  ].join('');
}

/** Columns of the longest label. */
const WIDTH = 12;
