import { expect, test } from '@playwright/test';

test('a good answer', async ({ request }) => {
  const response = await request.get('https://shop.example.org/api');
  expect(response.status()).toBeLessThan(400);
});
