import { holds, type Check, type MetricObservation, type Observation } from '../../src/model/index.ts';
import { sideOf, type Light } from '../../src/reason/lamp.ts';
import { isSwitch } from '../../src/reason/switch.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/wrong-polarity',
  summary: 'The alert waits for the healthy side of a lamp.',
  why: 'It is red while all is well, so somebody mutes it, and it turns green at the moment of the fault.',
  help: 'Turn the comparison round, or select the states that mean trouble.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#comparison-binary-operators',
    'https://github.com/kubernetes/kube-state-metrics/tree/main/docs',
    'https://github.com/OpenObservability/OpenMetrics/blob/main/specification/OpenMetrics.md#stateset',
  ],
  exceptions: 'An alert that announces that something is back; its name or a severity such as `info` says so. A dead man\'s switch, which is known as in `trust/always-fires`.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/raid.yml',
      bad: `groups:
  - name: raid
    rules:
      - alert: RaidDegraded
        expr: megaraid_healthy == 1
`,
      good: `groups:
  - name: raid
    rules:
      - alert: RaidDegraded
        expr: megaraid_healthy == 0
`,
    },
    {
      format: 'prometheus',
      path: 'rules/pods.yml',
      bad: `groups:
  - name: pods
    rules:
      - alert: PodNotRunning
        expr: kube_pod_status_phase{namespace="shop"} == 0
`,
      good: `groups:
  - name: pods
    rules:
      - alert: PodNotRunning
        expr: kube_pod_status_phase{namespace="shop", phase=~"Pending|Unknown|Failed"} == 1
`,
    },
  ],
  *judge(check, project) {
    for (const leaf of deciding(check.observes)) {
      const metric = leaf.reads[0]?.metric;
      if (metric === undefined || leaf.absence) continue;
      const fault = faultOf(leaf, metric, project);
      if (fault === undefined) continue;
      if (announces(check) || isSwitch(check)) return;
      yield { at: (leaf.comparison ?? leaf.filter)?.at ?? leaf.at, message: `\`${check.name}\` ${fault}` };
    }
  },
});

/** What is wrong with the side that it waits for; undefined where nothing is. */
function faultOf(leaf: MetricObservation, metric: string, project: Project): string | undefined {
  const light = project.knowledge.light(metric);
  if (waitsForHealth(leaf, metric, light, project)) return `waits for the healthy side: ${healthClause(metric, light)}`;
  if (!light?.stateSet || light.stateSet.single || light.red?.operator === '>' || !hasNoState(leaf, light.stateSet)) return undefined;
  const { label } = light.stateSet;
  return `names no ${label}: \`${metric}\` has one series for each ${label}, so some are always 0 and one is 1`;
}

/** The leaves that make the alert red each by itself; a condition beside others may well be a healthy one. */
function deciding(observation: Observation): MetricObservation[] {
  if (observation.via === 'metric') return [observation];
  return observation.via === 'any-red' ? observation.of.flatMap(deciding) : [];
}

function waitsForHealth(leaf: MetricObservation, metric: string, light: Light | undefined, project: Project): boolean {
  if (light) return sideOf(leaf, light) === 'healthy';
  const { comparison, filter, functions } = leaf;
  if (project.knowledge.presence(metric) !== 'reach' && metric !== 'up') return false;
  if (typeof comparison?.threshold !== 'number' || filter || functions.length > 0) return false;
  return holds(1, comparison.operator, comparison.threshold) && !holds(0, comparison.operator, comparison.threshold);
}

function healthClause(metric: string, light: Light | undefined): string {
  if (!light?.red) return `\`${metric}\` is 1 while it is well and 0 when it is not`;
  if (light.stateSet) return `\`${metric}\` is 1 for the ${light.stateSet.label} that holds, and this asks for a good one`;
  return `\`${metric}\` is red at \`${light.red.operator} ${light.red.value}\``;
}

/** A plain comparison with 0 or 1 of a set of one series a state, of which none is selected. */
function hasNoState({ comparison, filter, functions, reads, ratio }: MetricObservation, { label }: { label: string }): boolean {
  if (!comparison || filter || ratio || functions.length > 0 || reads.length > 1) return false;
  if (comparison.threshold !== 0 && comparison.threshold !== 1) return false;
  return !reads[0]?.matchers.some((matcher) => matcher.label === label);
}

const ANNOUNCES = /(?:recover(?:ed|y)?|resolved|restored|returned|back|is_?up|success|succeeded)$/i;
const INFORMS = /^(?:info|informational|none|notice|debug)$/i;

function announces({ name, response: { severity } }: Check): boolean {
  return ANNOUNCES.test(name) || INFORMS.test(severity?.text ?? '');
}
