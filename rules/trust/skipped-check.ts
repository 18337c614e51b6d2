import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/skipped-check',
  summary: 'The script is skipped, and nothing says why or until when.',
  why: 'It stays in the list and counts as there. What it was written for can break any day, and whoever skipped it has left.',
  help: 'Run it again, or take it out. If it must wait, write in the comment above, or as the second argument of `skip`, for what it waits and until when: `until 2026-12-31`.',
  severity: 'warning',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://playwright.dev/docs/test-annotations#skip-a-test'],
  exceptions: 'A script that is skipped under a condition, such as one browser, runs elsewhere and is not judged.',
  examples: [
    {
      format: 'playwright',
      path: 'checks/pay.spec.ts',
      bad: `import { expect, test } from '@playwright/test';

test.skip('a customer pays', async ({ page }) => {
  await page.goto('https://shop.example.org/pay');
  await expect(page.getByText('Thank you')).toBeVisible();
});
`,
      good: `import { expect, test } from '@playwright/test';

// The new terminal comes with the January release; until 2027-01-31.
test.skip('a customer pays', async ({ page }) => {
  await page.goto('https://shop.example.org/pay');
  await expect(page.getByText('Thank you')).toBeVisible();
});
`,
    },
  ],
  *judge(check) {
    const { state, observes } = check;
    if (state.is !== 'disabled' || observes.via !== 'script' || (state.reason !== undefined && state.until !== undefined)) return;
    const lacks = state.reason === undefined ? 'nothing says why' : 'nothing says until when';
    yield { at: state.at, message: `\`${check.name}\` is skipped, and ${lacks}` };
  },
});
