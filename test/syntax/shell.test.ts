import { describe, expect, it } from 'vitest';
import { literal, written, type ShellNode, type Test } from '../../src/syntax/shell-tree.ts';
import { parseShell } from '../../src/syntax/shell.ts';

/** A tree on one line, to be read against the text. */
function brief(node: ShellNode): string {
  switch (node.is) {
    case 'command': {
      const words = node.words.map((word) => literal(word) ?? `<${written(word)}>`);
      const redirections = node.redirections.map(({ descriptor, operator, target }) => `${descriptor ?? ''}${operator}${target ? written(target) : ''}`);
      return [...node.assignments.map(({ name, value }) => `${name}=${written(value)}`), ...words, ...redirections].join(' ');
    }
    case 'test':
      return `[${briefTest(node.test)}]`;
    case 'pipe':
      return `(${node.parts.map(brief).join(' | ')})`;
    case 'and':
    case 'or':
      return `(${brief(node.left)} ${node.is} ${brief(node.right)})`;
    case 'not':
      return `not ${brief(node.of)}`;
    case 'sequence':
      return `{${node.parts.map(brief).join('; ')}}`;
    case 'subshell':
      return `(${brief(node.body)})`;
    case 'if':
      return `if ${brief(node.when)} then ${brief(node.then)}${node.otherwise ? ` else ${brief(node.otherwise)}` : ''}`;
    case 'background':
      return `${brief(node.of)} &`;
    case 'other':
      return node.keyword;
  }
}

function briefTest(test: Test): string {
  switch (test.is) {
    case 'unary':
      return `${test.operator} ${written(test.word)}`;
    case 'binary':
      return `${written(test.left)} ${test.operator} ${written(test.right)}`;
    case 'not':
      return `not ${briefTest(test.of)}`;
    default:
      return `(${briefTest(test.left)} ${test.is} ${briefTest(test.right)})`;
  }
}

describe('parseShell', () => {
  it.each([
    [`curl -f "http://localhost:\${PORT}/a b"`, 'curl -f <http://localhost:${PORT}/a b>'],
    [`printf 'it'"'"'s'`, "printf it's"],
    ['a && b || c', '((a and b) or c)'],
    ['! a | b', 'not (a | b)'],
    ['! ! a', 'a'],
    ['a; { b; c; }', '{a; {b; c}}'],
    ['(a; b) &', '({a; b}) &'],
    ['if a; then b; elif c; then d; else e; fi', 'if a then b else if c then d else e'],
    ['A=b C="$D" e > /dev/null 2>&1', 'A=b C=$D e >/dev/null 2>&1'],
    ['exec 3<>/dev/tcp/a/1', 'exec 3<>/dev/tcp/a/1'],
    ['cat <&3', 'cat <&3'],
    ['[ -f /a ] && [ ! -f /b ]', '([-f /a] and [not -f /b])'],
    ['[ "$a" = b -a "$c" != d -o e ]', '[(($a = b and $c != d) or -n e)]'],
    ['test $a -gt 1', '[$a -gt 1]'],
    ['[[ $a == b && ( ! -e c || d =~ e ) ]]', '[($a == b and (not -e c or d =~ e))]'],
    ['[ a b', '[ a b'],
    ['for i in 1 2; do a; done', 'for'],
    ['a \\\n  b', 'a b'],
    ['', '{}'],
  ])('%s', (text, expected) => {
    const tree = parseShell(text);
    expect(tree && brief(tree)).toBe(expected);
  });

  it.each(['if then', 'a |', '$(', '"'])('is null for %s', (text) => {
    expect(parseShell(text)).toBeNull();
  });

  it('keeps the script of a substitution, with its place in the whole text', () => {
    const text = '[ "$(curl -s x)" = ok ]';
    const tree = parseShell(text);
    const part = tree?.is === 'test' && tree.test.is === 'binary' ? tree.test.left.parts[0] : undefined;
    const script = typeof part === 'object' ? part.script : undefined;
    expect(script && text.slice(script.start, script.end)).toBe('curl -s x');
  });

  it('keeps the name of a variable that stands alone', () => {
    const tree = parseShell('echo $A "${B}" ${C:-1}');
    const parts = tree?.is === 'command' ? tree.words.slice(1).flatMap((word) => word.parts) : [];
    expect(parts).toEqual([{ source: '$A', variable: 'A' }, { source: '${B}', variable: 'B' }, { source: '${C:-1}' }]);
  });
});
