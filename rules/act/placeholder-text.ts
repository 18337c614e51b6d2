import { gapsIn } from '../../src/reason/page.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/placeholder-text',
  summary: 'A text or link that somebody meant to write later.',
  why: 'Tools that ask whether a description or a runbook link is there are content with it; whoever is woken is not.',
  help: 'Write what it stands for: the first action and its object, or the address of the page that has it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'runbook'],
  references: ['https://www.rfc-editor.org/rfc/rfc2606'],
  exceptions: 'Examples and templates that are meant to be filled in by others: exclude their folder.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/pump.yml',
      bad: `groups:
  - name: pump
    rules:
      - alert: PumpFault
        expr: pump_fault_state == 1
        annotations:
          description: TODO
`,
      good: `groups:
  - name: pump
    rules:
      - alert: PumpFault
        expr: pump_fault_state == 1
        annotations:
          description: Start the spare pump at panel P2, then call the plant electrician on 4711.
`,
    },
  ],
  when: (subject, project) => subject.kind === 'runbook' || project.answer(subject).is === 'placeholder',
  *judge(check, project) {
    if (check.kind === 'runbook') {
      const gaps = gapsIn(check);
      const [first] = gaps;
      if (first) yield { at: first.step.at, message: `the runbook ${quote(check.title)} has ${gaps.length === 1 ? 'a gap' : `${gaps.length} gaps`} to be filled in: ${quote(first.text)}`, confidence: 'proven' };
      return;
    }
    const answer = project.answer(check);
    if (answer.is !== 'placeholder') return;
    const { key, words, at } = answer.what;
    yield { at, message: `\`${key}\` of \`${check.name}\` is still a placeholder: ${quote(words)}` };
  },
});
