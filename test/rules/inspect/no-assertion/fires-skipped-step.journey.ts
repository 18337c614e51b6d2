import { expect, journey, step } from '@elastic/synthetics';

journey('Search', ({ page }) => {
  step('open', async () => {
    await page.goto('https://shop.example.org/');
    await page.waitForLoadState('networkidle');
  });
  step.skip('find', async () => {
    await expect(page.getByRole('heading')).toBeVisible();
  });
});
