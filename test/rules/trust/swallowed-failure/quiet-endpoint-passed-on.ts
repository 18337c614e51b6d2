import express from 'express';
import { pool } from './db';

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
  let code = 200;
  try {
    await pool.query('select 1');
  } catch {
    code = 503;
  }
  res.status(code).json({ code });
});
