import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  await Promise.all([expect(page.getByText('A')).toBeVisible(), expect(page.getByText('B')).toBeVisible()]);
  const heading = expect(page.getByRole('heading')).toHaveText('Shop');
  expect(page.url()).toContain('shop');
  await heading;
});
