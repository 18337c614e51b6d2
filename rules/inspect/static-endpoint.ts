import { endpointOf } from '../../src/reason/http-row.ts';
import { addressOf, decidingLooks } from '../../src/reason/looks.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/static-endpoint',
  summary: 'The check fetches a page that is the same whatever the state behind it.',
  why: 'A front page, a file or a page of metrics is served from memory while the database behind it is down: the check sees a web server and not the service.',
  help: 'Ask a path that answers with an error when what the service needs is not there.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['strict'],
  on: ['probe', 'synthetic'],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', 'https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check'],
  exceptions: 'A service that has nothing but static pages is well when it serves one. A page that is built from what the service needs is no static page: say so in a suppression.',
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
      readinessProbe:
        httpGet: { path: /, port: 8080 }
`,
      good: `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: example/shop:1
      readinessProbe:
        httpGet: { path: /readyz, port: 8080 }
`,
    },
  ],
  *judge(check, project) {
    const notices = project.drill(check);
    if (check.state.is !== 'enabled' || notices.degraded.verdict !== 'green' || notices.failing.verdict !== 'red') return;
    if (project.siblings(check).some((sibling) => project.drill(sibling).degraded.verdict !== 'green')) return;
    for (const look of decidingLooks(check.observes)) {
      if (look.via !== 'http' || look.body.is === 'read') continue;
      const endpoint = endpointOf(look, project.knowledge);
      if (endpoint?.says !== 'static') continue;
      yield {
        at: look.at,
        message: `\`${check.name}\` fetches ${addressOf(look)}, ${endpoint.title}: it is the same when what ${check.target.name} needs is down`,
        ...(endpoint.better !== undefined && { help: `Instead: ${endpoint.better}.` }),
        related: trafficBehind(check, project),
      };
      return;
    }
  },
});
