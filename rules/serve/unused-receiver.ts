import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/unused-receiver',
  summary: 'Somebody is behind a receiver, and no route leads there.',
  why: 'Whoever set it up believes that they will be told. They never will be.',
  help: 'Route to it what it is for, or take it out and say so to the people behind it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['receiver'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  exceptions: 'A receiver that is kept ready for a day on which it is routed to by hand. Receivers without anybody behind them are not reported.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: chat
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
      good: `route:
  receiver: chat
  routes:
    - matchers: [severity="page"]
      receiver: pager
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
    },
  ],
  *judge({ name, system, within, recipients, at }, project) {
    if (recipients.length === 0) return;
    // Where names hold for the whole system, other files and the checks themselves may name it.
    const routes = project.routes.filter((route) => route.system === system && route.within === within);
    if (routes.length === 0 || routes.some(({ receiver }) => receiver === name || receiver === '')) return;
    if (project.checks.some(({ audience }) => audience.receiver?.text === name)) return;
    const count = routes.length === 1 ? 'the one route' : `none of the ${routes.length} routes`;
    const [first] = recipients;
    yield {
      at,
      message: `${routes.length === 1 ? `${count} of the configuration does not lead` : `${count} of the configuration leads`} to \`${name}\`${first ? `, so \`${first.text}\` is never told` : ''}`,
    };
  },
});
