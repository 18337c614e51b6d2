import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { acceptor, isOneCharacter, nodesIn, type OneCharacter } from './steps.ts';

/** Builds an input of about `length` characters. */
export type Input = (length: number) => string;

const COMMON = Array.from(' \t\n\r\u2028\u0000aZ0_-"\'`()[]{}<>$.,:;/\\#@%|=!?*+&~^é世');
const MOST_PAIRS = 200;

/**
 * Inputs on which a pattern has most to do: its characters, two of them in turn, and, behind what the pattern wants before it, what each of its
 * repeated parts repeats and what stands between it and the next ones; each ended by what makes a match fail. Of characters that no part of the pattern tells apart one stands for all.
 */
export function* worstInputs({ source, flags }: RegExp): Generator<Input> {
  const { pattern } = new RegExpParser().parseLiteral(`/${source}/${flags}`);
  const nodes = nodesIn(pattern);
  const parts = nodes.filter(isOneCharacter);
  const letters = lettersOf(parts, flags);
  const pairs = letters.length ** 2 <= MOST_PAIRS ? letters.flatMap((first) => letters.filter((second) => second !== first).map((second) => first + second)) : [];
  for (const word of [...letters, ...pairs]) yield* [pumped('', word, ''), pumped('', word, '\u0000')];
  for (const node of nodes) {
    if (node.type !== 'Quantifier' || node.max < 2) continue;
    const before = textBefore(node, letters, flags);
    const stop = stopOf(node, letters, flags);
    for (const word of [...samplesOf(node.element, letters, flags), ...textsBehind(node, letters, flags)]) {
      for (const end of new Set(['', '\u0000', '\n\u0000', stop])) yield* [pumped(before, word, end), pumped('', before + word, end), pumped(before, word + stop, end)];
    }
  }
}

const pumped =
  (before: string, word: string, end: string): Input =>
  (length) =>
    before + word.repeat(Math.ceil(length / word.length)) + end;

function lettersOf(parts: OneCharacter[], flags: string): string[] {
  const acceptors = parts.map((part) => acceptor(part, flags));
  const own = parts.flatMap((part) => (part.type === 'Character' ? [String.fromCodePoint(part.value)] : []));
  const bySignature = new Map<string, string>();
  for (const letter of [...own, ...COMMON]) {
    // `^`, `$` and `\b` tell these apart.
    const signature = [...acceptors.map((accepts) => Number(accepts(letter))), /\w/.test(letter), /[\r\n\u2028\u2029]/.test(letter)].join();
    if (!bySignature.has(signature)) bySignature.set(signature, letter);
  }
  return [...bySignature.values()];
}

/** A character that ends the repetition. */
function stopOf({ element }: AST.Quantifier, letters: string[], flags: string): string {
  if (!isOneCharacter(element)) return '\u0000';
  const accepts = acceptor(element, flags);
  return letters.find((letter) => !accepts(letter)) ?? '';
}

/** Short texts that a part accepts: one for each choice in it, with the first choice elsewhere. */
function samplesOf(node: AST.Node, letters: string[], flags: string): Set<string> {
  if (isOneCharacter(node)) {
    const accepts = acceptor(node, flags);
    return new Set(letters.filter(accepts));
  }
  const samples = new Set<string>();
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      for (const alternative of node.alternatives) for (const sample of samplesOf(alternative, letters, flags)) samples.add(sample);
      break;
    case 'Alternative':
      node.elements.forEach((varied, index) => {
        for (const sample of samplesOf(varied, letters, flags)) samples.add(textOf(node.elements.slice(0, index), letters, flags) + sample + textOf(node.elements.slice(index + 1), letters, flags));
      });
      break;
    case 'Quantifier':
      for (const sample of samplesOf(node.element, letters, flags)) samples.add(sample.repeat(Math.max(node.min, 1)));
      break;
  }
  samples.delete('');
  return samples;
}

/** The first choice of each element, and what may be left out left out. */
function textOf(elements: AST.Element[], letters: string[], flags: string): string {
  return elements.map((element) => (element.type === 'Quantifier' ? firstSample(element.element, letters, flags).repeat(element.min) : firstSample(element, letters, flags))).join('');
}

function firstSample(node: AST.Element, letters: string[], flags: string): string {
  if (node.type === 'Group' || node.type === 'CapturingGroup') return textOf(node.alternatives[0]?.elements ?? [], letters, flags);
  if (node.type === 'Quantifier') return textOf([node], letters, flags);
  if (!isOneCharacter(node)) return '';
  const accepts = acceptor(node, flags);
  return letters.find(accepts) ?? '';
}

/** What stands between a repeated part and each that is behind it in the same row. */
function textsBehind(node: AST.Quantifier, letters: string[], flags: string): string[] {
  const behind = node.parent.elements.slice(node.parent.elements.indexOf(node) + 1);
  return [...new Set(behind.map((_, index) => textOf(behind.slice(0, index), letters, flags)))].filter((text) => text !== '');
}

/** What a match has read when it comes to a part. */
function textBefore(node: AST.Node, letters: string[], flags: string): string {
  const { parent } = node;
  if (!parent) return '';
  const own = parent.type === 'Alternative' ? textOf(parent.elements.slice(0, parent.elements.indexOf(node as AST.Element)), letters, flags) : '';
  return textBefore(parent, letters, flags) + own;
}
