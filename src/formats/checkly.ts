import { defineFormat } from '../format.ts';

/**
 * Checks that are written with Checkly's constructs: what each one asks, what of the answer it asserts, and the channels
 * that are told, through the group and the project's defaults.
 */
export default defineFormat({
  id: 'checkly',
  title: 'Checkly constructs',
  docs: 'https://www.checklyhq.com/docs/constructs/overview/',
  globs: ['**/*.{ts,mts,cts,js,mjs,cjs}'],
  looksAround: true,
  sign: /['"]checkly\/constructs['"]/,
  claims: () => true,
  parsers: () => import('./common/code/checkly.ts'),
  read: (document, { checklyItems }, around) => checklyItems(document, around),
});
