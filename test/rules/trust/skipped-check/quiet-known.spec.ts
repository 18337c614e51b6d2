import { expect, test } from '@playwright/test';

test('by bill', async ({ page, browserName }) => {
  test.skip(browserName === 'webkit', 'it cannot print');
  await page.goto('https://shop.example.org/bill');
  await expect(page.getByText('Thank you')).toBeVisible();
});

test('by card', async ({ page }) => {
  test.skip(true, 'until 2027-01-31: the terminal is being replaced');
  await page.goto('https://shop.example.org/pay');
  await expect(page.getByText('Thank you')).toBeVisible();
});
