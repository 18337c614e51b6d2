import { endingAt } from '../../src/reason/unheard.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/reaches-nobody',
  summary: 'Alerts end at a receiver, and nobody is behind it.',
  why: 'The name looks like an address. Whoever routes to it believes that somebody reads there.',
  help: 'Put a pager, a channel or a mailbox behind the receiver, or route its alerts to one that has.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['receiver'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#receiver'],
  exceptions:
    'Alerts that are meant for no person may end anywhere: dead man\'s switches, and those whose severity is `none` or `info` or that inhibit others. Each alert that ends here is reported where it is defined, by `trust/never-heard`.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: default
receivers:
  - name: default
`,
      good: `route:
  receiver: default
receivers:
  - name: default
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
`,
      beside: {
        'rules/queue.yml': `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { severity: critical }
`,
      },
    },
  ],
  *judge(receiver, project) {
    if (receiver.recipients.length > 0) return;
    const ending = endingAt(receiver, project);
    const [first] = ending;
    const related = receiver.because ? [{ at: receiver.because.at, message: receiver.because.text }] : [];
    if (!first) {
      if (receiver.open) yield { at: receiver.at, message: `nobody is behind \`${receiver.name}\`: whatever is sent to it ends there`, related };
      return;
    }
    const others = ending.length === 1 ? '' : ` and ${ending.length - 1} more of ${project.checks.filter(({ kind }) => kind === 'alert').length} alerts`;
    yield { at: receiver.at, message: `nobody is behind the receiver \`${receiver.name}\`, and \`${first.name}\`${others} ${ending.length === 1 ? 'ends' : 'end'} there`, related };
  },
});
