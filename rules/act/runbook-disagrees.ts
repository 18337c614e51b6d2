import { disagreementOf, strangerAt } from '../../src/reason/disagreement.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/runbook-disagrees',
  summary: 'The runbook says of its alert what the alert does not: another severity, duration, threshold or name.',
  why: 'One of the two was changed and the other was not. Whoever reads the page at night takes the alert for a different one, or its number for a wrong reading.',
  help: 'Find out which of the two is meant, and mend the other. A page that leaves the number to the rule and links to it cannot grow old.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['runbook'],
  references: ['https://sre.google/sre-book/being-on-call/', 'https://runbooks.prometheus-operator.dev/docs/add-runbook/'],
  exceptions: 'Compared are only severities, durations and percentages that stand in what the page or section of one alert says of when it fires. Several rules of one name agree when one of them does.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Meaning\n\nThis alert fires when no order was taken for 15 minutes.\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
      good: '# QueueStuck\n\n## Meaning\n\nThis alert fires when no order was taken for 5 minutes.\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
      beside: { 'rules/queue.yml': 'groups:\n  - name: queue\n    rules:\n      - { alert: QueueStuck, expr: queue_taken_rate == 0, for: 5m }\n' },
    },
  ],
  *judge(runbook, project) {
    if (runbook.shape !== 'page') return;
    const leads = project.leadsTo(runbook);
    if (leads.length === 0) return;
    const found = disagreementOf(runbook, leads);
    if (found) {
      yield { at: found.at, message: `the page says ${quote(found.says)}, and the rule \`${found.check.name}\` has ${found.rule}`, related: [{ at: found.check.at, message: 'the rule' }] };
      return;
    }
    const stranger = strangerAt(runbook, leads, project.checks);
    if (stranger) yield { at: runbook.at, message: `\`${stranger.check.name}\` links to the page of \`${stranger.other.name}\`, which does not name it`, related: [{ at: stranger.check.at, message: 'its link leads here' }] };
  },
});
