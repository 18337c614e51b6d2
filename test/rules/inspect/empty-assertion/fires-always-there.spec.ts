import { expect, test } from '@playwright/test';

test('a locator is always there', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  const heading = page.getByRole('heading');
  expect(heading).toBeTruthy();
  expect(page.locator('h1').first()).not.toBeNull();
});

test('no count is negative', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(await page.locator('li').count()).toBeGreaterThanOrEqual(0);
});

test('true in any case', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  const seen = await page.locator('h1').isVisible();
  expect(seen || true).toBe(true);
});

test('itself', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  const url = page.url();
  expect(url).toBe(url);
});
