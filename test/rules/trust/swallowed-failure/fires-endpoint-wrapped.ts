import express from 'express';
import asyncHandler from 'express-async-handler';
import { prisma } from './db';

const app = express();

app.get('/health', asyncHandler(async (req, res) => {
  try {
    await prisma.$queryRaw`SELECT 1`;
    res.json({ status: 'ok' });
  } catch (err) {
    res.json({ status: 'error' });
  }
}));

app.get('/readiness', async (_req, res) => {
  try {
    const response = await fetch(`${process.env.UPSTREAM}/ping`);
    if (!response.ok) throw new Error('upstream is down');
    res.json(await response.json());
  } catch (e) {
    res.json({ ok: false });
  }
});
