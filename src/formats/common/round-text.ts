import { words } from '../../knowledge/words.ts';

/** A part of a text and where in it that part stands. */
export interface Part {
  text: string;
  start: number;
  end: number;
}

export type RoundPart = 'look' | 'expect' | 'otherwise' | 'record';

/**
 * Takes apart the one line in which a checklist says what a round in YAML says in four: "Alarm lamp of unit 2 should be green;
 * if not, call 4711 (write down the colour)". What it cannot tell apart stays in `look`.
 */
export function splitStep(text: string): Partial<Record<RoundPart, Part>> & { look: Part } {
  const found: Partial<Record<RoundPart, Part>> = {};
  let rest = text.length;
  for (const [part, mark] of TAILS) {
    const match = mark.exec(text.slice(0, rest));
    if (!match || match.index === 0) continue;
    const [whole, lead = ''] = match;
    found[part] = trimmed(text, match.index + whole.indexOf(lead), rest);
    rest = match.index;
  }
  const expect = expectIn(text.slice(0, rest));
  if (expect !== undefined && !found.expect) {
    found.expect = trimmed(text, expect.start, rest);
    if (expect.cuts) rest = expect.start;
  }
  return { ...found, look: trimmed(text, 0, rest) };
}

/** Marks of the parts that come last; group 1 belongs to the part. */
const TAILS: [RoundPart, RegExp][] = [
  ['record', /[\s.;,(–—-]((?:record|write down|note down|log|enter)\b[^]*)$/i],
  ['record', /[(]((?:initials?|sign(?:ed|ature)?|tick)\b[^()]*)(?:\)\s*)?$/i],
  ['otherwise', /[\s.;,(–—-]((?:otherwise|if not\b|else\b|if (?:it|they|the|any|red|above|below|on|off|lit)\b)[^]*)$/i],
];

const SAYS_EXPECTED = /\b(?:expect(?:ed)?:?|should|must|normal(?:ly)?:|ok:|good:|→|->|=>)\s/i;
const COMPARES = /(?:\b(?:between|below|above|under|over|at least|at most|less than|more than|within|from|exactly)\s+|[<>≤≥=]\s*)[-+±]?\d/i;

/** Where a reading to compare with begins; `cuts` when the words before it can stand alone. */
function expectIn(text: string): { start: number; cuts: boolean } | undefined {
  const said = SAYS_EXPECTED.exec(text);
  if (said && said.index > 0) return { start: said.index, cuts: true };
  const compared = COMPARES.exec(text);
  if (compared) return { start: compared.index, cuts: false };
  return stateIn(text);
}

const PREDICATE = /(?:\b(?:is|are)|[:=])\s+(?:(?:all|still|both|steady|fully|not)\s+)?([\p{L}-]+)/giu;

/** "… is green", "door: locked". */
function stateIn(text: string): { start: number; cuts: boolean } | undefined {
  for (const match of text.matchAll(PREDICATE)) {
    if (words.rounds.states.has((match[1] ?? '').toLowerCase())) return { start: match.index, cuts: false };
  }
  return undefined;
}

const AT_START = /^[\s.;,:()–—=>→-]+/;
const AT_END = /[\s.;,:(–—-]/;

function trimmed(text: string, start: number, end: number): Part {
  const from = start + (AT_START.exec(text.slice(start, end))?.[0].length ?? 0);
  let to = end;
  while (to > from && AT_END.test(text[to - 1] ?? '')) to -= 1;
  if (text[to - 1] === ')' && !text.slice(from, to).includes('(')) to -= 1;
  return { text: text.slice(from, Math.max(from, to)).replace(/\s+/g, ' '), start: from, end: Math.max(from, to) };
}
