import { test } from '@playwright/test';

test('visit', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  await page.waitForTimeout(2000);
  await page.screenshot({ path: 'shop.png' });
});
