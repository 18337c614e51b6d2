import { skeletonHelp } from '../../src/reason/known.ts';
import { quote } from '../../src/reason/quote.ts';
import { tellsWhatToDo, type VaguePhrase } from '../../src/reason/clarity.ts';
import { defineRule, type Project } from '../../src/rule.ts';
import type { Runbook, Step } from '../../src/model/index.ts';

export default defineRule({
  id: 'act/vague-action',
  summary: 'The reader is told to act or to look, and not at what.',
  why: '"Please investigate" is an order that nobody can carry out and nobody can be blamed for. It reads like an answer, so nobody writes one.',
  help: 'Name the thing: which log and the words to look for in it, which service to restart and how, which screen and the reading that is normal there.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round', 'runbook'],
  references: ['https://response.pagerduty.com/oncall/alerting_principles/', 'https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions:
    'A text that also names one thing in particular, a command or somebody to call is not judged, nor is one in another language than English. What names nothing elsewhere may name something at your site; `words` of the configuration adds verbs, teams and programs.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/shop.yml',
      bad: `groups:
  - name: shop
    rules:
      - alert: CheckoutErrors
        expr: rate(checkout_errors_total[5m]) > 1
        annotations:
          description: Customers lose their baskets at the till. Please investigate the issue.
`,
      good: `groups:
  - name: shop
    rules:
      - alert: CheckoutErrors
        expr: rate(checkout_errors_total[5m]) > 1
        annotations:
          description: Customers lose their baskets at the till. Check the checkout log for \`card declined\`.
`,
    },
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, investigate the problem\n',
      good: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, switch to unit 2 at panel P1\n',
    },
  ],
  when: (subject, project) => subject.kind === 'runbook' || project.answer(subject).is === 'vague',
  *judge(subject, project) {
    if (subject.kind === 'runbook') {
      const found = vagueEverywhere(subject, project);
      if (found) yield { at: found.step.at, message: `all that the runbook ${quote(subject.title)} tells to do is ${quote(found.said.text)}, which names nothing in particular` };
      return;
    }
    const answer = project.answer(subject);
    if (answer.is !== 'vague') return;
    const said = answer.vague.find(({ told }) => told !== 'call');
    if (!said) return;
    const who = subject.kind === 'round' ? 'the step' : `\`${subject.name}\``;
    yield { at: answer.text.at, message: `${who} tells the reader to ${quote(said.text)} and names nothing in particular`, ...(subject.kind !== 'round' && { help: skeletonHelp(subject) }) };
  },
});

/** The first vague order of a page that has no other. */
function vagueEverywhere({ shape, sections, links }: Runbook, project: Project): { step: Step; said: VaguePhrase } | undefined {
  if (shape !== 'page' || links.length > 0) return undefined;
  const steps = sections.filter(({ level }, index) => level <= 1 || index === 0).flatMap((section) => section.steps);
  if (steps.some(({ form }) => form === 'command' || form === 'row')) return undefined;
  let first: { step: Step; said: VaguePhrase } | undefined;
  for (const step of steps) {
    const clarity = project.said(step);
    if (tellsWhatToDo(clarity) || clarity.language === 'unknown') return undefined;
    const said = clarity.vague.find(({ told }) => told !== 'call');
    if (said) first ??= { step, said };
  }
  return first;
}
