import createError from 'http-errors';
import { FastifyPluginAsync } from 'fastify';
const plugin: FastifyPluginAsync = async (app) => {
  app.get('/health', async (request, reply) => {
    const ok = await app.pg.query('select 1').then(() => true).catch(() => false);
    if (!ok) return reply.serviceUnavailable('db');
    return { ok };
  });
  app.get('/ready', async () => {
    if (!app.db.isConnected) throw createError(503);
    return 'ok';
  });
  app.get('/healthz', async (request, reply) => { await app.pg.query('select 1'); return 'ok'; });
};
export default plugin;
