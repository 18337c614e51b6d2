import { expect, test as base, type Page } from '@playwright/test';

class Basket {
  constructor(private readonly page: Page) {}

  async open() {
    await this.page.goto('https://shop.example.org/basket');
  }

  async shows(total: string) {
    await expect(this.page.getByTestId('total')).toHaveText(total);
  }
}

const test = base.extend<{ basket: Basket }>({ basket: async ({ page }, use) => use(new Basket(page)) });

test('a basket has a total', async ({ page }) => {
  const basket = new Basket(page);
  await basket.open();
  await basket.shows('12.00');
});

test('the page is there', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(true).toBe(true);
});

test('nobody waits', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  expect(page.getByRole('heading')).toBeVisible();
});

test('nobody hears', async ({ page }) => {
  await page.goto('https://shop.example.org/');
  try {
    await expect(page.getByRole('heading')).toBeVisible();
  } catch (error) {
    console.log(error);
  }
});

// waits for the new terminal, until 2026-12-31
test.skip('a customer pays', async ({ page }) => {
  const response = await page.goto('https://shop.example.org/pay');
  if (!response?.ok()) throw new Error('no terminal');
  await page.getByRole('button', { name: 'Pay' }).click();
});

test('one that adds', () => {
  expect(1 + 1).toBe(2);
});
