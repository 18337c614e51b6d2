import { looksOf, type Check, type ConstantObservation } from '../../src/model/index.ts';
import { decidingLooks, swallowing } from '../../src/reason/looks.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';
import { defineRule, type Notices } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/constant-check',
  summary: 'The check says the same whatever happens.',
  why: 'It looks at nothing that a fault could change. On every dashboard it counts as a check, and it will never say anything.',
  help: 'Ask the thing itself: a request that it must answer well, or a file that its work keeps fresh.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['probe', 'synthetic'],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', 'https://docs.docker.com/reference/dockerfile/#healthcheck'],
  exceptions: 'To switch off a check that the image brings along, say so instead: `disable: true` in Compose, `HEALTHCHECK NONE` in a Dockerfile.',
  examples: [
    {
      format: 'kubernetes',
      path: 'deploy/worker.yaml',
      bad: `apiVersion: v1
kind: Pod
metadata: { name: worker }
spec:
  containers:
    - name: worker
      image: example/worker:1
      livenessProbe:
        exec: { command: ["true"] }
`,
      good: `apiVersion: v1
kind: Pod
metadata: { name: worker }
spec:
  containers:
    - name: worker
      image: example/worker:1
      livenessProbe:
        exec: { command: ["sh", "-c", "find /tmp/alive -mmin -1 | grep -q ."] }
`,
    },
  ],
  *judge(check, project) {
    // What a script lacks, the rules about assertions say more exactly.
    if (check.observes.via === 'script' || check.state.is !== 'enabled' || swallowing(check, project.knowledge)) return;
    const notices = project.drill(check);
    const says = constantVerdict(check, notices);
    if (!says) return;
    const constant = [...decidingLooks(check.observes)].findLast((look): look is ConstantObservation => look.via === 'constant');
    const reason = constant?.because ?? (constant ? `\`${constant.text}\` is all that it does` : notices.gone.because);
    yield {
      at: constant?.at ?? check.observes.at,
      related: says === 'green' ? trafficBehind(check, project) : [],
      message: `\`${check.name}\` is ${says} whatever happens to ${check.target.name}: ${reason}`,
      ...(says === 'red' && { help: 'Write the command so that it runs: a program with its arguments one by one, or `sh -c` and the script in front of anything that needs a shell.' }),
    };
  },
});

/** The one thing that a check can say; none when a fault can change it. A check that looks at something may well be red at every fault. */
function constantVerdict(check: Check, notices: Notices): 'green' | 'red' | undefined {
  const looks = looksOf(check.observes);
  if (looks.every((look) => look.via === 'constant' && look.says === 'red')) return 'red';
  const faults = ['gone', 'stuck', 'failing', 'degraded', 'wrong'] as const;
  return faults.every((fault) => notices[fault].verdict === 'green') ? 'green' : undefined;
}
