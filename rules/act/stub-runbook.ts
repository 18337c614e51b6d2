import type { Runbook, Section, Span } from '../../src/model/index.ts';
import { callIn, changeIn, placedSteps, unwrittenMark } from '../../src/reason/page.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

/** Fewer words than a sentence or two cannot say what is wrong and what to do. */
const FEWEST_WORDS = 12;

export default defineRule({
  id: 'act/stub-runbook',
  summary: 'The runbook is there, and its answer is not written.',
  why: 'A link check is content with it. Whoever follows the link at night finds a heading and nothing below it.',
  help: 'Write below the heading the first thing to do, with the command and what it should show, and whom to call when that does not help.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['runbook'],
  references: ['https://runbooks.prometheus-operator.dev/docs/add-runbook/', 'https://sre.google/sre-book/being-on-call/'],
  exceptions: 'A page with other advice than under Mitigation is answered by any step that changes something or calls somebody. Pages that only lead to others are no stubs, nor are pages whose advice stands below other headings than Diagnosis or Mitigation.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Meaning\n\nOrders are no longer taken from the queue.\n\n## Mitigation\n\nTODO\n',
      good: '# QueueStuck\n\n## Meaning\n\nOrders are no longer taken from the queue.\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
    },
  ],
  *judge(runbook, project) {
    if (runbook.shape !== 'page') return;
    const leads = project.leadsTo(runbook);
    const related = leads.map(({ check }) => ({ at: check.at, message: `\`${check.name}\` leads here` }));
    const found = unwritten(runbook, project) ?? emptyPage(runbook) ?? withoutAnswer(runbook, project) ?? leads.map(({ section }) => section && emptySection(section, project)).find((problem) => problem !== undefined);
    if (found) yield { ...found, related };
  },
});

interface Stub {
  at: Span;
  message: string;
}

function emptyPage({ sections, title, at, links }: Runbook): Stub | undefined {
  const words = sections.filter(({ level }, index) => level === 0 || index === 0 || level === 1).reduce((sum, section) => sum + section.words, 0);
  if (links.length > 0 || words >= FEWEST_WORDS) return undefined;
  return { at, message: `the runbook ${quote(title)} has ${words === 0 ? 'no words' : `only ${words} words`} below its headings` };
}

/** Sections that promise an answer and hold nothing, or a mark that it is still to come. */
function unwritten({ sections, title }: Runbook, project: Project): Stub | undefined {
  const promised = sections.filter(({ role, level }) => level > 1 && (role === 'diagnosis' || role === 'mitigation'));
  const unfinished = promised.filter((section) => emptySection(section, project) !== undefined);
  const [first] = unfinished;
  if (!first) return undefined;
  const empty = unfinished.filter(({ words }) => words === 0);
  // An empty heading beside advice under another one is untidy and no stub.
  const isAnswered = sections.some((section) => section.role === 'mitigation' && !unfinished.includes(section));
  if (isAnswered && empty.length === unfinished.length) return undefined;
  const names = unfinished.map((section) => `\`${section.title}\``).join(' and ');
  const marks = unfinished.filter(({ words }) => words > 0).map((section) => quote(unwrittenMark(section, project.knowledge.words) ?? ''));
  const what = marks.length > 0 ? `${unfinished.length > 1 ? 'are' : 'is'} still to be written: ${marks[0] ?? ''}` : `${unfinished.length > 1 ? 'have' : 'has'} nothing below`;
  return { at: first.at, message: `${names} of the runbook ${quote(title)} ${what}` };
}

function emptySection(section: Section, project: Project): Stub | undefined {
  if (section.words === 0) return { at: section.at, message: `nothing is written below \`${section.title}\`` };
  const mark = unwrittenMark(section, project.knowledge.words);
  return mark === undefined ? undefined : { at: section.at, message: `\`${section.title}\` is still to be written: ${quote(mark)}` };
}

/** A page that says what is wrong and where to look, and neither what to change nor whom to call. */
function withoutAnswer(runbook: Runbook, project: Project): Stub | undefined {
  const { words } = project.knowledge;
  const steps = placedSteps(runbook);
  if (steps.some(({ role }) => role === 'mitigation' || role === 'escalation') || !steps.some(({ role }) => role === 'meaning' || role === 'diagnosis')) return undefined;
  for (const { step } of steps) {
    const said = project.said(step);
    if (said.language === 'unknown' || callIn(step, said, words) !== undefined || changeIn(step, said, words) !== undefined) return undefined;
  }
  return { at: runbook.at, message: `the runbook ${quote(runbook.title)} tells what is wrong and where to look, and neither what to do about it nor whom to call` };
}
