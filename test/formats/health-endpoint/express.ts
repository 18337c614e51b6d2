import express from 'express';
import { pool } from './db';

const app = express();
let draining = false;

app.get('/healthz', (_req, res) => res.send('ok'));

app.get('/live', (_req, res) => {
  res.status(200).json({ status: 'UP' });
});

app.get('/ready', async (_req, res) => {
  try {
    await pool.query('select 1');
    res.status(200).json({ db: 'up' });
  } catch (error) {
    res.status(503).json({ db: 'down' });
  }
});

app.get('/health', async (_req, res) => {
  let db = 'up';
  try {
    await pool.query('select 1');
  } catch {
    db = 'down';
  }
  res.json({ status: 'ok', db });
});

app.get('/api/status', (_req, res) => {
  if (draining) return res.sendStatus(503);
  res.sendStatus(200);
});

app.get('/basket', (_req, res) => res.json([]));
