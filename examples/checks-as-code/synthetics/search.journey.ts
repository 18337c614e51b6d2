import { journey, monitor, step } from '@elastic/synthetics';

journey('Search', ({ page }) => {
  monitor.use({ id: 'ticket-search', schedule: 10 });

  step('opens the page of a search', async () => {
    await page.goto('https://tickets.example/search?q=opera');
  });
});
