import { expect, test } from '@playwright/test';

const limit = 3;

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(await page.getByRole('listitem').count()).toBeGreaterThan(limit);
  expect.soft(await page.title()).toBe('Shop');
});
