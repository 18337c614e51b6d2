import type { Runbook } from '../../src/model/index.ts';
import { changeIn, placedSteps, tellsOutcome } from '../../src/reason/page.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'act/no-verification',
  summary: 'The runbook says what to do, and not how to see whether it has helped.',
  why: 'Whoever has followed it at night goes back to bed, and the alert that is still red is taken for the one that has been dealt with.',
  help: 'End the steps with a look and the reading that is right: a command and its output, a graph and its range, and how long to wait for it.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['runbook'],
  references: ['https://sre.google/workbook/on-call/', 'https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_ready_to_support_use_runbooks.html'],
  exceptions: 'Any look, wait or expected state behind the first step that changes something counts, and so does a part about verification. Texts in another language than English are not judged.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Meaning\n\nOrders are no longer taken from the queue.\n\n## Mitigation\n\nRestart the worker:\n\n    systemctl restart payments\n',
      good: '# QueueStuck\n\n## Meaning\n\nOrders are no longer taken from the queue.\n\n## Mitigation\n\nRestart the worker:\n\n    systemctl restart payments\n\nThe length of the queue should fall within five minutes.\n',
    },
  ],
  *judge(runbook, project) {
    const change = lastChange(runbook, project);
    if (change) yield { at: change.at, message: `the runbook ${quote(runbook.title)} changes something (${quote(change.text)}), and nothing behind it tells whether that has helped` };
  },
});

/** The first change of the mitigation, where no step from there on tells how it ended. */
function lastChange(runbook: Runbook, project: Project): { at: Runbook['at']; text: string } | undefined {
  if (runbook.shape !== 'page') return undefined;
  const { words } = project.knowledge;
  const steps = placedSteps(runbook);
  if (steps.some(({ role }) => role === 'verification')) return undefined;
  let change: { at: Runbook['at']; text: string } | undefined;
  for (const { step, role } of steps) {
    if (role !== 'mitigation') continue;
    if (project.said(step).language === 'unknown') return undefined;
    const text = changeIn(step, project.said(step), words);
    if (text !== undefined) change ??= { at: step.at, text };
    if (change && tellsOutcome(step, words)) return undefined;
  }
  return change;
}
