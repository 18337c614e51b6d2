import express from 'express';
import morgan from 'morgan';
import rateLimit from 'express-rate-limit';
const app = express();
app.use((req, res, next) => {
  if (req.path === '/health') return next();
  if (!req.headers.authorization) return res.status(401).end();
  next();
});
app.use(morgan('combined', { skip: (req) => { if (req.url === '/healthz') return true; return false; } }));
app.use((req, res, next) => { if (req.url === '/ready') { return next(); } log(req); next(); });
app.get('/livez', (req, res) => res.send('ok'));
const shouldTrace = (url: string) => { if (url === '/health') { return false; } return true; };
app.get('/orders/:id/status', async (req, res) => { const o = await orders.find(req.params.id); res.json({ status: o.status }); });
app.get('/streams/live', async (req, res) => { res.json(await streams.live()); });
app.get('/api/jobs/status', async (req, res) => { res.json(await jobs.list()); });
app.get('/payment/status', async (req, res) => { res.json(await jobs.list()); });
app.get('/game/ready', async (req, res) => { res.json(await jobs.list()); });
