import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';
import { trafficBehind } from '../../src/reason/traffic.ts';

const service = (name: string, namespace: string, selector: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: ${selector}, ports: [{ port: 80 }] }
---
`;

async function trafficOf(probe: string, services: string): Promise<string[]> {
  const text = `${services}apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: shop, labels: { app: shop, tier: web } }
spec:
  containers:
    - { name: shop, image: shop, ${probe}: { tcpSocket: { port: 80 } } }
`;
  const { project } = await lintDocuments(new Map([['shop.yaml', createDocument('shop.yaml', text)]]), { settings: DEFAULT_SETTINGS, only: [] });
  const [check] = project.checks;
  if (!check) throw new Error('the probe is read');
  return trafficBehind(check, project).map(({ at }) => project.textAt(at));
}

describe('traffic behind a probe', () => {
  it.each([
    ['readinessProbe', service('web', 'shop', '{ app: shop }'), ['web']],
    ['readinessProbe', service('web', 'shop', '{ app: shop, tier: web }') + service('all', 'shop', '{ tier: web }'), ['web', 'all']],
    ['readinessProbe', service('web', 'other', '{ app: shop }'), []],
    ['readinessProbe', service('web', 'shop', '{ app: shop, tier: back }'), []],
    ['readinessProbe', service('web', 'shop', '{}'), []],
    ['livenessProbe', service('web', 'shop', '{ app: shop }'), []],
  ])('%s of a pod beside %j', async (probe, services, names) => {
    expect(await trafficOf(probe, services)).toEqual(names);
  });
});
