import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observeArguments, observeScript } from '../../src/formats/common/command.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import type { HttpObservation, Observation } from '../../src/model/index.ts';
import { rowOf } from '../../src/reason/notices.ts';
import { parseShell } from '../../src/syntax/shell.ts';

const knowledge = createKnowledge();
const at = { path: 'x', start: 0, end: 0 };
const sourceOf = (text: string) => ({ path: 'x', text, whole: { path: 'x', start: 0, end: text.length }, offsetOf: (index: number) => index });
const row = (observation: Observation) => Object.values(rowOf(observation, knowledge)).map(({ verdict }) => verdict[0]).join('');

describe('the table, without metrics', () => {
  const http: HttpObservation = { via: 'http', client: 'curl', url: { path: '/healthz' }, status: 'judged', body: { is: 'ignored' }, at };
  const read = (expects: string) => ({ is: 'read' as const, expects, at });

  it.each<[string, Observation, string]>([
    ['constant', { via: 'constant', says: 'green', text: 'true', at }, 'gggggg'],
    ['ping', { via: 'ping', at }, 'rggggu'],
    ['connection', { via: 'tcp', at }, 'rggggu'],
    ['process', { via: 'process', at }, 'rggggu'],
    ['file exists', { via: 'file', looks: 'exists', at }, 'uggggu'],
    ['file is fresh', { via: 'file', looks: 'fresh', at }, 'rruggu'],
    ['file says', { via: 'file', looks: 'content', at }, 'uuuuuu'],
    ['any status', { ...http, status: 'ignored' }, 'rrgggu'],
    ['status of a page with a meaning of its own', http, 'rrrugu'],
    ['status of a static page', { ...http, url: { path: '/' } }, 'rrrggu'],
    ['status of `/` where health has a port of its own', { ...http, url: { path: '/', port: 'health' } }, 'rrrugu'],
    ['status of `/` where health has a header of its own', { ...http, url: { path: '/' }, headers: ['K-Kubelet-Probe'] }, 'rrrugu'],
    ['status of a page that maps its state', { ...http, url: { path: '/_up' } }, 'rrrrgu'],
    ['status of a page that keeps its state in the body', { ...http, url: { path: '/_cluster/health' } }, 'rrrggu'],
    ['body with a state', { ...http, body: read('"status":"UP"') }, 'rrrrru'],
    ['body with a word', { ...http, body: read('Welcome') }, 'rrruru'],
    ['body without a word', { ...http, status: 'ignored', body: { ...read('"red"'), absent: true } }, 'rrgrgu'],
    ['body by jq', { ...http, body: { ...read('.status == "UP"'), by: 'jq' } }, 'ururru'],
    ['gRPC health', { via: 'grpc', at }, 'rrrugu'],
    ['a program that nobody knows', { via: 'command', program: 'x', arguments: [], at }, 'uuuuuu'],
    ['a step with a reading', { via: 'person', look: 'lamp', expect: 'green', at }, 'rrrrru'],
    ['a step without one', { via: 'person', look: 'lamp', at }, 'rggggu'],
  ])('%s', (_, observation, verdicts) => {
    expect(row(observation)).toBe(verdicts);
  });

  it('cannot hide a look that never ends', () => {
    const swallowed = (limit?: number): Observation => ({ via: 'all-red', of: [{ ...http, ...(limit !== undefined && { limit }) }, { via: 'constant', says: 'green', text: 'true', at }], at });
    expect(row(swallowed())).toBe('grgggg');
    expect(row(swallowed(2))).toBe('gggggg');
  });
});

describe('any text', () => {
  const words = fc.constantFrom('curl', '-f', 'http://a/b', '||', '&&', '|', ';', 'exit', '0', '1', 'grep', 'x', '$(', ')', '"', "'", '[', ']', '$?', '=', 'if', 'then', 'fi', 'sh', '-c', '>', '/dev/tcp/a/1', '`', '\\', '\n', 'é', '{', '}');

  it('is read as something, and the drill has an answer for it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(words).map((list) => list.join(' '))), (text) => {
        const observation = observeScript(sourceOf(text), parseShell);
        expect(row(observation)).toMatch(/^[rgu]{6}$/);
        expect(observation.at.start).toBeGreaterThanOrEqual(0);
        expect(observation.at.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('is read as arguments, too', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), words), { minLength: 1 }), (texts) => {
        const observation = observeArguments(texts.map((text) => ({ source: sourceOf(text), parts: [text] })), at, parseShell);
        expect(row(observation)).toMatch(/^[rgu]{6}$/);
      }),
      { numRuns: 1000 },
    );
  });
});
