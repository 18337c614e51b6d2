import { describe, expect, it } from 'vitest';
import { placesOf } from '../../src/syntax/places.ts';
import { get, parseYaml } from '../../src/syntax/yaml.ts';

/** The words of the file at the place of `word` in the value of `key`. */
function wordsAt(source: string, word: string): string | null {
  const scalar = get(parseYaml(source).documents[0]?.root, 'key');
  if (scalar?.is !== 'scalar') throw new Error('no scalar');
  const index = scalar.text.indexOf(word);
  expect(index, 'the word is in the text').toBeGreaterThanOrEqual(0);
  const places = placesOf(scalar);
  return places && source.slice(places(index), places(index + word.length - 1) + 1);
}

describe('places', () => {
  it.each([
    ['plain', 'key: a beta c', 'beta', 'beta'],
    ['plain over lines', 'key: a\n  beta\n  c', 'beta', 'beta'],
    ['single quotes', "key: 'it''s beta'", 'beta', 'beta'],
    ['a doubled quote', "key: 'it''s beta'", "it's", "it''s"],
    ['double quotes', String.raw`key: "a\n\tbeta \"c\" \\d"`, 'beta', 'beta'],
    ['an escaped quote', String.raw`key: "a\n\tbeta \"c\" \\d"`, '"c"', String.raw`\"c\"`.slice(0, -1)],
    ['an escaped backslash', String.raw`key: "x=~\"a\\.beta\""`, 'beta', 'beta'],
    ['a literal block', 'key: |\n  a\n\n    beta\n  c\n', 'beta', 'beta'],
    ['a literal block that begins with a blank line', 'key: |\n\n  a\n    beta\n', 'beta', 'beta'],
    ['a literal block with an indent of its own', 'key: |2\n    a\n  beta\n', 'beta', 'beta'],
    ['a literal block with blank lines of spaces', 'key: |\n  a\n    \n \n  beta c\n', 'beta', 'beta'],
    ['a literal block whose last line has no end', 'key: |-\n  a\n  x beta', 'beta', 'beta'],
    ['a literal block in a list in a map', 'key: |\n      a\n        deep\n      the beta\nother: 1\n', 'beta', 'beta'],
    ['a folded block', 'key: >-\n  a\n  beta\n\n  c\n', 'beta', 'beta'],
    ['windows line ends', 'key: |\r\n  a\r\n  beta\r\n', 'beta', 'beta'],
  ])('finds words of %s', (_, source, word, expected) => {
    expect(wordsAt(source, word)).toBe(expected);
  });

  it('gives up on escapes that it does not know', () => {
    expect(wordsAt(String.raw`key: "\u0041 beta"`, 'beta')).toBeNull();
  });
});
