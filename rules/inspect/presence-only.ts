import type { Check } from '../../src/model/index.ts';
import { assertsNothing } from '../../src/reason/assertions.ts';
import { neverFires } from '../../src/reason/firing.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';
import { defineRule } from '../../src/rule.ts';
import { presenceAdvice, swallowing, unreadAnswer } from '../../src/reason/looks.ts';
import { DEEPER, isPresenceOnly, maySeePresenceOnly } from '../../src/reason/notices.ts';

export default defineRule({
  id: 'inspect/presence-only',
  summary: 'The check sees only whether its target is there.',
  why: 'A target that answers with errors, says that it is unwell, or serves the wrong thing stays green. The person who relies on it finds out first.',
  help: 'Look at something the fault changes: a status that is judged, a state in the answer, errors, the age of the last success.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'probe', 'synthetic'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions:
    'A presence check is a good check in good company: it is not reported when another check of the project looks deeper into the same target. Where nothing better can be had of a target, turn the rule off for its path in `vigilint.yaml` and say why beside it.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/pump.yml',
      bad: `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
        for: 5m
        labels: { team: plant }
        annotations:
          description: Tank 3 overflows within 20 minutes. Start the spare pump at panel P2, then call the plant electrician.
`,
      good: `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
        for: 5m
        labels: { team: plant }
        annotations:
          description: Tank 3 overflows within 20 minutes. Start the spare pump at panel P2, then call the plant electrician.
      - alert: PumpFault
        expr: pump_fault_state{job="pump"} == 1
        for: 5m
        labels: { team: plant }
        annotations:
          description: Tank 3 loses its reserve. Read the fault code at panel P2, reset once, then call the plant electrician.
`,
    },
  ],
  when: ({ observes }) => maySeePresenceOnly(observes),
  *judge(check, project) {
    const notices = project.drill(check);
    if (!isPresenceOnly(notices) || check.state.is === 'inert' || check.state.is === 'disabled') return;
    // `inspect/status-ignored`, `trust/swallowed-failure` and the rules about assertions say it more exactly.
    if (assertsNothing(check)) return;
    if (unreadAnswer(check, project.knowledge) || swallowing(check, project.knowledge)) return;
    // What can never go red is told as such.
    if (neverFires(check.observes, project.knowledge)) return;
    // An alert that always fires looks at nothing.
    const looksDeeper = (other: Check): boolean => other.observes.via !== 'constant' && DEEPER.some((fault) => project.drill(other)[fault].verdict !== 'green');
    if (project.siblings(check).some(looksDeeper)) return;
    yield {
      at: check.observes.at,
      message: `\`${check.name}\` sees only whether ${check.target.name} is there: ${notices.failing.because}`,
      related: trafficBehind(check, project),
      ...presenceAdvice(check, project.knowledge),
      // An alert that names no target may be about this one.
      ...(project.possibleSiblings(check).some(looksDeeper) && { confidence: 'ask' as const, severity: 'warning' as const }),
    };
  },
});
