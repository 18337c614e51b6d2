import { defineFormat } from '../format.ts';

/** Elastic's synthetic journeys: Playwright's pages in steps, run on a schedule. */
export default defineFormat({
  id: 'elastic-synthetics',
  title: 'Elastic synthetics',
  docs: 'https://www.elastic.co/docs/solutions/observability/synthetics/write-synthetic-test',
  globs: ['**/*.{ts,mts,cts,js,mjs,cjs}'],
  looksAround: true,
  sign: /['"]@elastic\/synthetics['"]/,
  claims: () => true,
  parsers: () => import('./common/code/playwright.ts'),
  read: (document, { journeyItems }, around) => journeyItems(document, around, 'elastic-synthetics'),
});
