import type { Check, Runbook } from '../../src/model/index.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'act/no-escalation',
  summary: 'There are steps, and nobody to call when they do not help.',
  why: 'Steps fail at the moment when they are needed most. Whoever has done them all and still sees red has nobody to turn to, and waits for the morning.',
  help: 'Say after the last step whom to call, where they answer, and after how many minutes.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['runbook', 'round'],
  references: ['https://sre.google/sre-book/being-on-call/', 'https://response.pagerduty.com/oncall/being_oncall/'],
  exceptions: 'An owner in the front matter of the page, or of an alert that leads to it, is somebody to call; so is whoever a round is said to belong to. Pages in another language than English are not judged.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
      good: '# QueueStuck\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`. If the queue does not drain within 10 minutes, call the payment desk on 4711.\n',
    },
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, switch to unit 2 at panel P1\n',
      good: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, switch to unit 2 at panel P1 and call 4711\n',
    },
  ],
  *judge(subject, project) {
    if (subject.kind === 'runbook') {
      if (hasSteps(subject, project) && !hasSomeone(subject, project)) yield { at: subject.at, message: `the runbook ${quote(subject.title)} has steps and names nobody to call when they do not help` };
    } else if (isUnhelped(subject, project)) {
      yield { at: subject.response.texts[0]?.at ?? subject.at, message: `${quote(subject.response.texts[0]?.value ?? subject.name)} names nobody to call when that does not help` };
    }
  },
});

function hasSteps({ shape, sections }: Runbook, project: Project): boolean {
  if (shape !== 'page') return false;
  const steps = sections.filter(({ role }) => role === 'mitigation').flatMap((section) => section.steps);
  return steps.some((step) => step.form === 'command' || project.said(step).actions.length > 0) && steps.every((step) => step.form === 'command' || project.said(step).language === 'english');
}

function hasSomeone(runbook: Runbook, project: Project): boolean {
  if (runbook.owner || runbook.sections.some(({ role, words: count }) => role === 'escalation' && count > 0)) return true;
  if (project.leadsTo(runbook).some(({ check }) => check.audience.owner)) return true;
  return runbook.sections.some(({ steps }) => steps.some((step) => project.said(step).contacts.length > 0));
}

/** A round's own answer acts and calls nobody, and nobody is named for the round. */
function isUnhelped({ audience, response }: Check, project: Project): boolean {
  if (audience.owner || response.texts.length === 0) return false;
  const read = response.texts.map((text) => project.clarity(text));
  return read.some(({ actions, commands }) => actions.length + commands.length > 0) && read.every(({ contacts, language }) => contacts.length === 0 && language === 'english');
}
