import type { Check } from '../../src/model/index.ts';
import { defineRule } from '../../src/rule.ts';

/**
 * Seconds from a fault to the first sign of it. A Kubernetes probe takes 30 by default and Docker's health check 90; five
 * minutes is what the Kubernetes documentation allows a slow start. An hour in which an urgent alert must hold is the time
 * in which 2 % of a month's error budget burns at the rate that the SRE workbook pages for. A round once a month is the
 * longest that fire codes allow for equipment that must work when it is needed.
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 * https://sre.google/workbook/alerting-on-slos/
 */
const BUDGETS = { probe: 300, alert: 3600, round: 31 * 86_400 };

export default defineRule({
  id: 'trust/slow-to-see',
  summary: 'The check needs longer to go red than anybody would wait.',
  why: 'Until it goes red the fault is there and nobody knows: those who rely on the target find out first.',
  help: 'Look more often, or give up after fewer bad looks; give a slow start a startup probe of its own.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['strict'],
  on: ['alert', 'probe', 'round'],
  options: BUDGETS,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/', 'https://sre.google/workbook/alerting-on-slos/'],
  exceptions: 'Only alerts that call themselves urgent (`severity: critical`, `page`, …) are held to the budget, and startup probes are not. Set the budgets, in seconds, to your own promise.',
  examples: [
    {
      format: 'kubernetes',
      path: 'deploy/shop.yaml',
      bad: `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: example/shop:1
      livenessProbe:
        httpGet: { path: /livez, port: 8080 }
        periodSeconds: 60
        failureThreshold: 100
`,
      good: `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: example/shop:1
      livenessProbe:
        httpGet: { path: /livez, port: 8080 }
        periodSeconds: 10
        failureThreshold: 3
`,
    },
  ],
  *judge(check, _project, budgets) {
    const budget = check.kind === 'probe' ? budgets.probe : check.kind === 'alert' ? budgets.alert : budgets.round;
    const seconds = secondsToSee(check);
    if (check.state.is !== 'enabled' || seconds === undefined || seconds <= budget || mayWait(check)) return;
    yield {
      at: check.timing.at ?? check.at,
      message: `\`${check.name}\` needs ${duration(seconds)} to say that ${check.target.name} is unwell; ${duration(budget)} is the budget`,
    };
  },
});

function secondsToSee({ kind, timing: { every, failures, holds } }: Check): number | undefined {
  if (kind === 'alert') return holds;
  if (every === undefined) return undefined;
  return kind === 'round' ? every : failures === undefined ? undefined : every * failures;
}

const URGENT = /^(?:crit|critical|page|pager|paging|urgent|emergency|fatal|disaster|high|error|p[012]|sev-?[012])$/i;

function mayWait({ kind, name, response }: Check): boolean {
  return name === 'startupProbe' || (kind === 'alert' && !URGENT.test(response.severity?.text ?? ''));
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `90 minutes`, `3 days`: in the largest unit that gives at least two, to one decimal. */
function duration(seconds: number): string {
  const [unit, length] = UNITS.find(([, size]) => seconds >= 2 * size) ?? UNITS[3];
  const amount = Math.round((seconds / length) * 10) / 10;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
