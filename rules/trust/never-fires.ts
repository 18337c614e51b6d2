import { isService, neverFires, type Verdict } from '../../src/reason/firing.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/never-fires',
  summary: 'No data can make this alert fire.',
  why: 'It looks like a guard and is a picture of one: what it was written for will happen and nobody will be told. A dead alert and a quiet one look the same from outside.',
  help: 'Change the condition so that the fault meets it, and prove it with a test of the rule (`promtool test rules`).',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/operators/',
    'https://prometheus.io/docs/prometheus/latest/querying/functions/',
    'https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/',
  ],
  exceptions: 'An alert that is kept as a template for others and must never fire.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/workers.yml',
      bad: `groups:
  - name: workers
    rules:
      - alert: NoWorkersLeft
        expr: count(worker_heartbeat{queue="mail"}) == 0
`,
      good: `groups:
  - name: workers
    rules:
      - alert: NoWorkersLeft
        expr: absent(worker_heartbeat{queue="mail"})
`,
    },
    {
      format: 'prometheus',
      path: 'rules/api.yml',
      bad: `groups:
  - name: api
    rules:
      - alert: TooManyErrors
        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 5
`,
      good: `groups:
  - name: api
    rules:
      - alert: TooManyErrors
        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
`,
    },
  ],
  *judge(check, project) {
    const { observes, timing } = check;
    const never = neverFires(observes, project.knowledge, timing.holds);
    // `trust/impossible-threshold` says it in the words of the service.
    if (never && isService(never.leaf)) return;
    if (never && check.silence.is === 'red') {
      // Whoever compares a count with nothing means the missing data that a setting makes red.
      if (never.leaf.via === 'metric' && never.leaf.bounds?.least === 1) return;
      yield { at: never.leaf.at, confidence: 'likely', message: `\`${check.name}\` can fire only for want of data: ${never.because}`, ...help(never) };
      return;
    }
    if (never) {
      yield { at: never.at ?? never.leaf.at, message: `\`${check.name}\` can never fire: ${never.because}`, ...(never.unsure && { confidence: 'likely' }), ...help(never) };
      return;
    }
    if (observes.via !== 'any-red') return;
    for (const part of observes.of) {
      const dead = neverFires(part, project.knowledge, timing.holds);
      if (!dead || isService(dead.leaf)) continue;
      yield { at: dead.at ?? dead.leaf.at, severity: 'warning', message: `this part of \`${check.name}\` can never make it fire: ${dead.because}`, ...(dead.unsure && { confidence: 'likely' }), ...help(dead) };
    }
  },
});

/** The one edit that mends the commonest cases. */
function help({ leaf, at }: Verdict): { help?: string } {
  if (at) return { help: 'Say by `on (…)` or `ignoring (…)` which labels must agree, or let it wait for less long than it looks back; and prove it with a test of the rule (`promtool test rules`).' };
  if (leaf.via !== 'metric' || leaf.absence || !leaf.bounds) return {};
  if (leaf.filter && leaf.comparison) return { help: 'What passes the comparison inside keeps its own value, and is then compared once more. Compare once, or write `== bool` inside.' };
  if (leaf.bounds.least === 1) return { help: 'Ask for the absence itself, `absent(…)`, or put a number in place of nothing: `(count(…) or vector(0)) == 0`.' };
  return leaf.ratio && leaf.bounds.most === 1 ? { help: 'A ratio of 5 % is written 0.05; or multiply the ratio by 100.' } : {};
}
