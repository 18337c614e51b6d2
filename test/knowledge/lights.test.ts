import { describe, expect, it } from 'vitest';
import page from '../../src/knowledge/lights.yaml';
import { createLights } from '../../src/knowledge/lights.ts';

const lights = createLights([{ metric: 'acme_pump_state', operator: '!=', value: 1 }]);

describe('lights', () => {
  it('are written as the reader expects', () => {
    const comparison = expect.stringMatching(/^(?:==|!=|>|>=|<|<=) \d+(?:\.\d+)?(?:e\d+)?$/) as unknown;
    for (const { lights: lamps } of page as { lights: Record<string, string | { red?: string; label?: string; bad?: string[]; good?: string[]; states?: string[] }> }[]) {
      for (const [metric, lamp] of Object.entries(lamps)) {
        if (typeof lamp === 'string') {
          if (!['rises', 'stale', 'ahead'].includes(lamp)) expect(lamp, metric).toEqual(comparison);
          continue;
        }
        if (lamp.red !== undefined) expect(lamp.red, metric).toEqual(comparison);
        const { states, bad = [], good = [] } = lamp;
        if (states) expect([...bad, ...good].filter((state) => !states.includes(state)), metric).toEqual([]);
        expect(bad.filter((state) => good.includes(state)), metric).toEqual([]);
      }
    }
  });

  it.each([
    ['node_md_degraded', { operator: '>', value: 0 }],
    ['pg_stat_archiver_last_archive_age', { operator: '>', value: 3600 }],
    ['acme_pump_state', { operator: '!=', value: 1 }],
  ])('know how %s shows red', (metric, red) => {
    expect(lights.light(metric)?.red).toEqual(red);
  });

  it('know states, moments and counters', () => {
    expect(lights.light('node_md_disks')?.stateSet?.states).toEqual(['active', 'failed', 'spare']);
    expect(lights.light('push_time_seconds')?.moves).toBe('stale');
    expect(lights.light('loki_panic_total')?.moves).toBe('rises');
    expect(lights.light('no_such_lamp')).toBeUndefined();
  });

  it('know families by the longest prefix', () => {
    expect(lights.exporterOf('nginx_ingress_controller_requests')).toBe('ingress_nginx');
    expect(lights.exporterOf('nginx_connections_active')).toBe('nginx');
    expect(lights.exporterOf('acme_pump_state')).toBeUndefined();
    expect(lights.exportersOfJob('node')).toContain('node_exporter');
  });

  it('know presence from reach', () => {
    expect(lights.presence('up')).toBe('info');
    expect(lights.presence('mysql_up')).toBe('reach');
    expect(lights.presence('acme_up')).toBe('reach');
    expect(lights.presence('bgp_peer_up')).toBeUndefined();
    expect(lights.isToldFromOutside('kube_pod_info')).toBe(true);
    expect(lights.isToldFromOutside('node_load1')).toBe(false);
  });
});
