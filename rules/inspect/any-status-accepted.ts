import { flawed } from '../../src/reason/assertions.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/any-status-accepted',
  summary: 'The assertion on the status takes an error for a good answer.',
  why: 'The status is received, compared, and let through whatever it is: the target can answer 500 to everybody and the check stays green.',
  help: 'Name the status that is right: `equals(200)`, `r.status === 200`.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://www.checklyhq.com/docs/constructs/api-check/', 'https://grafana.com/docs/k6/latest/using-k6/checks/'],
  exceptions: 'Another assertion of the same check that reads the status, or the content, makes it harmless, and it is not reported.',
  examples: [
    {
      format: 'checkly',
      path: 'checks/basket.check.ts',
      bad: `import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

new ApiCheck('basket', {
  name: 'Basket',
  request: { url: 'https://shop.example.org/api/basket', method: 'GET', assertions: [AssertionBuilder.statusCode().lessThan(600)] },
});
`,
      good: `import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

new ApiCheck('basket', {
  name: 'Basket',
  request: { url: 'https://shop.example.org/api/basket', method: 'GET', assertions: [AssertionBuilder.statusCode().equals(200)] },
});
`,
    },
  ],
  *judge(check, project) {
    const [first] = flawed(check, 'any').filter(({ of }) => of === 'status');
    if (!first) return;
    const { observes } = check;
    const asserts = observes.via === 'script' || observes.via === 'http' ? (observes.asserts ?? []) : [];
    if (asserts.some(({ of, flaw }) => !flaw && (of === 'status' || of === 'content'))) return;
    yield { at: first.at, message: `${quote(first.text)} lets \`${check.name}\` stay green when ${check.target.name} answers with an error: ${first.flaw.because}`, ...(project.drill(check).failing.verdict === 'red' && { severity: 'warning' as const }) };
  },
});
