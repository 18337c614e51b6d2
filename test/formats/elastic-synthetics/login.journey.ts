import { expect, journey, monitor, step } from '@elastic/synthetics';

journey({ name: 'Log in' }, ({ page, params }) => {
  monitor.use({ schedule: 10 });

  step('open the page', async () => {
    await page.goto(params.url);
  });

  step('log in', async () => {
    await page.fill('[name=user]', 'watch');
    await page.click('text=Log in');
    await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  });
});
