import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  try {
    await expect(page.getByRole('heading')).toBeVisible();
  } catch {
    console.log('no heading');
  }
});
