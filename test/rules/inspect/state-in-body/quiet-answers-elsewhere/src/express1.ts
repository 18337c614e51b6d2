import express from 'express';
import { pool } from './db';
import { checkDatabase, checkRedis } from './checks';
import { HttpStatus } from './http';
const app = express();
app.get('/health', async (req, res, next) => {
  try {
    await pool.query('select 1');
    res.json({ status: 'ok' });
  } catch (err) {
    next(err);
  }
});
app.get('/ready', async (req, res) => {
  const [db, redis] = await Promise.all([checkDatabase(), checkRedis()]);
  const healthy = db && redis;
  const status = healthy ? 200 : 503;
  res.status(status).json({ db, redis });
});
app.get('/healthz', async (req, res) => {
  let code = 200;
  const checks: Record<string, string> = {};
  try { await pool.query('select 1'); checks.db = 'ok'; } catch { checks.db = 'down'; code = 503; }
  res.status(code).json(checks);
});
app.get('/readyz', async (req, res) => {
  await sendHealth(res);
});
async function sendHealth(res: express.Response) {
  const ok = await checkDatabase();
  if (!ok) { res.status(503).send('down'); return; }
  res.send('ok');
}
app.get('/api/health', async (req, res) => {
  const result = await checkDatabase();
  respond(res, result ? 200 : 500, result);
});
function respond(res: express.Response, code: number, body: unknown) { res.status(code).json(body); }
app.get('/healthcheck', (req, res) => {
  pool.query('select 1').then(() => res.sendStatus(200)).catch((e) => res.sendStatus(500));
});
app.get('/livez', (req, res) => res.send('ok'));
