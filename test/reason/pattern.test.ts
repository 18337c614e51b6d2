import { describe, expect, it } from 'vitest';
import { matchesWhole, plainTexts } from '../../src/reason/pattern.ts';

describe('a pattern matches a whole text, as RE2 does', () => {
  it.each([
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['ab', 'xab', false],
    ['.+', '', false],
    ['.*', '', true],
    ['', '', true],
    ['a.b', 'a\nb', false],
    ['^(foo1|foo2|baz)$', 'foo2', true],
    ['foo$|^bar', 'bar', true],
    ['a^b', 'ab', false],
    ['x{2,3}', 'xxx', true],
    ['x{2,3}', 'x', false],
    ['x{2}', 'xx', true],
    ['x{2,}', 'xxxx', true],
    ['x{', 'x{', true],
    ['x+?y', 'xxy', true],
    ['(a|b)*c', 'ababc', true],
    ['(?:a|b|)', '', true],
    ['(?P<team>db|web)-.*', 'db-1', true],
    ['[a-c]+\\d?', 'abc1', true],
    ['[^a]', 'a', false],
    ['[]a]', ']', true],
    ['[\\w-]+', 'team-1', true],
    ['\\.\\d', '.7', true],
    ['(?i)crit.*', 'CRITICAL', true],
    ['(?i)[a-c]', 'B', true],
    ['ü+', 'üü', true],
  ])('%s, %s: %s', (pattern, text, expected) => {
    expect(matchesWhole(pattern, text)).toBe(expected);
  });

  it.each(['(', ')', 'a**', '*a', '[a', '[[:alpha:]]', '\\bfoo', '(?=a)', '(a)\\1', 'x{3,2}', '\\pL', '((((a{50}){50}){50}){50})'])('of %s nothing is said', (pattern) => {
    expect(matchesWhole(pattern, 'a')).toBeUndefined();
  });

  it('takes no second way', () => {
    expect(matchesWhole('(a*)*(a*)*(a|aa)+b', 'a'.repeat(2000))).toBe(false);
  });
});

describe('plain words', () => {
  it.each([
    ['a|b', ['a', 'b']],
    ['^(a|b)$', ['a', 'b']],
    ['^a|b$', ['a', 'b']],
    ['(?:x)', ['x']],
    ['', ['']],
    ['a.*', undefined],
    ['(a|b)c', undefined],
  ])('of %s are %s', (pattern, expected) => {
    expect(plainTexts(pattern)).toEqual(expected);
  });
});
