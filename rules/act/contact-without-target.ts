import { skeletonHelp } from '../../src/reason/known.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/contact-without-target',
  summary: 'The one thing to do is to call somebody, and nobody says whom.',
  why: 'Whoever stands before it at night does not know who "the admin" is, or where "the team" reads its messages, and calls nobody.',
  help: 'Name the person, the team or the channel with a number or an address at which they answer now, and say after how many minutes to use it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round'],
  references: ['https://sre.google/sre-book/being-on-call/', 'https://response.pagerduty.com/oncall/being_oncall/'],
  exceptions:
    'A text that names anything else to do is not judged. A team that is known by a common word at your site can be added to `words.teams` of the configuration.',
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
          description: The pump reports a fault. Please contact the administrator.
`,
      good: `groups:
  - name: pump
    rules:
      - alert: PumpFault
        expr: pump_fault_state == 1
        annotations:
          description: The pump reports a fault. Call the plant electrician on 4711 within 10 minutes.
`,
    },
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, inform the responsible person\n',
      good: '# Daily checks\n\n- [ ] Alarm lamp of the air-conditioning unit is green; if not, call 4711\n',
    },
  ],
  when: (check, project) => project.answer(check).is === 'vague',
  *judge(check, project) {
    const answer = project.answer(check);
    if (answer.is !== 'vague' || answer.vague.some(({ told }) => told !== 'call')) return;
    const [said] = answer.vague;
    if (!said) return;
    const who = check.kind === 'round' ? 'the step' : `\`${check.name}\``;
    yield { at: answer.text.at, message: `${who} says to ${quote(said.text)}, and not who that is or where`, ...(check.kind !== 'round' && { help: skeletonHelp(check) }) };
  },
});
