import { skeletonHelp } from '../../src/reason/known.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/restated-name',
  summary: 'All that the check says is its name or its condition in other words.',
  why: 'The reader has read the name already. A text that says it again takes the place of the one thing that was needed: what to do.',
  help: 'Keep the name for what is wrong, and write into the text what the reader cannot know from it: the first action with its object, or the link to a runbook.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: ['https://response.pagerduty.com/oncall/alerting_principles/'],
  exceptions: 'Words are compared, not meanings: three in four of those that carry one must be in the name, in the condition, or be said of any alert.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: PaymentQueueStuck
        expr: time() - payment_queue_last_success_timestamp_seconds > 900
        annotations:
          summary: Payment queue stuck
          description: The payment queue is stuck.
`,
      good: `groups:
  - name: queue
    rules:
      - alert: PaymentQueueStuck
        expr: time() - payment_queue_last_success_timestamp_seconds > 900
        annotations:
          summary: Payment queue stuck
          description: Restart the payment worker with \`systemctl restart payments\`; its log names the order that it hangs on.
`,
    },
  ],
  when: (check, project) => project.answer(check).is === 'restated',
  *judge(check, project) {
    const answer = project.answer(check);
    if (answer.is !== 'restated') return;
    yield { at: answer.text.at, message: `what \`${check.name}\` says repeats its name or condition and names nothing to do: ${quote(answer.text.value)}`, help: skeletonHelp(check) };
  },
});
