import { expect, type Page } from '@playwright/test';

export class EventPage {
  constructor(private readonly page: Page) {}

  async open(id: string): Promise<void> {
    await this.page.goto(`https://tickets.example/events/${id}`);
  }

  async hasSeats(): Promise<void> {
    await expect(this.page.getByTestId('free-seats')).not.toHaveText('0');
  }
}
