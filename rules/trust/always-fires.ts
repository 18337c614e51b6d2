import { alwaysFires } from '../../src/reason/firing.ts';
import { isSwitch } from '../../src/reason/switch.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/always-fires',
  summary: 'The alert fires whatever happens.',
  why: 'A light that is always red says nothing. People mute it, or learn to look past it and past the ones beside it.',
  help: 'Compare with the value that the fault has. A dead man\'s switch, which must always fire, says so in its name or text.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/', 'https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions:
    'A dead man\'s switch proves by its constant firing that alerts still arrive; one is known by its name (`Watchdog`, `DeadMansSwitch`, `Heartbeat`), by its text or by severity `none`. The same goes for an example or a test alert.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: MailErrors
        expr: rate(mail_errors_total[5m]) >= 0
`,
      good: `groups:
  - name: queue
    rules:
      - alert: MailErrors
        expr: rate(mail_errors_total[5m]) > 0
      - alert: Watchdog
        expr: vector(1)
`,
    },
  ],
  *judge(check, project) {
    const always = alwaysFires(check.observes, project.knowledge);
    if (!always || isSwitch(check)) return;
    yield { at: always.leaf.at, message: `\`${check.name}\` always fires: ${always.because}` };
  },
});
