import type { Runbook } from '../../src/model/index.ts';
import { isWarned, placedSteps, riskIn } from '../../src/reason/page.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Problem, type Project } from '../../src/rule.ts';

/** Steps before and behind within which a warning is seen. */
const NEAR = 3;

export default defineRule({
  id: 'act/risky-without-undo',
  summary: 'A step destroys something or cuts somebody off, and nothing near it warns, asks first or knows the way back.',
  why: 'It is followed by somebody tired who trusts the page. What the alert began, the step makes worse, and then nobody can tell what was there before.',
  help: 'Say before the step what must be true or saved first, and behind it how to go back. Where there is no way back, say that.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['runbook'],
  references: ['https://sre.google/sre-book/emergency-response/', 'https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_ready_to_support_use_runbooks.html'],
  exceptions: 'A condition, a warning, a backup or a way back in the same section, or within three steps of it, is enough. Pods are made anew by what runs them, so to delete one is not taken for a risk.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/DiskFull.md',
      bad: '# DiskFull\n\n## Mitigation\n\nMake room:\n\n    rm -rf /var/lib/orders/archive\n',
      good: '# DiskFull\n\n## Mitigation\n\nCopy the archive to the other site before you make room:\n\n    rm -rf /var/lib/orders/archive\n',
    },
  ],
  *judge(runbook, project) {
    const found = unguarded(runbook, project);
    if (found) yield found;
  },
});

function unguarded(runbook: Runbook, project: Project): Problem | undefined {
  if (runbook.shape !== 'page') return undefined;
  const { words } = project.knowledge;
  const steps = placedSteps(runbook);
  for (const [index, { step, section }] of steps.entries()) {
    const said = project.said(step);
    if (said.language === 'unknown') continue;
    const risk = riskIn(step, said, words);
    if (risk === undefined) continue;
    const near = steps.filter((other, at) => other.section === section || Math.abs(at - index) <= NEAR).map((other) => other.step.text);
    if (isWarned([section.title, ...near], words)) continue;
    return { at: step.at, message: `${quote(risk)} cannot be taken back, and nothing near it warns, asks for something first or says how to go back` };
  }
  return undefined;
}
