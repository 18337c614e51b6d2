import { test } from '@playwright/test';

test('the page is there', async ({ page }) => {
  await page.goto('https://shop.example.org/');
});

test('somebody can log in', async ({ page }) => {
  await page.goto('https://shop.example.org/login');
  await page.getByLabel('Name').fill('watch');
  await page.getByRole('button', { name: 'Log in' }).click();
});
