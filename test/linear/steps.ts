import { RegExpParser, type AST } from '@eslint-community/regexpp';

type Next = (at: number) => boolean;
type Matcher = (at: number, next: Next) => boolean;

/** Thrown inside when the work is more than allowed. */
const SPENT = new Error('spent');

/**
 * A backtracking matcher that does what the specification of JavaScript says, one character after the other, and counts. It knows
 * none of the shortcuts of V8, so that what is linear here is linear there.
 */
export function stepCounter({ source, flags }: RegExp): (text: string, budget: number) => number {
  const { pattern, flags: set } = new RegExpParser().parseLiteral(`/${source}/${flags}`);
  let text = '';
  let steps = 0;
  let left = 0;
  const groups: (string | undefined)[] = [];

  const step = (): void => {
    steps += 1;
    if (steps > left) throw SPENT;
  };

  const anyOf = (alternatives: AST.Alternative[], back: boolean): Matcher => {
    const matchers = alternatives.map((alternative) => inRow(alternative.elements, back));
    const [only] = matchers;
    if (only && matchers.length === 1) return only;
    return (at, next) => matchers.some((matcher) => matcher(at, next));
  };

  const inRow = (elements: AST.Element[], back: boolean): Matcher => {
    const matchers = elements.map((element) => matcherOf(element, back));
    if (back) matchers.reverse();
    return matchers.reduceRight<Matcher>(
      (rest, matcher) => (at, next) => matcher(at, (to) => rest(to, next)),
      (at, next) => next(at),
    );
  };

  const matcherOf = (element: AST.Element, back: boolean): Matcher => {
    switch (element.type) {
      case 'Group':
        return anyOf(element.alternatives, back);
      case 'CapturingGroup':
        return capture(element, back);
      case 'Quantifier':
        return isOneCharacter(element.element) ? run(element, element.element, back) : repeat(element, back);
      case 'Assertion':
        return assertion(element);
      case 'Backreference':
        return (at, next) => {
          const wanted = groups[Number(element.ref)] ?? '';
          step();
          return text.startsWith(wanted, at) && next(at + wanted.length);
        };
      default: {
        const accepts = acceptor(element, flags);
        const way = back ? -1 : 1;
        return (at, next) => {
          step();
          const character = text[back ? at - 1 : at];
          return character !== undefined && accepts(character) && next(at + way);
        };
      }
    }
  };

  const capture = (group: AST.CapturingGroup, back: boolean): Matcher => {
    const inner = anyOf(group.alternatives, back);
    const index = indexOf(pattern, group);
    return (at, next) =>
      inner(at, (to) => {
        const before = groups[index];
        groups[index] = text.slice(Math.min(at, to), Math.max(at, to));
        if (next(to)) return true;
        groups[index] = before;
        return false;
      });
  };

  const run = ({ min, max, greedy }: AST.Quantifier, element: OneCharacter, back: boolean): Matcher => {
    const accepts = acceptor(element, flags);
    const way = back ? -1 : 1;
    const fits = (at: number): boolean => {
      step();
      const character = text[back ? at - 1 : at];
      return character !== undefined && accepts(character);
    };
    if (!greedy)
      return (at, next) => {
        for (let count = 0; ; count += 1) {
          if (count >= min && next(at + count * way)) return true;
          if (count >= max || !fits(at + count * way)) return false;
        }
      };
    return (at, next) => {
      let count = 0;
      while (count < max && fits(at + count * way)) count += 1;
      for (; count >= min; count -= 1) {
        step();
        if (next(at + count * way)) return true;
      }
      return false;
    };
  };

  const repeat = ({ min, max, greedy, element }: AST.Quantifier, back: boolean): Matcher => {
    const inner = matcherOf(element, back);
    const from = (count: number, at: number, next: Next): boolean => {
      step();
      const more = (): boolean => count < max && inner(at, (to) => (to !== at || count < min) && from(count + 1, to, next));
      const enough = (): boolean => count >= min && next(at);
      return greedy ? more() || enough() : enough() || more();
    };
    return (at, next) => from(0, at, next);
  };

  const assertion = (element: AST.Assertion): Matcher => {
    switch (element.kind) {
      case 'start':
        return (at, next) => (at === 0 || (set.multiline && isLineEnd(text[at - 1]))) && next(at);
      case 'end':
        return (at, next) => (at === text.length || (set.multiline && isLineEnd(text[at]))) && next(at);
      case 'word':
        return (at, next) => (isWord(text[at - 1]) !== isWord(text[at])) !== element.negate && next(at);
      case 'lookahead':
      case 'lookbehind': {
        const inner = anyOf(element.alternatives, element.kind === 'lookbehind');
        return (at, next) => inner(at, () => true) !== element.negate && next(at);
      }
    }
  };

  const whole = anyOf(pattern.alternatives, false);

  /** All matches, one behind the other, as `matchAll`, `replaceAll` and `split` look for them. */
  const search = (): void => {
    for (let start = 0; start <= text.length; ) {
      step();
      let end = -1;
      const found = whole(start, (at) => {
        end = at;
        return true;
      });
      if (!found && set.sticky) return;
      start = found ? Math.max(end, start + 1) : start + 1;
    }
  };

  return (given, budget) => {
    text = given;
    steps = 0;
    left = budget;
    groups.length = 0;
    try {
      search();
    } catch (error) {
      if (error !== SPENT) throw error;
      return Infinity;
    }
    return steps;
  };
}

export type OneCharacter = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

export function isOneCharacter(node: AST.Node): node is OneCharacter {
  return node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass' || node.type === 'ExpressionCharacterClass';
}

/** Which characters a class or a character of a pattern stands for; V8 is asked once for each. */
export function acceptor({ raw }: OneCharacter, flags: string): (character: string) => boolean {
  const known = new Map<string, boolean>();
  const one = new RegExp(`^(?:${raw})$`, flags.replace(/[gymd]/g, ''));
  return (character) => {
    let answer = known.get(character);
    if (answer === undefined) known.set(character, (answer = one.test(character)));
    return answer;
  };
}

function indexOf(pattern: AST.Pattern, group: AST.CapturingGroup): number {
  return nodesIn(pattern).filter(({ type }) => type === 'CapturingGroup').indexOf(group) + 1;
}

/** A node of a pattern and all in it, each before what is in it. */
export function nodesIn(node: AST.Node): AST.Node[] {
  const below = 'alternatives' in node ? node.alternatives : node.type === 'Alternative' ? node.elements : node.type === 'Quantifier' ? [node.element] : [];
  return [node, ...below.flatMap(nodesIn)];
}

function isLineEnd(character: string | undefined): boolean {
  return character !== undefined && /[\n\r\u2028\u2029]/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
