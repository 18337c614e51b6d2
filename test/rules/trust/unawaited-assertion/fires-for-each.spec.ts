import { expect, test } from '@playwright/test';

test('all headings', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  ['New', 'Old'].forEach(async (name) => {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  });
});
