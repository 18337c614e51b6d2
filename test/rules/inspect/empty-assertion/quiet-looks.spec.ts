import { expect, test } from '@playwright/test';

test('looks', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  const text = await page.locator('h1').textContent();
  expect(text).toBeTruthy();
  expect(await page.locator('h1').first().getAttribute('id')).not.toBeNull();
  expect(await page.locator('li').count()).toBeGreaterThanOrEqual(1);
  expect(page.locator('.error')).not.toBeTruthy();
  const handle = await page.locator('h1');
  expect(await handle.isVisible()).toBe(true);
});
