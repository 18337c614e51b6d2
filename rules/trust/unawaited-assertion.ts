import { flawed } from '../../src/reason/assertions.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/unawaited-assertion',
  summary: 'Nobody waits for the assertion.',
  why: 'It gives back a promise. The script goes on, ends, and is green before the assertion has looked; when it fails, nobody is there to hear.',
  help: 'Put `await` in front of it.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://playwright.dev/docs/test-assertions#auto-retrying-assertions'],
  exceptions: 'Assertions that compare plain values need no `await` and are not judged; neither are promises that are kept, returned or gathered.',
  examples: [
    {
      format: 'playwright',
      path: 'checks/home.spec.ts',
      bad: `import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(page.getByRole('heading', { name: 'New this week' })).toBeVisible();
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
    const [first, ...others] = flawed(check, 'unawaited');
    if (!first) return;
    yield {
      at: first.at,
      message: `${quote(first.text)} asserts nothing: ${first.flaw.because}`,
      related: others.map(({ at }) => ({ at, message: 'nor is this one waited for' })),
    };
  },
});
