import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/missing-runbook',
  summary: 'The runbook that the check links to is not there.',
  why: 'The link is all that is said about what to do, and at night it ends at an error page or at the top of a page that is about something else.',
  help: 'Write the page or section, or let the link lead to the one that there is.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'probe', 'round'],
  references: ['https://prometheus.io/docs/practices/alerting/'],
  exceptions:
    'Only links of which it can be told that they lead into this project are judged: paths, and addresses that `runbooks` of the configuration maps to a folder. An address of which most pages were found here is judged too, as likely. A folder of which nothing was read is not judged.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        annotations: { runbook_url: ../runbooks/QueueStuck.md }
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        annotations: { runbook_url: ../runbooks/queue.md }
`,
      beside: { 'runbooks/queue.md': '# The queue is stuck\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n' },
    },
  ],
  when: ({ response }) => response.runbooks.length > 0,
  *judge(check, project) {
    for (const link of check.response.runbooks) {
      const target = project.resolve(link);
      if (target.is !== 'missing-file' && target.is !== 'missing-anchor') continue;
      const doubt = target.sure ? {} : ({ confidence: 'likely', severity: 'warning' } as const);
      if (target.is === 'missing-file') {
        yield {
          at: link.at,
          message: `\`${check.name}\` links to ${quote(link.url)}, and there is no \`${target.path}\``,
          ...doubt,
          ...(target.sure ? {} : { why: 'Most other links of this address lead to pages of this project; whoever follows this one finds nothing.' }),
        };
      } else {
        yield {
          at: link.at,
          message: `\`${check.name}\` links to ${quote(`#${target.anchor}`)}, and \`${target.runbook.path}\` has no such heading`,
          related: [{ at: target.runbook.at, message: 'the page that the link leads to' }],
          ...doubt,
        };
      }
    }
  },
});
