import { expect, test } from '@playwright/test';

test('all headings', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  for (const name of ['New', 'Old']) await expect(page.getByRole('heading', { name })).toBeVisible();
  await Promise.all(['New', 'Old'].map(async (name) => {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }));
});
