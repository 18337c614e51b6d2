import { serversOf } from '../../src/reason/servers.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/never-sent',
  summary: 'The server that evaluates the alert sends it to no Alertmanager.',
  why: 'It fires on a page of the server that one has to open. No mail, no chat and no pager will ever hear of it, however well the rest is configured.',
  help: 'Name the Alertmanager under `alerting.alertmanagers` of the server\'s configuration.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config', 'https://prometheus.io/docs/alerting/latest/overview/'],
  exceptions: 'A configuration for a try-out on one machine, whose real server is set up elsewhere. Servers whose configuration was not read, or loads other files, are not judged.',
  examples: [
    {
      format: 'prometheus-server',
      path: 'prometheus.yml',
      bad: `rule_files: [rules/*.yml]
scrape_configs:
  - job_name: queue
    static_configs:
      - targets: ['queue:9090']
`,
      good: `rule_files: [rules/*.yml]
alerting:
  alertmanagers:
    - static_configs:
        - targets: ['alertmanager:9093']
scrape_configs:
  - job_name: queue
    static_configs:
      - targets: ['queue:9090']
`,
      beside: {
        'rules/queue.yml': `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
`,
      },
    },
  ],
  when: (_check, { servers }) => servers.length > 0,
  *judge(check, project) {
    const servers = serversOf(check, project.servers);
    const [server] = servers;
    if (!server || servers.some(({ sends }) => sends)) return;
    yield {
      at: check.at,
      message: `\`${check.name}\` is sent to nobody: \`${server.span.path}\` loads its file and names no Alertmanager`,
      related: servers.map(({ at }) => ({ at, message: 'nobody is named to whom alerts are sent' })),
    };
  },
});
