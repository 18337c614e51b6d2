import { describe, expect, it } from 'vitest';
import commandsPage from '../../src/knowledge/commands.yaml';
import endpointsPage from '../../src/knowledge/endpoints.yaml';
import { createKnowledge } from '../../src/knowledge/index.ts';

const knowledge = createKnowledge();
const FAULTS = ['gone', 'stuck', 'failing', 'degraded', 'wrong'];

interface Entry {
  programs: string[];
  proves: Record<string, string>;
  because: string;
  source: string;
}

describe('commands.yaml', () => {
  const page = commandsPage as Entry[];

  it.each(page.map((entry, index) => [`${index + 1} ${entry.programs.join(' ')}`, entry] as const))('entry %s is whole', (_, { programs, proves, because, source }) => {
    expect(programs.length).toBeGreaterThan(0);
    expect(Object.keys(proves)).toEqual(FAULTS);
    expect(Object.values(proves).every((verdict) => ['red', 'green', 'unknown'].includes(verdict))).toBe(true);
    expect(because).not.toMatch(/^[A-Z]|\.$/);
    expect(source).toMatch(/^https:\/\//);
  });

  it.each<[string, (string | null)[], boolean, string]>([
    ['pg_isready', ['-U', null], false, 'rrugg'],
    ['redis-cli', ['ping'], false, 'rrggg'],
    ['redis-cli', ['PING'], false, 'rrggg'],
    ['redis-cli', ['-e', 'ping'], false, 'rrrug'],
    ['redis-cli', ['ping'], true, 'rrrur'],
    ['redis-cli', ['info'], false, 'rrggg'],
    ['mysqladmin', ['ping', '-h', 'localhost'], false, 'rrggg'],
    ['mariadb-admin', ['ping'], true, 'rrugg'],
    ['healthcheck.sh', ['--connect', '--innodb_initialized'], false, 'rrrru'],
    ['healthcheck.sh', ['--connect'], false, 'rrggg'],
    ['healthcheck.sh', [], false, '?'],
    ['rabbitmq-diagnostics', ['-q', 'ping'], false, 'rrugg'],
    ['rabbitmq-diagnostics', ['-q', 'check_running'], false, 'rrrug'],
    ['rabbitmq-diagnostics', ['check_local_alarms'], false, 'rrrrg'],
    ['nodetool', ['status'], false, 'rrggg'],
    ['nodetool', ['status'], true, 'rrrrg'],
    ['nginx', ['-t'], false, 'ggggg'],
    ['anything', ['--version'], false, 'ggggg'],
    ['anything', ['healthcheck'], false, '?'],
  ])('%s %j, read: %j, proves %s', (program, args, read, expected) => {
    const proves = knowledge.command(program, args, read)?.proves;
    expect(proves ? Object.values(proves).map((verdict) => verdict[0]).join('') : '?').toBe(expected);
  });
});

describe('endpoints.yaml', () => {
  const page = endpointsPage as { path: string[]; says: string; title: string; source: string }[];

  it.each(page.map((entry) => [entry.path.join(' '), entry] as const))('%s is whole', (_, { path, says, title, source }) => {
    expect(path.every((pattern) => pattern.startsWith('/'))).toBe(true);
    expect(['static', 'status', 'body']).toContain(says);
    expect(title).not.toMatch(/\.$/);
    expect(source).toMatch(/^https:\/\//);
  });

  it.each([
    ['/', undefined, 'static'],
    ['/metrics/', undefined, 'static'],
    ['/_cluster/health', undefined, 'body'],
    ['/_cluster/health', 'pretty', 'body'],
    ['/_cluster/health/orders', undefined, 'body'],
    ['/_cluster/health', 'wait_for_status=green', 'status'],
    ['/connectors/orders/status', undefined, 'body'],
    ['/connectors/status', undefined, undefined],
    ['/actuator/health/readiness', undefined, 'status'],
    ['/healthz', undefined, undefined],
    ['/ping', undefined, undefined],
  ])('%s?%s says %s', (path, query, says) => {
    expect(knowledge.endpoint(path, query)?.says).toBe(says);
  });
});

describe('ports.yaml', () => {
  it.each([
    ['8080', 'HTTP'],
    ['http', 'HTTP'],
    ['grpc-api', 'gRPC'],
    ['redis', 'Redis'],
    ['5432', 'PostgreSQL'],
    ['2222', undefined],
    ['rpc', undefined],
  ])('%s speaks %s', (port, speaks) => {
    expect(knowledge.port(port)?.speaks).toBe(speaks);
  });
});
