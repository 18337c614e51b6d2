import { caughtGood, tells } from '../../src/reason/handler-row.ts';
import { endpointOf } from '../../src/reason/http-row.ts';
import { addressOf, decidingLooks } from '../../src/reason/looks.ts';
import { quote } from '../../src/reason/quote.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/state-in-body',
  summary: 'The endpoint tells its state in the body, and only the status code is read.',
  why: 'The answer is on the table, red light and all, with a 200 on the envelope; nobody opens it.',
  help: 'Read the state in the body, or ask a page that turns a bad state into a bad status code.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['probe', 'synthetic', 'endpoint'],
  references: [
    'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-cluster-health',
    'https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/check-health.html',
  ],
  exceptions: 'Where the check is only to say that the service answers, as a liveness probe does whose red restarts one node of a cluster, another check should read the state.',
  examples: [
    {
      format: 'compose',
      path: 'compose.yaml',
      bad: `services:
  search:
    image: example/search:1
    healthcheck:
      test: curl -sf http://localhost:9200/_cluster/health || exit 1
`,
      good: `services:
  search:
    image: example/search:1
    healthcheck:
      test: curl -sf "http://localhost:9200/_cluster/health?wait_for_status=yellow&timeout=3s" || exit 1
`,
    },
  ],
  *judge(check, project) {
    if (check.observes.via === 'handler') {
      const { observes } = check;
      if (tells(observes) !== 'body' || caughtGood(observes) || observes.asks === 'liveness') return;
      yield {
        at: check.at,
        severity: 'warning',
        message: `\`${check.name}\` looks at ${quote(observes.looks[0]?.text ?? '')} and answers with a good status whatever it sees`,
        why: 'Probes, load balancers and most monitors read the status code and nothing else: they go on sending traffic to a service that says in the body that it is unwell.',
        help: 'Answer with 503 when what the service depends on is not there.',
      };
      return;
    }
    const notices = project.drill(check);
    if (check.state.is !== 'enabled' || notices.degraded.verdict !== 'green' || notices.failing.verdict !== 'red') return;
    // A sibling that reads the state makes this one a plain question of liveness.
    if (project.siblings(check).some((sibling) => project.drill(sibling).degraded.verdict === 'red')) return;
    for (const look of decidingLooks(check.observes)) {
      if (look.via !== 'http' || look.body.is === 'read') continue;
      const endpoint = endpointOf(look, project.knowledge);
      if (endpoint?.says !== 'body') continue;
      yield {
        at: look.at,
        message: `\`${check.name}\` reads only the status code of ${addressOf(look)}, which answers 200 when it is unwell: ${endpoint.title} tells the state in the body`,
        ...(endpoint.better !== undefined && { help: `Instead: ${endpoint.better}.` }),
        related: trafficBehind(check, project),
      };
      return;
    }
  },
});
