import { unwatched } from '../../src/reason/watchdog.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/no-watchdog',
  summary: 'Nothing would notice that the monitoring itself is dead.',
  why: 'When Prometheus stops evaluating, or Alertmanager stops sending, every alert is quiet, and quiet is what they are on a good day.',
  help: 'Let one alert fire all the time (`expr: vector(1)`), route it to a service outside that calls somebody when it stops coming, and look at `up` of Prometheus and Alertmanager from one another.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/practices/alerting/#metamonitoring', 'https://runbooks.prometheus-operator.dev/runbooks/general/watchdog/'],
  exceptions: 'The watchdog may stand in another repository, or be a check of a service outside that nobody wrote down here. It is said once for a project, at its first alert.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: rulesWith(''),
      good: rulesWith('      - alert: Watchdog\n        expr: vector(1)\n        labels: { severity: none }\n'),
      beside: { 'alertmanager.yml': "route: { receiver: pager }\nreceivers:\n  - name: pager\n    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]\n" },
    },
  ],
  *judge(check, project) {
    const found = unwatched(project);
    if (!found) return;
    const { alerts, receivers } = found;
    if (alerts[0] !== check) return;
    yield { at: check.at, message: `none of what was read watches the monitoring itself: alerts: ${alerts.length}, receivers: ${receivers}, and among them no dead man's switch and no look at Prometheus or Alertmanager` };
  },
});

function rulesWith(more: string): string {
  return `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds{job="queue"} > 900
${more}`;
}
