const fastify = require('fastify')();
const { client } = require('./client');

fastify.get('/health', async () => ({ status: 'ok' }));
fastify.route({ method: 'GET', url: '/ready', handler: async (request, reply) => {
  const state = client.state;
  reply.code(state === 'open' ? 200 : 503).send({ state });
} });
fastify.get('/status', async () => {
  return { connected: client.state };
});
