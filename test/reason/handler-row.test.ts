import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';

const probe = `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - name: shop
          image: shop
          readinessProbe: { httpGet: { path: /health, port: 8080 } }
`;

async function degraded(...handlers: string[]): Promise<string | undefined> {
  const files = new Map([['deploy.yaml', probe], ...handlers.map((text, index): [string, string] => [`src/server${index}.ts`, `import express from 'express';\nconst app = express();\n${text}`])]);
  const { project } = await lintDocuments(new Map([...files].map(([path, text]) => [path, createDocument(path, text)])), { settings: DEFAULT_SETTINGS });
  const check = project.checks.find(({ kind }) => kind === 'probe');
  return check && project.drill(check).degraded.verdict;
}

describe('a probe that asks the project\'s own code', () => {
  it.each([
    ['knows nothing without it', [], 'unknown'],
    ['is green where the answer is constant', ['app.get("/health", (q, res) => res.send("ok"));'], 'green'],
    ['is red where the status follows what it looks at', ['app.get("/health", async (q, res) => { const up = await db.ping(); res.sendStatus(up ? 200 : 503); });'], 'red'],
    ['is green where only the body tells', ['app.get("/health", async (q, res) => { const up = await db.ping().catch(() => false); res.json({ up }); });'], 'green'],
    ['knows nothing where two services differ', ['app.get("/health", (q, res) => res.send("ok"));', 'app.get("/health", async (q, res) => { res.sendStatus((await db.ping()) ? 200 : 503); });'], 'unknown'],
    ['knows nothing of another path', ['app.get("/api/health", (q, res) => res.send("ok"));'], 'unknown'],
  ])('%s', async (_, handlers, verdict) => {
    expect(await degraded(...handlers)).toBe(verdict);
  });
});
