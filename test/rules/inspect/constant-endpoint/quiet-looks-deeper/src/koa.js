const Router = require('koa-router');
const { db } = require('./db');
const router = new Router();
router.get('/health', async (ctx) => {
  const ok = await db.ping();
  if (!ok) ctx.throw(503, 'db down');
  ctx.body = 'ok';
});
router.get('/ready', async (ctx) => {
  try { await db.ping(); ctx.body = 'ok'; } catch (e) { ctx.status = 503; ctx.body = 'down'; }
});
router.get('/healthz', async (ctx) => {
  await db.ping().catch((e) => ctx.throw(503, e));
  ctx.body = { ok: true };
});
module.exports = router;
