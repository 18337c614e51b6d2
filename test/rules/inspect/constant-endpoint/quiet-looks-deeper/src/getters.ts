import express from 'express';
import { healthService } from './unknown';
const app = express();
app.get('/health', async (req, res) => {
  const report = await healthService.report();
  res.status(report.healthy ? 200 : 503).json(report);
});
app.get('/ready', async (req, res) => {
  const report = await healthService.report();
  if (report.status !== 'up') { res.status(503); }
  res.json(report);
});
app.get('/healthcheck', healthService.handler);
app.get('/status', async (req, res) => healthService.answer(req, res));
app.get('/healthz', async (req, res) => { await healthService.answer(res); });
