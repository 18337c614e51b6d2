import { isSample, type Stop } from '../../src/reason/routing.ts';
import { unheard } from '../../src/reason/unheard.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/never-heard',
  summary: 'The check goes red, and nobody is told.',
  why: 'It was written so that somebody would come. It is red on a page that nobody looks at, and whoever wrote it sleeps well.',
  help: 'Give the receiver somebody to tell, or route the alert to one that has; an alert that nobody needs can be taken out.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route', 'https://prometheus.io/docs/alerting/latest/configuration/#receiver'],
  exceptions:
    'Alerts that are meant for no person are quiet: parts of another alarm, dead man\'s switches, and those whose severity is `none` or `info` or that inhibit others. An alert that another configuration carries, which was not read, is not judged; where all receivers of a chart\'s values are empty, a check in a folder of samples names nobody, or its file is not all that decides (a policy that is imported, a page of statuses without alerting) and none of its kind names anybody, it is asked.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: default
  routes:
    - matchers: [severity="page"]
      receiver: pager
receivers:
  - name: default
  - name: pager
    pagerduty_configs:
      - routing_key_file: /etc/alertmanager/pagerduty
`,
      good: `route:
  receiver: default
  routes:
    - matchers: [severity=~"page|critical"]
      receiver: pager
receivers:
  - name: default
  - name: pager
    pagerduty_configs:
      - routing_key_file: /etc/alertmanager/pagerduty
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
  *judge(check, project) {
    const found = unheard(check, project);
    if (!found) return;
    if (found.is === 'no-action') {
      const { doubt } = found;
      const isAsked = isSample(check.span.path) || doubt?.others === false;
      yield {
        at: check.at,
        message: `nothing is told when \`${check.name}\` is red: it names no receiver and no action${doubt ? `, unless ${doubt.unless}` : ''}`,
        confidence: isAsked ? 'ask' : doubt ? 'likely' : 'proven',
        help: 'Name who is told when it is red: an action, a channel, a handle; or take the check out.',
      };
      return;
    }
    if (found.is === 'refused') {
      yield {
        at: check.at,
        message: `nobody is told when \`${check.name}\` is red: Alertmanager refuses \`${found.root.span.path}\``,
        related: [{ at: found.reason.at, message: found.reason.text }],
        help: 'Mend the configuration, and let `amtool check-config` read it before it is merged.',
      };
      return;
    }
    if (found.is === 'unread') {
      const [first] = found.readers;
      const others = found.readers.length === 1 ? '' : ` and ${found.readers.length - 1} more`;
      yield {
        at: check.at,
        message: `nobody is told when \`${check.name}\` is red: it has no alert of its own, and \`${first?.alert.name ?? ''}\`${others}, which read such metrics, leave it out`,
        help: 'Let an alert that reads its metric select it too, or give it an alert of its own.',
      };
      return;
    }
    const { stops, replaced } = found;
    yield {
      at: check.at,
      message: `\`${check.name}\` ends at ${namesOf(stops)}, and nobody is behind ${stops.length === 1 ? 'it' : 'them'}`,
      ...(replaced && { confidence: 'ask' as const }),
      related: stops.flatMap(({ receiver }) => (receiver ? { at: receiver.at, message: 'it tells nobody' } : [])),
    };
  },
});

function namesOf(stops: readonly Stop[]): string {
  const names = [...new Set(stops.map(({ name }) => `\`${name}\``))];
  return names.length === 1 ? `the receiver ${names.join('')}` : `one of the receivers ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
