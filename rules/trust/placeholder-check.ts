import { quote } from '../../src/reason/quote.ts';
import { isSample } from '../../src/reason/routing.ts';
import { templateLeft } from '../../src/reason/template-left.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/placeholder-check',
  summary: 'The check is a template that nobody has filled in.',
  why: 'It asks for something that is not there, so it never goes red; and it counts as a check wherever checks are counted.',
  help: 'Put in what it is to watch, or take it out.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions: 'Only words that ask to be replaced, in its name or in what its query selects by; a file in a folder of samples is asked. What a program puts in their place before it is used is not seen.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds{queue="REPLACE_ME"} > 900
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds{queue="orders"} > 900
`,
    },
  ],
  *judge(check) {
    const left = templateLeft(check);
    if (left) yield { at: left.at, message: `\`${check.name}\` is a template that nobody has filled in: it says ${quote(left.text)}`, ...(isSample(check.span.path) && { confidence: 'ask' as const }) };
  },
});
