import { hasLabel, type Check, type Fill, type Labels } from '../../src/model/index.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/empty-template',
  summary: 'A text names a label that the query has aggregated away, so there is a hole in the message.',
  why: 'Whoever is woken reads "the queue of  is full" and has to find out which one, from a query that no longer knows it. Prometheus says nothing about it.',
  help: 'Keep the label in the query, as in `sum by (instance) (…)`, or take it out of the text.',
  severity: 'note',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating',
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators',
  ],
  exceptions:
    'A label that only a condition of the template shows is not judged. Labels that the rule itself sets are no labels of the series to Prometheus, but VictoriaMetrics fills them in: that is asked in `strict` only.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueFull
        expr: sum by (queue) (queue_length) > 1000
        annotations:
          summary: The queue {{ $labels.queue }} on {{ $labels.instance }} is full.
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueFull
        expr: sum by (queue, instance) (queue_length) > 1000
        annotations:
          summary: The queue {{ $labels.queue }} on {{ $labels.instance }} is full.
`,
    },
  ],
  when: ({ given }) => given !== undefined,
  *judge({ given, labels = {}, response: { fills = [], runbooks } }, project) {
    if (!given) return;
    const empty = fills.filter((fill) => isEmpty(fill, given));
    const [first] = empty.filter(({ label = '' }) => !isSet(labels, label));
    const asked = empty.find(({ label = '' }) => isSet(labels, label));
    if (first) {
      const others = new Set(empty.map(({ label }) => label)).size - 1;
      const also = others === 0 ? '' : `; so ${others === 1 ? 'is one other label' : `are ${others} other labels`} of its texts`;
      const leadsNowhere = runbooks.some(({ key }) => key === first.key);
      yield { at: first.at, ...(leadsNowhere && { severity: 'warning' as const }), message: `\`${project.textAt(first.at)}\` in \`${first.key}\` is always empty: ${why(given, first.label ?? '')}${also}` };
    } else if (asked) {
      yield {
        at: asked.at,
        message: `\`${project.textAt(asked.at)}\` in \`${asked.key}\` is empty in Prometheus: ${asked.label} is set by the rule, and texts are filled in from the series alone`,
        help: 'Write the value itself, or keep the label in the query.',
        confidence: 'ask',
      };
    }
  },
});

/** The metric's name is a label of its own kind. */
function isEmpty({ is, label, guarded }: Fill, given: Labels): boolean {
  return is === 'label' && label !== undefined && label !== '__name__' && !guarded && !hasLabel(given, label);
}

/** By the rule itself, its name among them. */
function isSet(labels: NonNullable<Check['labels']>, label: string): boolean {
  return Object.hasOwn(labels, label);
}

function why({ is, names }: Labels, label: string): string {
  if (is === 'all-but') return `the query drops \`${label}\``;
  return names.length === 0 ? 'the query leaves no label' : `the query leaves only ${names.map((name) => `\`${name}\``).join(', ')}`;
}
