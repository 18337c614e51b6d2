import { expect, test } from '@playwright/test';

// Nothing is promised here, so nothing is left unawaited.
test('the menu has its entries', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  const entries = await page.getByRole('menuitem').allTextContents();
  ['Bread', 'Cake'].forEach((entry) => {
    expect(entries).toContain(entry);
  });
});

test('each shelf is shown', async ({ page }) => {
  await page.goto('https://shop.example.org/shelves');
  ['bread', 'cake'].forEach(async (shelf) => {
    await expect(page.getByTestId(shelf)).toBeVisible();
  });
});

// What is awaited may be something else than a locator, which is always there.
test('the offer is there', async ({ page }) => {
  await page.goto('https://shop.example.org/offer');
  const offer = await page.getByText('Half price');
  expect(offer).toBeTruthy();
});
