import type { Observation, Span } from '../../../model/index.ts';

/**
 * What the end of a script says, as an observation of everything that leads there. The two words are the plain ends:
 * status 0 and any other status with nothing written that makes it so.
 */
export type Outcome = Observation | 'green' | 'red';

/** `look` decides between two ways to go on: `whenGreen` after status 0, `whenRed` after another. */
export function choose(look: Observation, whenGreen: Outcome, whenRed: Outcome): Outcome {
  if (look.via === 'constant') {
    const next = look.says === 'green' ? whenGreen : whenRed;
    return next === look.says ? look : next;
  }
  if (whenGreen === whenRed) return typeof whenGreen === 'string' ? whenGreen : { via: 'last', of: [look, whenGreen], at: around(look, whenGreen) };
  const ends = `${fixed(whenGreen) ?? '?'} ${fixed(whenRed) ?? '?'}`;
  switch (ends) {
    case 'green red':
      return look;
    case 'red green':
      return inverted(look);
    case 'green green':
      return combine('all-red', look, whenRed, whenGreen);
    case 'red red':
      return combine('any-red', look, whenRed, whenGreen);
    case '? red':
      return combine('any-red', look, whenGreen);
    case '? green':
      return combine('all-red', inverted(look), whenGreen);
    case 'green ?':
      return combine('all-red', look, whenRed);
    case 'red ?':
      return combine('any-red', inverted(look), whenRed);
    default:
      return combine('any-red', combineAll('all-red', look, whenRed), combineAll('all-red', inverted(look), whenGreen));
  }
}

/** The verdict of an outcome that is the same whatever happens. */
function fixed(outcome: Outcome): 'green' | 'red' | undefined {
  if (typeof outcome === 'string') return outcome;
  return outcome.via === 'constant' ? outcome.says : undefined;
}

function inverted(look: Observation): Observation {
  return look.via === 'inverted' ? look.of : { via: 'inverted', of: look, at: look.at };
}

/** Joins a look with the first of the ends that is written down; without one the look stands for nothing. */
function combine(via: 'any-red' | 'all-red', look: Observation, ...ends: Outcome[]): Outcome {
  const end = ends.find((outcome) => typeof outcome !== 'string');
  return end === undefined ? (ends[0] ?? look) : combineAll(via, look, end);
}

function combineAll(via: 'any-red' | 'all-red', ...outcomes: Outcome[]): Observation {
  const of = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : outcome.via === via ? outcome.of : [outcome]));
  const [first, second] = of;
  if (first && !second) return first;
  return { via, of, at: of.map(({ at }) => at).reduce(union) };
}

function around(a: Observation, b: Observation): Span {
  return union(a.at, b.at);
}

function union(a: Span, b: Span): Span {
  return { path: a.path, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
