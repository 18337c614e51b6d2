import Fastify from 'fastify';
import Router from '@koa/router';
import { createServer } from 'node:http';

const fastify = Fastify();
fastify.get('/health', { schema: {}, logLevel: 'silent' }, async (request, reply) => reply.code(200).send({ status: 'ok' }));
fastify.get('/readyz', { handler: async () => ({ ok: true }) });

const router = new Router();
router.get('health', '/healthz', (ctx) => {
  ctx.status = 200;
  ctx.body = 'OK';
});

createServer((req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  switch (pathname) {
    case '/status':
    case '/api/health':
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ status: 'UP' }));
      break;
    default:
      res.writeHead(404).end();
  }
}).listen(8080);
