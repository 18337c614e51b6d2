import { audienceSources, lossOf } from '../../src/reason/audience.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/no-consequence',
  summary: 'Nobody says what a customer or the business loses while the check is red.',
  why: 'Without it nobody can tell how much it matters: whether to get up, whom to tell, and whether the check is worth its keep.',
  help: 'Say in one sentence who loses what, and after how long: "Customers cannot pay; after an hour the bank closes the batch."',
  severity: 'note',
  confidence: 'likely',
  presets: ['strict'],
  on: ['alert', 'synthetic'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/', 'https://response.pagerduty.com/oncall/alerting_principles/'],
  exceptions: 'A policy that gives every severity its meaning can say it once for all; runbooks outside the project are not read.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { team: payments }
        annotations: { summary: Restart the queue worker. }
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { team: payments }
        annotations: { summary: Restart the queue worker., impact: Customers cannot pay. }
`,
    },
  ],
  *judge(check, project) {
    if (check.response.unread || check.response.wordless) return;
    const sources = audienceSources(check, project);
    if (lossOf(check, sources) !== undefined || check.response.severity?.text === 'none') return;
    yield { at: check.at, message: `neither \`${check.name}\` nor a runbook of it says what is lost while it is red` };
  },
});
