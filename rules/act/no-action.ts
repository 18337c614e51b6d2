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
    'Alerts that only hold back others, or fire all the time so that their silence is noticed, have no action; severity `none` or a constant condition shows that. Texts in another language than English are not judged.',
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
  *judge(check, project) {
    const answer = project.answer(check);
    if (answer.is === 'silent') {
      yield { at: check.at, message: `\`${check.name}\` has no text and no runbook: whoever hears it knows its name and nothing to do`, help: skeletonHelp(check) };
    } else if (answer.is === 'no-action') {
      yield { at: answer.text.at, message: `\`${check.name}\` names nothing to do: ${quote(answer.text.value)}`, help: skeletonHelp(check) };
    }
  },
});
