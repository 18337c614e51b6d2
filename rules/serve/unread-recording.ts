import type { Project } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';
import { useOf } from '../../src/reason/consumers.ts';

export default defineRule({
  id: 'serve/unread-recording',
  summary: 'A recorded metric that nothing in the project reads.',
  why: 'It is computed at every evaluation and stored, and whoever keeps it in order serves nobody. Or it was meant for an alert that nobody wrote.',
  help: 'Name who reads it: an alert, a dashboard in this project, or a comment that says where it is used. If it was meant for an alert, write the alert.',
  severity: 'note',
  confidence: 'likely',
  presets: ['strict'],
  on: ['recording'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/', 'https://prometheus.io/docs/practices/rules/'],
  exceptions: 'Where no dashboard was read at all, it is asked. Metrics read by dashboards, federation, exports or people at a prompt that are not part of what was scanned.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/shop.yml',
      bad: `groups:
  - name: shop
    rules:
      - record: job:shop_orders:rate5m
        expr: sum by (job) (rate(shop_orders_total[5m]))
`,
      good: `groups:
  - name: shop
    rules:
      - record: job:shop_orders:rate5m
        expr: sum by (job) (rate(shop_orders_total[5m]))
      - alert: NoOrders
        expr: job:shop_orders:rate5m < 0.1
`,
    },
  ],
  *judge(recording, project) {
    const use = useOf(project, recording);
    if (use.is === 'read' || use.is === 'maybe') return;
    const { metric, at } = recording;
    // Most recordings are made for dashboards; where none was read, who reads them is not known.
    const asked = project.dashboards.length === 0 ? { confidence: 'ask' as const } : {};
    if (use.is === 'unread') {
      yield { at, ...asked, message: `nothing that was scanned reads \`${metric}\` (${scanned(project)})` };
      return;
    }
    yield {
      at,
      ...asked,
      message: `only \`${use.by.metric}\` reads \`${metric}\`, and nothing that was scanned reads that (${scanned(project)})`,
      related: [{ at: use.by.at, message: 'recorded from it, and not read' }],
    };
  },
});

/** What the statement rests on: `3 files of alertmanager, 12 of prometheus`. */
function scanned({ scanned: { formats } }: Project): string {
  const parts = [...formats].sort(([a], [b]) => (a < b ? -1 : 1)).map(([format, count]) => `${count} of ${format}`);
  const total = [...formats.values()].reduce((sum, count) => sum + count, 0);
  return `${total === 1 ? 'file' : 'files'}: ${parts.join(', ')}`;
}
