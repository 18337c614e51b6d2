import { Hono } from 'hono';
import { redis } from './redis';

const app = new Hono();
app.get('/health', async (c) => {
  const well = await redis.ping().catch(() => false);
  return c.json({ well }, well ? 200 : 503);
});
app.get('/ready', async (c) => {
  await redis.ping();
  return c.text('ok');
});
