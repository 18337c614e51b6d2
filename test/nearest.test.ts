import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';

describe('nearest', () => {
  it.each<[string, string[], string | undefined]>([
    ['prest', ['preset', 'rules'], 'preset'],
    ['warn', ['off', 'note', 'warning', 'error'], 'warning'],
    ['Strict', ['recommended', 'strict'], 'strict'],
    ['jsn', ['text', 'concise', 'json'], 'json'],
    ['yaml', ['text', 'concise', 'json'], undefined],
    ['no', ['note'], 'note'],
    ['anything', [], undefined],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
