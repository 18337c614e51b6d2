import { looksOf, type Check } from '../../src/model/index.ts';
import type { Stop } from '../../src/reason/routing.ts';
import { reachesNobody } from '../../src/reason/routing.ts';
import { isSwitch } from '../../src/reason/switch.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/reaches-nobody',
  summary: 'The check goes red, and nobody is told.',
  why: 'It was written so that somebody would come. It is red on a page that nobody looks at, and whoever wrote it sleeps well.',
  help: 'Give the receiver somebody to tell, or route the alert to one that has; an alert that nobody needs can be taken out.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route', 'https://prometheus.io/docs/alerting/latest/configuration/#receiver'],
  exceptions:
    'Alerts that are meant for no person are quiet: parts of another alarm, dead man\'s switches, and those whose severity is `none` or `info` or that inhibit others. An alert that another configuration carries, which was not read, is not judged; where all receivers of a chart\'s values are empty, it is asked.',
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
    if (isForNobody(check) || isSwitch(check) || check.state.is !== 'enabled') return;
    const { recipients } = check.audience;
    if (recipients !== 'unknown') {
      if (recipients.length === 0 && !isPart(check, project)) yield { at: check.at, message: `nothing is told when \`${check.name}\` is red: it names no receiver and no action`, confidence: 'proven' };
      return;
    }
    const reach = project.reach(check);
    if (!reach) return;
    const isDefault = [...reach.surely, ...reach.maybe].every(({ routes }) => routes.some(({ elsewhere }) => elsewhere === 'replaced'));
    const settled = isDefault ? { surely: reach.surely, maybe: reach.maybe } : reach;
    if (!reachesNobody(settled)) return;
    const stops = [...reach.surely, ...reach.maybe];
    yield {
      at: check.at,
      message: `\`${check.name}\` ends at ${namesOf(stops)}, and nobody is behind ${stops.length === 1 ? 'it' : 'them'}`,
      ...(isDefault && { confidence: 'ask' }),
      related: stops.flatMap(({ receiver }) => (receiver ? { at: receiver.at, message: 'it tells nobody' } : [])),
    };
  },
});

/** Another alarm is red when it is, and tells somebody. */
function isPart(check: Check, { checks }: Project): boolean {
  return checks.some((other) => other !== check && looksOf(other.observes).some((look) => look.via === 'reference' && look.name === check.name));
}

/** Severities that ask nobody to come. */
const FOR_NOBODY = /^(?:none|info|informational|debug|notice|silent|ignore)$/i;
/** It fires so that others are kept quiet. */
const INHIBITOR = /inhibit/i;

function isForNobody({ name, response: { severity } }: { name: string; response: { severity?: { text: string } } }): boolean {
  return FOR_NOBODY.test(severity?.text ?? '') || INHIBITOR.test(name);
}

function namesOf(stops: readonly Stop[]): string {
  const names = [...new Set(stops.map(({ name }) => `\`${name}\``))];
  return names.length === 1 ? `the receiver ${names.join('')}` : `one of the receivers ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
