import { expect, test, type Page } from '@playwright/test';

async function expectTotal(page: Page, total: string) {
  await expect(page.getByTestId('total')).toHaveText(total);
}

test('a basket has a total', async ({ page }) => {
  await page.goto('https://shop.example.org/basket');
  await expectTotal(page, '12.00');
});

test('a fixture asserts', async ({ page, basket }) => {
  await page.goto('https://shop.example.org/basket');
  await basket.expectTotal('12.00');
});

test('a status is judged', async ({ request }) => {
  const response = await request.get('https://shop.example.org/api/basket');
  if (!response.ok()) throw new Error('no basket');
});
