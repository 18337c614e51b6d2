import * as path from 'path';
import { BrowserCheck, MultiStepCheck } from 'checkly/constructs';

new BrowserCheck('visit', { name: 'Visit', code: { entrypoint: path.join(__dirname, 'visit.spec.ts') } });
new MultiStepCheck('steps', {
  name: 'Steps',
  code: { content: `import { test } from '@playwright/test';
test('steps', async ({ request }) => {
  await request.get('https://shop.example.org/api');
});` },
});
