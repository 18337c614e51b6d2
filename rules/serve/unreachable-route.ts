import type { Related, RouteMatcher } from '../../src/model/index.ts';
import { hindrance, unreachableIn } from '../../src/reason/unreachable.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/unreachable-route',
  summary: 'No alert can take this route.',
  why: 'It reads as if its alerts went to the receiver that it names. They go elsewhere, and the people behind it wait for a call that does not come.',
  help: 'Put the narrower route before the wider one, let the wider one go on with `continue: true`, or mend the matchers.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['route'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  exceptions: 'A route below one that cannot be reached is not reported again, nor is one that would lead to the same receiver as what stands before it.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: chat
  routes:
    - matchers: [team="shop"]
      receiver: chat
    - matchers: [team="shop", severity="page"]
      receiver: pager
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
      good: `route:
  receiver: chat
  routes:
    - matchers: [team="shop", severity="page"]
      receiver: pager
    - matchers: [team="shop"]
      receiver: chat
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
`,
    },
  ],
  *judge(route, project) {
    const tree = project.routing.treeOf(route);
    if (!tree || !unreachableIn(tree).has(route)) return;
    const parent = tree.parentOf(route);
    if (parent && unreachableIn(tree).has(parent)) return;
    const cause = hindrance(route, tree);
    const asks = route.matchers.map(textOf).join(', ');
    const what = `no alert reaches this route to \`${route.receiver}\``;
    if (cause.is === 'contradiction') {
      yield { at: route.matchers[0]?.at ?? route.at, message: `${what}: ${asks === '' ? 'what is above it' : `\`${asks}\``} cannot hold together with the routes above it` };
      return;
    }
    const [before] = cause.routes;
    if (cause.routes.every(({ receiver }) => receiver === route.receiver) && tree.childrenOf(route).length === 0) return;
    const related: Related[] = cause.routes.map(({ at }) => ({ at, message: 'it takes them first, and does not go on' }));
    yield {
      at: route.matchers[0]?.at ?? route.at,
      message: `${what}: ${cause.routes.length === 1 && before ? `the route before it to \`${before.receiver}\` takes every alert that it would` : 'the routes before it take every alert that it would'}`,
      related,
    };
  },
});

function textOf({ label, operator, value }: RouteMatcher): string {
  return `${label}${operator}"${value ?? '…'}"`;
}
