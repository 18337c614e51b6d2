import { describe, expect, it } from 'vitest';
import { readDirective } from '../../src/settle/directive.ts';

const read = (words: string) => readDirective(`# ${words}\n# more`, { path: 'a.yml', start: 2, end: 2 + words.length });

describe('a comment that suppresses', () => {
  it('names rules, a day and a reason', () => {
    expect(read('vigilint-ignore[act/no-action, serve/no-owner] until 2026-12-31: known:  see  OPS-1')).toEqual({
      at: { path: 'a.yml', start: 2, end: 85 },
      rules: [
        { id: 'act/no-action', at: { path: 'a.yml', start: 18, end: 31 } },
        { id: 'serve/no-owner', at: { path: 'a.yml', start: 33, end: 47 } },
      ],
      until: { day: '2026-12-31', at: { path: 'a.yml', start: 55, end: 65 } },
      reason: 'known: see OPS-1',
    });
  });

  it.each([
    ['vigilint-ignore[a/b]: x', ['a/b'], 'x'],
    ['vigilint-ignore [ a/b ,] : 既知', ['a/b'], '既知'],
    ['vigilint-ignore[a/b]:\n  over\n  lines', ['a/b'], 'over lines'],
  ])('%j', (words, rules, reason) => {
    const directive = read(words);
    expect(directive).toMatchObject({ reason });
    expect(directive && 'rules' in directive ? directive.rules.map(({ id }) => id) : []).toEqual(rules);
  });

  it.each([
    ['vigilint-ignore', 'suppression/malformed', 'vigilint-ignore'],
    ['vigilint-ignore: because', 'suppression/malformed', 'vigilint-ignore'],
    ['vigilint-ignore[ ]: because', 'suppression/malformed', 'vigilint-ignore[ ]'],
    ['vigilint-ignore[a/b] until soon: x', 'suppression/malformed', 'soon'],
    ['vigilint-ignore[a/b] until 2026-02-30: x', 'suppression/malformed', '2026-02-30'],
    ['vigilint-ignore[a/b] because', 'suppression/malformed', 'because'],
    ['vigilint-ignore[a/b]', 'suppression/no-reason', 'vigilint-ignore[a/b]'],
    ['vigilint-ignore[a/b] until 2026-12-31:', 'suppression/no-reason', 'vigilint-ignore[a/b] until 2026-12-31:'],
    ['vigilint-ignore[a/b]: -', 'suppression/no-reason', 'vigilint-ignore[a/b]: -'],
  ])('%j is %s', (words, id, at) => {
    const problem = read(words);
    expect(problem).toMatchObject({ id });
    expect(`# ${words}`.slice(problem?.at.start, problem?.at.end)).toBe(at);
  });

  it('is not one where the marker is the beginning of another word', () => {
    expect(read('vigilint-ignored: yes')).toBeUndefined();
    expect(read('vigilint-ignore-file')).toBeUndefined();
  });
});
