import express from 'express';
import { pool } from './db';

const app = express();

app.get('/ready', async (_req, res) => {
  try {
    await pool.query('select 1');
    res.sendStatus(200);
  } catch (error) {
    res.status(503).json({ error });
  }
});
