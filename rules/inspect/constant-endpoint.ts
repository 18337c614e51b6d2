import { tells } from '../../src/reason/handler-row.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/constant-endpoint',
  summary: 'The endpoint says that all is well whatever the state of what it depends on.',
  why: 'Probes, load balancers and people ask it whether the service can do its work, and it answers for the web server alone: with the database gone it goes on saying "ok".',
  help: 'Look at what the service needs (one query, one ping, with a time limit) and answer with 503 when it is not there. If it is only to say that the process lives, call it `/live`.',
  severity: 'warning',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['endpoint'],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_withstand_component_failures_monitoring_health.html'],
  exceptions: 'A constant is right for liveness (`/live`, `/livez`, `/alive`, `/ping`), where a restart must not depend on other services, and it is not reported. A service that depends on nothing can be constant too; say so beside it.',
  examples: [
    {
      format: 'health-endpoint',
      path: 'src/server.ts',
      bad: `import express from 'express';

const app = express();
app.get('/ready', (_request, response) => response.json({ status: 'ok' }));
`,
      good: `import express from 'express';
import { pool } from './database';

const app = express();
app.get('/ready', async (_request, response) => {
  const isThere = await pool.query('select 1').then(() => true, () => false);
  response.sendStatus(isThere ? 200 : 503);
});
`,
    },
  ],
  *judge(check, project) {
    const { observes } = check;
    if (observes.via !== 'handler' || observes.asks === 'liveness' || tells(observes) !== 'nothing') return;
    const readers = project.checks.filter((other) => other.observes.via === 'http' && other.observes.url.path === observes.path);
    yield {
      at: check.at,
      message: `\`${check.name}\` answers the same whatever the state of what the service depends on`,
      related: readers.map((reader) => ({ at: reader.observes.at, message: `\`${reader.name}\` takes its word for it` })),
    };
  },
});
