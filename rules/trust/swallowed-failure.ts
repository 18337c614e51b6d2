import { assertionsOf, flawed, hasSoundAssertion } from '../../src/reason/assertions.ts';
import { swallowing, swallowingTail } from '../../src/reason/looks.ts';
import { caughtGood } from '../../src/reason/handler-row.ts';
import { quote } from '../../src/reason/quote.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/swallowed-failure',
  summary: 'The check looks, and throws away what it sees.',
  why: 'The command fails when the target does, and what stands behind it turns the failure into success. The check can never go red for what it was written for.',
  help: 'Let the failure through: `|| exit 1` or nothing at all.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'probe', 'synthetic', 'endpoint'],
  references: ['https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rule-evaluation/nodata-and-error-states/', 'https://docs.docker.com/reference/dockerfile/#healthcheck', 'https://www.gnu.org/software/bash/manual/html_node/Lists.html'],
  exceptions: 'A command whose outcome must not count does not belong into a check; run it elsewhere.',
  examples: [
    {
      format: 'dockerfile',
      path: 'Dockerfile',
      bad: `FROM example/shop:1
HEALTHCHECK CMD curl -f http://localhost:8080/readyz || exit 0
`,
      good: `FROM example/shop:1
HEALTHCHECK CMD curl -f http://localhost:8080/readyz || exit 1
`,
    },
  ],
  when: ({ kind, state, ignoresErrors }) => state.is === 'enabled' && (kind !== 'alert' || ignoresErrors !== undefined),
  *judge(check, project) {
    const { ignoresErrors } = check;
    if (ignoresErrors) {
      yield {
        at: ignoresErrors.at,
        severity: 'warning',
        confidence: 'likely',
        message: `\`${check.name}\` stays green when its own query fails: ${quote(ignoresErrors.text)} takes an error for health`,
        why: 'A query that times out, a data source that is gone and a query that no longer fits it all look like a good day, and nobody hears that the alert has gone blind.',
        help: 'Let an error be told: `execErrState: Error` raises an alert of its own, `DatasourceError`, with the labels of the rule.',
      };
      return;
    }
    if (check.observes.via === 'handler') {
      const good = caughtGood(check.observes);
      if (!good) return;
      yield {
        at: good.at,
        message: `\`${check.name}\` catches the failure of ${quote(check.observes.looks[0]?.text ?? '')} and answers ${good.status ?? 'well'} all the same`,
        why: 'The one place that knows that something is wrong says that all is well, and whoever asks goes on sending traffic.',
        help: 'Answer with 503 in the `catch`.',
      };
      return;
    }
    const [caught] = flawed(check, 'swallowed');
    if (caught && !hasSoundAssertion(assertionsOf(check.observes) ?? [])) {
      yield {
        at: caught.at,
        message: `${quote(caught.text)} can fail and \`${check.name}\` stays green: ${caught.flaw.because}`,
        help: 'Let the failure through: take the `catch` away, or throw again at its end.',
        ...(caught.flaw.at && { related: [{ at: caught.flaw.at, message: 'here it ends' }] }),
      };
      return;
    }
    const swallow = swallowing(check, project.knowledge);
    if (!swallow) return;
    const tail = swallowingTail(check, swallow, project);
    const reason = swallow.because === undefined ? '' : `: ${swallow.because}`;
    yield {
      at: swallow.at,
      message: `${quote(swallow.text)} turns every failure of \`${check.name}\` into success, so it stays green when ${check.target.name} is gone${reason}`,
      related: trafficBehind(check, project),
      ...(tail && { fix: { edits: [{ at: tail, text: '' }], safe: false } }),
    };
  },
});
