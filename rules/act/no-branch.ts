import type { Check } from '../../src/model/index.ts';
import { clarityOf, type Clarity } from '../../src/reason/clarity.ts';
import { quote } from '../../src/reason/quote.ts';
import { isSignature } from '../../src/reason/reading.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'act/no-branch',
  summary: 'It tells to look, and never what to do when the reading is bad.',
  why: 'Whoever sees that something is wrong can only write down that it was seen, or guess.',
  help: 'Write behind it what to do first when the reading is wrong, and whom to call within how many minutes.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['round', 'alert', 'synthetic'],
  references: ['https://ntrs.nasa.gov/citations/19910017830', 'https://sre.google/sre-book/being-on-call/'],
  exceptions:
    'Alerts that name a thing to look at and no more are a question, shown by preset `strict` only: to look is a first step. A line that says for all items of a round what to do counts for each of them. Runbooks without an answer are the business of `act/stub-runbook`.',
  examples: [
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green\n',
      good: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, call 4711\n',
    },
  ],
  when: ({ kind, response }) => kind === 'round' || response.runbooks.length === 0,
  *judge(subject, project) {
    yield* subject.kind === 'round' ? ofRound(subject, project) : ofAlert(subject, project);
  },
});

function* ofRound({ observes, at }: Check, { knowledge: { words } }: Project) {
  if (observes.via !== 'person' || observes.otherwise !== undefined || isSignature(observes.look, words)) return;
  const { branches, language } = clarityOf(observes.look, words);
  if (branches.length > 0 || language === 'unknown') return;
  yield { at, message: `${quote(observes.look)} does not say what to do when it is not so` };
}

function* ofAlert(check: Check, project: Project) {
  if (project.answer(check).is !== 'answered') return;
  const read = check.response.texts.map((text) => project.clarity(text));
  const first = check.response.texts[read.findIndex(({ looks }) => looks.length > 0)];
  if (!first || read.some((clarity) => leadsOn(clarity))) return;
  yield { at: first.at, message: `\`${check.name}\` says where to look and not which reading is bad or what to do then: ${quote(first.value)}`, confidence: 'ask' as const, severity: 'note' as const };
}

/** Names something to do, a reading to compare, or a case. */
function leadsOn({ actions, commands, contacts, pages, branches, expectations }: Clarity): boolean {
  return actions.length + commands.length + contacts.length + pages.length + branches.length + expectations.length > 0;
}
