import { firstOfSame } from '../../src/reason/duplicates.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/duplicate-check',
  summary: 'Another check asks the same question and tells the same people.',
  why: 'Whoever is called is called twice for one fault and answers it once. When one of the two is mended, muted or given a better text, the other stays as it was.',
  help: 'Keep the one with the better text and take the other out; or ask something else with it: a higher threshold for a pager, a longer time for a ticket.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['alert', 'synthetic'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions:
    'Only checks of the same severity that must hold for the same time are compared, within a file and between the files of one folder: different folders may be installed apart, as environments, charts and examples are. The same name in another file is taken for a copy of the file.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: exampleOf('QueueOld', 900),
      good: exampleOf('QueueOld', 3600),
    },
  ],
  *judge(check, project) {
    const first = firstOfSame(check, project);
    if (!first) return;
    const same = first.name === check.name ? `\`${check.name}\` is there twice with the same condition` : `\`${check.name}\` asks what \`${first.name}\` asks`;
    yield { at: check.at, message: `${same}, and tells the same people`, related: [{ at: first.at, message: 'the first one' }] };
  },
});

function exampleOf(name: string, seconds: number): string {
  return `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { team: payments }
        annotations: { summary: Restart the queue worker. }
      - alert: ${name}
        expr: queue_age_seconds > ${seconds}
        labels: { team: payments }
        annotations: { summary: Call the payment desk on 4711. }
`;
}
