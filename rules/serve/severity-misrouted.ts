import type { Check } from '../../src/model/index.ts';
import type { Reach } from '../../src/reason/routing.ts';
import { defineRule } from '../../src/rule.ts';

/** From the one that wakes to the one that nobody reads; what is not listed has no rank. */
const RANKS = [/^(?:page|pager|paging|critical|crit|emergency|fatal|disaster|p0|p1|sev-?[01])$/i, /^(?:error|major|high|p2|sev-?2)$/i, /^(?:warn|warning|minor|medium|p3|ticket|sev-?3)$/i, /^(?:info|informational|notice|low|none|debug|p4|p5)$/i];

export default defineRule({
  id: 'serve/severity-misrouted',
  summary: 'The urgent alert goes where nobody is woken, and a lesser one of the same labels would wake somebody.',
  why: 'The severity says that somebody must get up, and the route puts it into a channel that is read in the morning.',
  help: 'Exchange the receivers, or match the severity that the rules really write.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route', 'https://sre.google/sre-book/being-on-call/'],
  exceptions: 'A webhook, a text message or a push may wake somebody: an alert that may go there is not judged.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: chat
  routes:
    - matchers: [severity=~"page|warning"]
      receiver: pager
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
      good: `route:
  receiver: chat
  routes:
    - matchers: [severity=~"page|critical"]
      receiver: pager
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
      beside: {
        'rules/queue.yml': `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { severity: critical }
      - alert: QueueSlow
        expr: queue_age_seconds > 300
        labels: { severity: warning }
`,
      },
    },
  ],
  when: (_check, { routes }) => routes.length > 0,
  *judge(check, project) {
    const own = severityOf(check);
    const reach = own && rankOf(own.value) === 0 ? project.reach(check) : undefined;
    if (!own || !reach || reach.elsewhere !== undefined || !wakesNobody(reach)) return;
    const lesser = new Set(project.checks.flatMap((other) => (other.labels?.[own.label] ?? [])).filter((value) => rankOf(value) > 0));
    for (const value of lesser) {
      const other = project.routing.reachWith(check, { ...check.labels, [own.label]: value });
      const pager = other?.surely.find(({ receiver }) => receiver?.recipients.some(({ wakes }) => wakes));
      const [stop] = [...reach.surely, ...reach.maybe];
      if (!pager || !stop) continue;
      yield {
        at: check.response.severity?.at ?? check.at,
        message: `\`${check.name}\` is \`${own.value}\` and goes to \`${stop.name}\`, where nobody is woken; with \`${own.label}: ${value}\` it would go to \`${pager.name}\`, which wakes somebody`,
        related: [stop, pager].flatMap(({ routes: [route] }) => (route ? { at: route.at, message: `the route to \`${route.receiver}\`` } : [])),
      };
      return;
    }
  },
});

/** The label that the severity is written in, if alerts are routed by it. */
function severityOf({ labels = {}, response: { severity } }: Check): { label: string; value: string } | undefined {
  const found = Object.entries(labels).find(([, value]) => value !== null && value === severity?.text);
  return found && severity && { label: found[0], value: severity.text };
}

function rankOf(value: string): number {
  return RANKS.findIndex((rank) => rank.test(value));
}

/** Somebody is told, and all of them look by themselves. */
function wakesNobody({ surely, maybe }: Reach): boolean {
  const recipients = [...surely, ...maybe].map(({ receiver }) => receiver?.recipients);
  return recipients.some((people) => (people?.length ?? 0) > 0) && recipients.every((people) => people?.every(({ wakes }) => wakes === false));
}
