import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/index.ts';
import type { Observation } from '../../src/model/index.ts';
import { rowOf } from '../../src/reason/notices.ts';
import { allRed, anyRed, green, inverted, red, unknown } from '../../src/reason/verdicts.ts';

const R = red('r');
const G = green('g');
const U = unknown('u');

describe('combinations of verdicts', () => {
  it.each([
    [[R, G], 'red'],
    [[R, U], 'red'],
    [[G, U], 'unknown'],
    [[G, G], 'green'],
    [[], 'unknown'],
  ])('any-red of %j is %s', (notices, verdict) => {
    expect(anyRed(notices).verdict).toBe(verdict);
  });

  it.each([
    [[R, G], 'green'],
    [[R, U], 'unknown'],
    [[G, U], 'green'],
    [[R, R], 'red'],
  ])('all-red of %j is %s', (notices, verdict) => {
    expect(allRed(notices).verdict).toBe(verdict);
  });

  it('keeps the reason of the part that settles it', () => {
    expect(anyRed([U, G, R]).because).toBe('r');
    expect(allRed([R, U, G]).because).toBe('g');
  });

  it('inverts what is known and leaves the rest open', () => {
    expect([R, G, U].map((notice) => inverted(notice).verdict)).toEqual(['green', 'red', 'unknown']);
  });
});

describe('observations', () => {
  const at = { path: 'x', start: 0, end: 0 };
  const tcp: Observation = { via: 'tcp', at };
  const yes: Observation = { via: 'constant', says: 'green', text: 'true', at };
  const row = (observation: Observation) => Object.values(rowOf(observation, createKnowledge())).map(({ verdict }) => verdict[0]).join('');

  it.each<[string, Observation, string]>([
    ['a connection', tcp, 'rggggu'],
    ['a connection whose failure is swallowed', { via: 'all-red', of: [tcp, yes], at }, 'gggggg'],
    ['a connection before a success', { via: 'last', of: [tcp, yes], at }, 'gggggg'],
    ['a success before a connection', { via: 'last', of: [yes, tcp], at }, 'rggggu'],
    ['a connection or nothing', { via: 'any-red', of: [tcp, yes], at }, 'rggggu'],
    ['the opposite of a connection', { via: 'inverted', of: tcp, at }, 'grrrru'],
  ])('%s', (_, observation, verdicts) => {
    expect(row(observation)).toBe(verdicts);
  });
});
