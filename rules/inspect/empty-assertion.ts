import { flawed } from '../../src/reason/assertions.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/empty-assertion',
  summary: 'An assertion holds whatever comes back.',
  why: 'It was written to satisfy whoever counts assertions. The check is as good as none, and looks better.',
  help: 'Compare something that comes from the target, and that the fault changes.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://playwright.dev/docs/test-assertions', 'https://grafana.com/docs/k6/latest/using-k6/thresholds/'],
  exceptions: 'Status codes have a rule of their own: `inspect/any-status-accepted`.',
  examples: [
    {
      format: 'playwright',
      path: 'checks/home.spec.ts',
      bad: `import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(true).toBe(true);
});
`,
      good: `import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  await expect(page.getByRole('heading', { name: 'New this week' })).toBeVisible();
});
`,
    },
  ],
  *judge(check) {
    const empty = [...flawed(check, 'constant'), ...flawed(check, 'any').filter(({ of }) => of !== 'status')];
    const [first, ...others] = empty;
    if (!first) return;
    yield {
      at: first.at,
      message: `${quote(first.text)} can never fail: ${first.flaw.because}`,
      related: others.map(({ at, flaw }) => ({ at, message: `neither can this: ${flaw.because}` })),
    };
  },
});
