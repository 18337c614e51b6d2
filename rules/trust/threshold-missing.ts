import { flawed } from '../../src/reason/assertions.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/threshold-missing',
  summary: 'Failed checks are counted, and the run passes all the same.',
  why: 'k6 ends with 0 however many checks fail, as long as no threshold says how many are too many: the pipeline, or whoever scheduled the script, sees green.',
  help: 'Set a threshold: `thresholds: { checks: [\'rate==1\'] }`.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['synthetic'],
  references: ['https://grafana.com/docs/k6/latest/using-k6/thresholds/', 'https://grafana.com/docs/k6/latest/using-k6/checks/'],
  exceptions: 'A script whose thresholds are set on the command line, or whose results are only measured and compared by a person. Checks whose result the script itself acts on are not judged.',
  examples: [
    {
      format: 'k6',
      path: 'checks/basket.js',
      bad: `import http from 'k6/http';
import { check } from 'k6';

export default function () {
  check(http.get('https://shop.example.org/basket'), { 'status is 200': (r) => r.status === 200 });
}
`,
      good: `import http from 'k6/http';
import { check } from 'k6';

export const options = { thresholds: { checks: ['rate==1'] } };

export default function () {
  check(http.get('https://shop.example.org/basket'), { 'status is 200': (r) => r.status === 200 });
}
`,
    },
  ],
  *judge(check) {
    const [first, ...others] = flawed(check, 'uncounted');
    if (!first) return;
    const also = others.length === 0 ? '' : others.length === 1 ? ', and one more like it,' : `, and ${others.length} more like it,`;
    yield { at: first.at, message: `${quote(first.text)}${also} can fail without the run of \`${check.name}\` failing: ${first.flaw.because}` };
  },
});
