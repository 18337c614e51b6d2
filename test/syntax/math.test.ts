import { expect, it } from 'vitest';
import { parseMath, type MathNode } from '../../src/syntax/math.ts';

/** The tree with every bracket written. */
function shown(node: MathNode): string {
  switch (node.is) {
    case 'number':
      return String(node.value);
    case 'variable':
      return `$${node.name}`;
    case 'call':
      return `${node.name}(${node.args.map(shown).join(', ')})`;
    case 'unary':
      return `(${node.operator}${shown(node.of)})`;
    case 'binary':
      return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`;
  }
}

it.each([
  ['$A > 80', '($A > 80)'],
  ['${A} + $B * 2 >= 1e3', '(($A + ($B * 2)) >= 1000)'],
  ['$A - $B - $C', '(($A - $B) - $C)'],
  ['$A > 1 || $B < 2 && !$C', '(($A > 1) || (($B < 2) && (!$C)))'],
  ['abs(-$A) / ($B % 3) ** 2', '(abs((-$A)) / (($B % 3) ** 2))'],
  ['max($A, $B) != 0', '(max($A, $B) != 0)'],
  ['${two words} == 1', '($two words == 1)'],
])('reads %s', (text, expected) => {
  const tree = parseMath(text);
  expect(tree && shown(tree)).toBe(expected);
});

it.each(['', '$A >', '> 3', '($A', '$A $B', 'abs($A', '$A & $B', `${'('.repeat(500)}1${')'.repeat(500)}`])('leaves %s unread', (text) => {
  expect(parseMath(text)).toBeNull();
});

it('knows where each part stands', () => {
  const text = ' $A >= ($B + 1)';
  const tree = parseMath(text);
  expect(tree?.is === 'binary' && [text.slice(tree.start, tree.end), text.slice(tree.at, tree.at + 2), text.slice(tree.right.start, tree.right.end)]).toEqual(['$A >= ($B + 1)', '>=', '($B + 1)']);
});
