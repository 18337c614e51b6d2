import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';
import type { Check } from '../../src/model/index.ts';
import { durationOf, knownOf, skeletonOf } from '../../src/reason/known.ts';

async function alert(expr: string, rest = ''): Promise<Check> {
  const text = `groups:\n  - name: shop\n    rules:\n      - alert: Till\n        expr: ${expr}\n${rest}`;
  const { project } = await lintDocuments(new Map([['rules/shop.yml', createDocument('rules/shop.yml', text)]]), { settings: DEFAULT_SETTINGS });
  const [check] = project.checks;
  if (!check) throw new Error('no alert was read');
  return check;
}

describe('what is known of an alert', () => {
  it.each([
    ['till_errors > 5', [{ what: '`till_errors`', red: 'above 5', normal: '5 or less' }]],
    ['rate(till_errors_total[5m]) >= 0.1', [{ what: '`rate(till_errors_total[5m])`', red: '0.1 or more', normal: 'below 0.1' }]],
    ['till_open != 1', [{ what: '`till_open`', red: 'not 1', normal: '1' }]],
    ['till_open == 0', [{ what: '`till_open`', red: '0', normal: 'anything but 0' }]],
    ['absent(till_open)', [{ what: '`till_open`', red: 'missing', normal: 'that it is there' }]],
    // The number is the product's, not the metric's.
    ['till_errors > 5 * 60', [{ what: '`till_errors`' }]],
    ['till_errors > till_limit', [{ what: '`till_errors`, `till_limit`' }]],
    ['100 * till_errors > 90', [{ what: '`100 * till_errors`', red: 'above 90', normal: '90 or less' }]],
  ])('%s', async (expr, looks) => {
    expect(knownOf(await alert(expr)).looks).toEqual(looks);
  });

  it('takes its time, object and owner from where they are written', async () => {
    const known = knownOf(await alert('sum by (shop) (till_errors) > 5', '        for: 10m\n        labels: { team: payments }\n'));
    expect(known).toMatchObject({ holds: '10 minutes', object: '{{ $labels.shop }}', owner: 'payments', together: 'all' });
  });
});

it('leaves open what only the owner knows', async () => {
  const check = await alert('till_errors > 5', '        for: 10m\n        annotations: { summary: "Till {{ $labels.till }} fails" }\n');
  expect(skeletonOf(check)).toEqual([
    'What it means: `till_errors` is above 5 for 10 minutes, so <your users> lose <what>.',
    'Look at `till_errors` of {{ $labels.till }} on <your screen>; normal is 5 or less.',
    'If it is not so, <your first step, with its object>.',
    'If that does not help within <your limit> minutes, call <name of who knows more>.',
  ]);
});

it('does not state a condition that it could not say in a sentence', async () => {
  const [meaning, look] = skeletonOf(await alert('till_errors > 5 unless till_open == 0'));
  expect(meaning).toBe('What it means: <your users> lose <what>.');
  expect(look).toBe('Look at `till_errors`, `till_open` on <your screen>; normal is <your normal reading>.');
});

it.each([
  [1, '1 second'],
  [90, '90 seconds'],
  [600, '10 minutes'],
  [86_400, '1 day'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationOf(seconds)).toBe(words);
});
