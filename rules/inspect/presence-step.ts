import type { Runbook, Step } from '../../src/model/index.ts';
import { asksPresence, hasReading } from '../../src/reason/reading.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/presence-step',
  summary: 'The step asks only whether a thing is there or running.',
  why: 'Whoever walks past a unit whose red lamp is lit can answer that it is there. Nobody told him to check the lights.',
  help: 'Name what the thing shows and which reading is right: a lamp and its colour, a number and its range, an output and what it should say.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['round', 'runbook'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions:
    'An item that says what to do when the thing is not there is shown by preset `strict` only. Steps of a runbook are judged only where they are the last word: in a part that verifies, without a command, a branch or a reading. That a tool is there before it is used is a fair question.',
  examples: [
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Check that the air-conditioning unit is running\n',
      good: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, call 4711\n',
    },
  ],
  *judge(subject, project) {
    const { words } = project.knowledge;
    if (subject.kind === 'runbook') {
      for (const step of lastWords(subject, project)) {
        yield { at: step.at, message: `the step ${quote(step.text)} ends the runbook and asks only whether something is there`, confidence: 'ask' };
      }
      return;
    }
    const { observes, target } = subject;
    if (observes.via !== 'person' || observes.expect !== undefined || hasReading(observes.look, words) || !asksPresence(observes.look, words)) return;
    const shows = target.shows?.map((light) => `\`${light}\``).join(', ');
    yield {
      at: subject.at,
      ...(observes.otherwise === undefined ? {} : { confidence: 'ask' as const }),
      message: `${quote(observes.look)} asks only whether something is there${shows === undefined ? '' : `, and ${target.name} shows ${shows}`}${observes.record === undefined ? '' : `; what is written down is ${quote(observes.record)}`}`,
    };
  },
});

/** The steps that close a page: those of its part about verification, if they stand alone. */
function lastWords({ shape, sections }: Runbook, project: Project): Step[] {
  const last = sections.findLast(({ role }) => role === 'verification');
  if (shape !== 'page' || !last) return [];
  const { words } = project.knowledge;
  const isSettled = last.steps.some(({ form, text, output }) => output || form === 'command' || form === 'row' || hasReading(text, words));
  return isSettled ? [] : last.steps.filter(({ text }) => asksPresence(text, words));
}
