import express from 'express';
import { pool } from './db';

const app = express();

app.get('/health', async (_req, res) => {
  const db = await pool.query('select 1').then(() => 'up').catch(() => 'down');
  res.json({ status: 'ok', db });
});
