import { expect, test } from '@playwright/test';

test.skip('a ticket can be given back', async ({ page }) => {
  await page.goto('https://tickets.example/orders/1');
  await expect(page.getByText('Your money is on its way')).toBeVisible();
});
