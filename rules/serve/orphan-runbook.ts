import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/orphan-runbook',
  summary: 'No check of the project leads to the runbook.',
  why: 'Whoever needs it at night does not know that it exists; and whoever keeps it in order may do so for nobody.',
  help: 'Link to it from the check that it answers (`runbook_url`), or name in its front matter the alerts that it serves.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['runbook'],
  references: ['https://sre.google/sre-book/being-on-call/'],
  exceptions: 'Checks in other repositories may lead to it; only what was read can be told. Pages that other runbooks lead to are not reported, nor is any when no alert was read.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/pump.md',
      bad: '# The pump\n\n## Mitigation\n\nStart the spare pump.\n',
      good: '---\nalerts: [PumpFault]\n---\n\n# The pump\n\n## Mitigation\n\nStart the spare pump.\n',
      beside: { 'rules/pump.yml': 'groups:\n  - name: pump\n    rules:\n      - { alert: PumpFault, expr: pump_fault_state == 1 }\n' },
    },
  ],
  *judge(runbook, project) {
    const alerts = project.checks.filter(({ kind }) => kind === 'alert' || kind === 'synthetic').length;
    if (runbook.shape !== 'page' || alerts === 0 || project.leadsTo(runbook).length > 0) return;
    const isLinked = project.runbooks.some((other) => other !== runbook && other.links.some((link) => {
      const target = project.resolve(link);
      return target.is === 'runbook' && target.runbook === runbook;
    }));
    if (isLinked) return;
    yield { at: runbook.at, message: `none of the alerts that were read (${alerts}) links to the runbook \`${runbook.path}\` or has its name` };
  },
});
