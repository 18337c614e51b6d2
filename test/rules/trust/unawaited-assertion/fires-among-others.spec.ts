import { expect, test } from '@playwright/test';

test('awaits one and forgets two', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  await expect(page).toHaveTitle('Shop');
  expect(page.getByRole('heading')).toBeVisible();
  expect(page.getByTestId('total')).toHaveText('12.00');
});
