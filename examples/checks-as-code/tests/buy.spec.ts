import { expect, test } from '@playwright/test';
import { EventPage } from './event-page';

test('an event has seats', async ({ page }) => {
  const event = new EventPage(page);
  await event.open('summer');
  await event.hasSeats();
});

test('a ticket can be bought', async ({ page }) => {
  await page.goto('https://tickets.example/events/summer');
  await page.getByRole('button', { name: 'Buy' }).click();
  expect(page.getByText('Thank you')).toBeVisible();
});

test.skip('a ticket can be given back', async ({ page }) => {
  await page.goto('https://tickets.example/orders/1');
  await page.getByRole('button', { name: 'Give back' }).click();
  await expect(page.getByText('Your money is on its way')).toBeVisible();
});
