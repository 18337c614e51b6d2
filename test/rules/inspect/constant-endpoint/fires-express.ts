import express from 'express';

const app = express();

app.get('/healthz', (_req, res) => res.send('ok'));
app.get('/ready', (_req, res) => {
  res.status(200).json({ status: 'UP', uptime: process.uptime() });
});
