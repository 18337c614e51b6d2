import { defineFormat } from '../format.ts';

/** Handlers behind `/health`, `/ready` and the like, in Express, Fastify, Koa, Hono, Nest, Next.js and plain `http`: what they look at, and with what status they answer. */
export default defineFormat({
  id: 'health-endpoint',
  title: 'Health endpoints in code',
  docs: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  globs: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  looksAround: true,
  sign: /(?:health|ready|live|status|alive|ping)/i,
  claims: ({ path, text }) => !IN_TESTS.test(path) && SERVES.test(text) && (NAMED.test(text) || IN_PATH.test(path)),
  parsers: () => import('./common/code/handlers.ts'),
  read: (document, { handlerItems }, around) => handlerItems(document, around),
});

/** A word of some framework by which requests are answered. */
const SERVES = /\b(?:express|fastify|koa|hono|nestjs|next|createServer|terminus|router|app|server|fastify)\b/i;
/** A path by which a service says how it is, from its first slash: a file that is imported begins otherwise. Or the part of one that a decorator of Nest names. */
const NAMED = /['"`}](?:\/[\w~-][\w.~-]*)*\/_?(?:health(?:z|[-_]?check|[-_]?status)?|ready|readyz|readiness|livez?|liveness|alive|status|ping)\/?['"`]|@(?:Controller|Get)\([^)]{0,80}?['"`]_?(?:health|ready|live|alive|status|ping)/i;
/** Next.js names the page by its file. */
const IN_PATH = /(?:^|\/)(?:health(?:z|[-_]?check|[-_]?status)?|ready|readyz|readiness|livez?|liveness|status|ping)(?:\/(?:route|index))?\.[cm]?[jt]sx?$/;
/** A server in a test stands in for one. */
const IN_TESTS = /(?:^|\/)(?:tests?|__tests__|__mocks__|mocks?|e2e|fixtures|cypress)\/|[.-](?:test|spec|mock|stories)\.[cm]?[jt]sx?$/;
