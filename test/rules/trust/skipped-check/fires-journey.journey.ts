import { expect, journey, monitor, step } from '@elastic/synthetics';

journey('Off', ({ page }) => {
  monitor.use({ enabled: false });
  step('open', async () => {
    await page.goto('https://shop.example.org/');
    await expect(page.getByRole('heading')).toBeVisible();
  });
});
