import { skeletonHelp } from '../../src/reason/known.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/no-action',
  summary: 'Nothing that the check says names a first thing to do.',
  why: 'Whoever is woken by it has to find out what it means before anything can be done, and the next one who is woken finds out again.',
  help: 'Name the first action with its object: the command to run, the screen and what to look for there, the setting to change, or whom to call and when. A link to a runbook does it too.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: [
    'https://response.pagerduty.com/oncall/alerting_principles/',
    'https://docs.aws.amazon.com/wellarchitected/latest/framework/ops06-bp01.html',
  ],
  exceptions:
    'Alerts that only hold back others, or fire all the time so that their silence is noticed, have no action; severity `none` or a constant condition shows that. Texts in another language than English are not judged. Where the format has no field for a text, as Upptime\'s, it is said once for the file.',
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
          description: Customers lose their baskets at the till since the last release.
`,
      good: `groups:
  - name: shop
    rules:
      - alert: CheckoutErrors
        expr: rate(checkout_errors_total[5m]) > 1
        annotations:
          description: Customers lose their baskets at the till. Undo the last release with \`kubectl rollout undo deployment/shop\`.
`,
    },
  ],
  when(check, project) {
    const { is } = project.answer(check);
    return is === 'silent' || is === 'no-action';
  },
  *judge(check, project) {
    const answer = project.answer(check);
    // A page with its name is found without a link.
    if (answer.is === 'silent' && project.runbooksOf(check).length > 0) return;
    if (answer.is === 'silent' && check.response.wordless) {
      // Where the format has no field for a text, one page mends all of the file: it is said once, at its first check.
      const silent = project.checks.filter((other) => other.span.path === check.span.path && other.response.wordless && project.answer(other).is === 'silent' && project.runbooksOf(other).length === 0);
      if (silent[0] !== check) return;
      const subjects = silent.length === 1 ? `\`${check.name}\` has` : `\`${check.name}\` and ${silent.length - 1} more of this file have`;
      yield { at: check.at, severity: 'note', message: `${subjects} no runbook, and no place for a text: whoever hears one knows its name and nothing to do`, help: WORDLESS_HELP };
    } else if (answer.is === 'silent') {
      yield { at: check.at, message: `\`${check.name}\` has no text and no runbook: whoever hears it knows its name and nothing to do`, help: skeletonHelp(check) };
    } else if (answer.is === 'no-action') {
      yield { at: answer.text.at, message: `\`${check.name}\` names nothing to do: ${quote(answer.text.value)}`, help: skeletonHelp(check) };
    }
  },
});

const WORDLESS_HELP = 'Write a page for each in a folder of runbooks, with its name as title: what it means that it is down, what to look at first, whom to call.';
