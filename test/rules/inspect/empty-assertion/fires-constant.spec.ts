import { expect, test } from '@playwright/test';

const works = true;

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(works).toBeTruthy();
  expect(1).toBe(1);
});
