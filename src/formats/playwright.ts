import { defineFormat } from '../format.ts';

/** Journeys through a browser: what each test of Playwright opens, and what of the page it asserts. */
export default defineFormat({
  id: 'playwright',
  title: 'Playwright tests',
  docs: 'https://playwright.dev/docs/intro',
  globs: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  looksAround: true,
  sign: /['"]@playwright\/test['"]|\btest\s*\(|\btest\.(?:skip|fixme|only)\s*\(/,
  claims: ({ text }) => /['"]@playwright\/test['"]/.test(text) || (/\bpage\b/.test(text) && importsTest(text)),
  parsers: () => import('./common/code/playwright.ts'),
  read: (document, { journeyItems }, around) => journeyItems(document, around, 'playwright'),
});

/** A fixture of the repository's own takes the place of the package's `test`. */
function importsTest(text: string): boolean {
  return [...text.matchAll(/import\s*\{([^{}]*)\}\s*from\s*['"]\.{1,2}\//g)].some(([, names = '']) => /\btest\b/.test(names));
}
