import type { Observation } from '../../../model/index.ts';
import { literal, written, type ShellWord, type Test } from '../../../syntax/shell-tree.ts';
import type { Outcome } from './outcome.ts';
import { expecting, substitutionIn } from './output.ts';
import { fileObservation } from './programs.ts';
import { spanOf, type Scope } from './scope.ts';

/** What `[ … ]` looks at, and whether it is red when the look is green. */
export interface TestLook {
  look: Observation;
  inverted: boolean;
}

interface Place {
  start: number;
  end: number;
}

/** A test without `&&`, `||` and `!`, which the caller has taken apart. */
export function testLook(test: Test & { is: 'unary' | 'binary' }, node: Place, scope: Scope): TestLook {
  return (test.is === 'unary' ? unary(test.operator, test.word, node, scope) : binary(test, node, scope)) ?? unclear(node, scope);
}

/** The outcome when the test asks only for `$?`, and the status before it is known. */
export function statusTest(test: Test, status: 'green' | 'red' | undefined, whenTrue: Outcome, whenFalse: Outcome): Outcome | null {
  if (test.is !== 'binary' || status === undefined || written(test.left) !== '$?') return null;
  const zero = /^0+$/.test(literal(test.right) ?? '');
  if (!zero) return null;
  if (/^(?:=|==|-eq)$/.test(test.operator)) return status === 'green' ? whenTrue : whenFalse;
  return /^(?:!=|-ne|-gt)$/.test(test.operator) ? (status === 'green' ? whenFalse : whenTrue) : null;
}

function unary(operator: string, word: ShellWord, node: Place, scope: Scope): TestLook | null {
  if (/^-[abcdefghLprsSuwxGNOk]$/.test(operator)) return { look: fileObservation(literal(word), 'exists', spanOf(node, scope)), inverted: false };
  if (operator !== '-n' && operator !== '-z') return null;
  const script = substitutionIn(word, scope);
  return script && { look: expecting(script, { node }, scope), inverted: operator === '-z' };
}

/** `date +%s` minus `stat -c %Y file` or `date -r file`. */
function isAge(text: string): boolean {
  return /\bdate\b/.test(text) && (/\bstat\b/.test(text) || /\bdate -r\b/.test(text));
}

function binary({ operator, left, right }: Test & { is: 'binary' }, node: Place, scope: Scope): TestLook | null {
  const script = substitutionIn(left, scope) ?? substitutionIn(right, scope);
  const expected = literal(left) ?? literal(right);
  if (isAge(written(left)) && /^-[lg][te]$/.test(operator)) {
    return { look: fileObservation(null, 'fresh', spanOf(node, scope)), inverted: operator.startsWith('-g') };
  }
  if (!script || expected === null) return null;
  const counts = /^0+$/.test(expected) ? /^(?:-gt|-ne|!=)$/.test(operator) : expected === '1' && /^-(?:ge|eq)$/.test(operator);
  const lacks = /^0+$/.test(expected) ? /^(?:-eq|-le|=|==)$/.test(operator) : expected === '1' && operator === '-lt';
  if ((counts || lacks) && isCount(script)) return { look: expecting(script, { node }, scope), inverted: lacks };
  const text = expected.replace(/^[xX](?=\w)/, '');
  if (text === '') return { look: expecting(script, { node }, scope), inverted: /^==?$/.test(operator) };
  if (/^(?:=|==|=~|-eq)$/.test(operator)) return { look: expecting(script, { text, node }, scope), inverted: false };
  return /^(?:!=|-ne)$/.test(operator) ? { look: expecting(script, { text, node }, scope), inverted: true } : null;
}

/** `… | wc -l`, `… | grep -c x`. */
function isCount(script: ReturnType<typeof substitutionIn>): boolean {
  const last = script?.is === 'pipe' ? script.parts.at(-1) : script;
  if (last?.is !== 'command') return false;
  const name = literal(last.words[0]);
  return name === 'wc' || (/^[ef]?grep$|^pgrep$/.test(name ?? '') && last.words.some((word) => /^-\w*c/.test(literal(word) ?? '')));
}

function unclear(node: Place, scope: Scope): TestLook {
  return { look: { via: 'command', program: '[', arguments: [], at: spanOf(node, scope) }, inverted: false };
}
