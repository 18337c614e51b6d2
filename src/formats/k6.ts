import { defineFormat } from '../format.ts';

/** Scripts of k6, which run as load tests and as synthetic checks alike. */
export default defineFormat({
  id: 'k6',
  title: 'k6 scripts',
  docs: 'https://grafana.com/docs/k6/latest/',
  globs: ['**/*.{ts,mts,js,mjs,cjs}'],
  looksAround: true,
  sign: /['"]k6(?:\/http)?['"]/,
  claims: () => true,
  parsers: () => import('./common/code/k6.ts'),
  read: (document, { k6Items }, around) => k6Items(document, around),
});
