import express from 'express';
import mongoose from 'mongoose';
import { pool } from './db';

const app = express();

async function databaseIsUp() {
  try {
    await pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}

app.get('/health', async (_req, res) => {
  const db = await databaseIsUp();
  res.json({ status: 'ok', db });
});

app.get('/api/v1/health', (_req, res) => {
  const db = mongoose.connection.readyState === 1 ? 'connected' : 'disconnected';
  res.json({ status: 'ok', db });
});
