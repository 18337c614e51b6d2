import { expect, test } from '@playwright/test';

test('home', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  try {
    await expect(page.getByRole('heading')).toBeVisible();
  } catch (error) {
    await page.screenshot({ path: 'home.png' });
    throw error;
  }
});

test('cookies', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  await page.getByText('Accept').click().catch(() => undefined);
  await expect(page.getByRole('heading')).toBeVisible();
});
