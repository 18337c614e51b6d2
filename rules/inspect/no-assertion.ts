import { assertionsOf } from '../../src/reason/assertions.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/no-assertion',
  summary: 'The synthetic check asserts nothing of what comes back.',
  why: 'It visits, and looks at nothing: a login page, an empty basket, yesterday\'s prices and an error page that answers 200 are all good to it.',
  help: 'Assert what a user came for: the total in the basket, a state in the body, the heading behind the login.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://www.checklyhq.com/docs/constructs/api-check/', 'https://playwright.dev/docs/test-assertions', 'https://grafana.com/docs/k6/latest/using-k6/checks/'],
  exceptions: 'A script that clicks and fills in asserts something all the same: what it acts on must be there. It is a warning then. Scripts whose assertions may be made in functions that cannot be read are not judged.',
  examples: [
    {
      format: 'checkly',
      path: 'checks/basket.check.ts',
      bad: `import { ApiCheck } from 'checkly/constructs';

new ApiCheck('basket', { name: 'Basket', request: { url: 'https://shop.example.org/api/basket', method: 'GET' } });
`,
      good: `import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

new ApiCheck('basket', {
  name: 'Basket',
  request: { url: 'https://shop.example.org/api/basket', method: 'GET', assertions: [AssertionBuilder.jsonBody('$.state').equals('open')] },
});
`,
    },
    {
      format: 'playwright',
      path: 'checks/basket.spec.ts',
      bad: `import { test } from '@playwright/test';

test('the basket', async ({ page }) => {
  await page.goto('https://shop.example.org/basket');
});
`,
      good: `import { expect, test } from '@playwright/test';

test('the basket', async ({ page }) => {
  await page.goto('https://shop.example.org/basket');
  await expect(page.getByTestId('total')).toHaveText('12.00');
});
`,
    },
  ],
  *judge(check) {
    if (check.state.is === 'disabled') return;
    const asserts = assertionsOf(check.observes);
    if (!asserts || asserts.some(({ implicit }) => !implicit)) return;
    const [acted] = asserts;
    if (acted) {
      yield { at: check.at, severity: 'warning', confidence: 'likely', message: `\`${check.name}\` acts on the page and asserts nothing of what comes of it` };
      return;
    }
    const seen = check.observes.via === 'http' ? 'it reads the status code at most' : 'it goes there, and that is all';
    yield { at: check.at, message: `\`${check.name}\` asserts nothing of what comes back: ${seen}` };
  },
});
