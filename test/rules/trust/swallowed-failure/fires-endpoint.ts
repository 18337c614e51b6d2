import Fastify from 'fastify';
import { pool } from './database';

const app = Fastify();
app.get('/health', async (_request, reply) => {
  try {
    await pool.query('select 1');
    return reply.send({ status: 'ok' });
  } catch (error) {
    return reply.status(200).send({ status: 'degraded', error });
  }
});
