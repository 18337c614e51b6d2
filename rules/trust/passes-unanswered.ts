import { decidingLooks } from '../../src/reason/looks.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/passes-unanswered',
  summary: 'No answer at all passes the check.',
  why: 'When nothing answers, what was not measured counts as 0 or as empty, and the conditions are met by that. The target can be gone for weeks and the page stays green.',
  help: 'Add a condition that only an answer can meet: `[STATUS] == 200`, `[CONNECTED] == true`, a word that the body must have.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['probe', 'synthetic'],
  references: ['https://github.com/TwiN/gatus#conditions', 'https://github.com/TwiN/gatus/blob/master/config/endpoint/condition.go'],
  exceptions: 'A check that proves that something cannot be reached: say so in its name, and turn the rule off for its path.',
  examples: [
    {
      format: 'gatus',
      path: 'gatus/config.yaml',
      bad: `endpoints:
  - name: shop
    url: https://shop.example.com/health
    conditions:
      - "[STATUS] < 500"
      - "[RESPONSE_TIME] < 300"
    alerts: [{ type: pagerduty, description: Customers cannot pay. Call 4711. }]
`,
      good: `endpoints:
  - name: shop
    url: https://shop.example.com/health
    conditions:
      - "[STATUS] == 200"
      - "[RESPONSE_TIME] < 300"
    alerts: [{ type: pagerduty, description: Customers cannot pay. Call 4711. }]
`,
    },
  ],
  *judge(check, project) {
    if (check.state.is !== 'enabled' || project.drill(check).gone.verdict !== 'green') return;
    const look = [...decidingLooks(check.observes)].find((leaf) => 'answer' in leaf);
    if (!look) return;
    yield { at: look.at, message: `\`${check.name}\` stays green when ${check.target.name} is gone: a request that nobody answers meets all that it asks for` };
  },
});
