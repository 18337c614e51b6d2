// Times what understanding a file of TypeScript costs beside parsing it by typescript-estree alone: in one process, after warming up, in turns.
// It prints JSON: milliseconds of both for a file of so many lines, as medians.
//   node bench/code.mjs [lines] [rounds]
import { parse } from '@typescript-eslint/typescript-estree';
import { createDocument, DEFAULT_SETTINGS, formats, lintDocuments } from '../dist/index.js';

const lines = Number(process.argv[2] ?? '500');
const rounds = Number(process.argv[3] ?? '40');
const WARM_UP = 20;

/** A file of tests as people write them: twelve lines each. */
function testFile(count) {
  const tests = Array.from({ length: Math.ceil(count / 12) }, (_, n) => `test('a customer buys article ${n}', async ({ page }) => {
  await page.goto(\`\${SHOP}/articles/${n}\`);
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByLabel('Amount').fill('${n}');
  const basket = page.getByTestId('basket');
  await expect(basket).toContainText('Article ${n}');
  await test.step('pays', async () => {
    await page.getByRole('button', { name: 'Pay' }).click();
    await expect(page.getByText('Thank you')).toBeVisible();
  });
});
`);
  return `import { expect, test } from '@playwright/test';\n\nconst SHOP = 'https://shop.example.org';\n\n${tests.join('\n')}`;
}

const text = testFile(lines);
const name = 'shop.spec.ts';

/** One run each; a document remembers its tree, so each run has its own. */
async function understand() {
  const start = performance.now();
  await lintDocuments(new Map([[name, createDocument(name, text)]]), { settings: DEFAULT_SETTINGS, formats, rules: [] });
  return performance.now() - start;
}

function parseAlone() {
  const start = performance.now();
  parse(text, { range: true, loc: false, comment: false, jsx: false, allowInvalidAST: true, suppressDeprecatedPropertyWarnings: true });
  return performance.now() - start;
}

const measured = { vigilint: [], parser: [] };
for (let round = 0; round < rounds + WARM_UP; round += 1) {
  const [own, parser] = [await understand(), parseAlone()];
  if (round >= WARM_UP) {
    measured.vigilint.push(own);
    measured.parser.push(parser);
  }
}
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(JSON.stringify({ lines: text.split('\n').length, vigilint: median(measured.vigilint), parser: median(measured.parser) }));
