import type { Check, Observation } from '../../src/model/index.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/identical-probes',
  summary: 'Liveness and readiness of a container ask the same question, as often and as patiently.',
  why: 'Readiness is there to take traffic away from a container that cannot serve for a while; when liveness says the same at the same moment, the container is restarted instead. An outage of something that all replicas need then restarts all of them.',
  help: 'Let readiness ask whether it can serve, with what it needs for that; let liveness ask only whether it is stuck, or give it more patience (a higher `failureThreshold`).',
  severity: 'note',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['probe'],
  references: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://github.com/zegl/kube-score/blob/master/README_CHECKS.md',
  ],
  exceptions: 'One cheap page for both is a known pattern, as long as liveness waits longer than readiness: such a pair is not reported.',
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
        httpGet: { path: /health, port: 8080 }
      readinessProbe:
        httpGet: { path: /health, port: 8080 }
`,
      good: `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: example/shop:1
      livenessProbe:
        httpGet: { path: /health, port: 8080 }
        failureThreshold: 12
      readinessProbe:
        httpGet: { path: /health, port: 8080 }
`,
    },
  ],
  *judge(check, project) {
    if (check.name !== 'livenessProbe' || check.state.is !== 'enabled') return;
    const readiness = project.siblings(check).find(({ name, format, state }) => name === 'readinessProbe' && format === check.format && state.is === 'enabled');
    if (!readiness || patience(check) > patience(readiness)) return;
    if (question(check.observes, check) !== question(readiness.observes, readiness)) return;
    yield {
      at: check.at,
      message: `\`livenessProbe\` and \`readinessProbe\` of ${check.target.name} ask the same question: what should only take traffic away restarts it`,
      related: [{ at: readiness.at, message: 'the same question' }],
    };
  },
});

/** Seconds until it acts. */
function patience({ timing: { every = 0, failures = 0 } }: Check): number {
  return every * failures;
}

/** What is asked, without where it is written; a port is one port by its name or by its number. */
function question(observation: Observation, { target }: Check): string {
  return JSON.stringify(observation, (key, value: unknown) => {
    if (key === 'at') return undefined;
    if (key !== 'port') return value;
    const declared = target.ports?.find(({ name, number }) => name === value || String(number) === value);
    return declared?.number ?? value;
  });
}
