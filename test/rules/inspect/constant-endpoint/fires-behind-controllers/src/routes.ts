import { Router } from 'express';
import asyncHandler from 'express-async-handler';
import { HealthController } from './health.controller';
import pkg from '../package.json';

const router = Router();
const controller = new HealthController();
const startedAt = Date.now();

router.get('/health', controller.check);
router.get('/ready', controller.ready.bind(controller));
router.get('/healthcheck', (req, res) => controller.check(req, res));
router.route('/healthz').get(asyncHandler(async (req, res) => {
  res.json({ status: 'ok', version: pkg.version, upFor: Date.now() - startedAt, at: new Date().toISOString() });
}));

export default router;
