import type { Check, Evidence, PersonObservation, Span, Text } from '../../model/index.ts';

/** What a round says of itself, wherever it is written. */
export interface RoundHead {
  /** The file name's stem where the round has no name. */
  name: string;
  path: string;
  target?: string;
  /** The lights that the target shows. */
  shows: string[];
  /** Seconds. */
  every?: number;
  /** Who walks it. */
  by?: Evidence;
  owner?: Evidence;
  customer?: Evidence;
}

/** One thing to look at; a part that is not written is absent. */
export interface RoundItem {
  look: Evidence;
  expect?: Evidence;
  otherwise?: Evidence;
  record?: Evidence;
  span: Span;
}

/** The check that an item of a round is: `round:<name>#<number>`, counted from 1. */
export function roundCheck(format: string, head: RoundHead, item: RoundItem, number: number): Check {
  const { look, expect, otherwise, record, span } = item;
  const observes: PersonObservation = { via: 'person', at: look.at, look: look.text };
  if (expect) observes.expect = expect.text;
  if (otherwise) observes.otherwise = otherwise.text;
  if (record) observes.record = record.text;
  const texts: Text[] = otherwise ? [{ role: 'action', key: 'otherwise', value: otherwise.text, at: otherwise.at }] : [];
  return {
    kind: 'round',
    id: `round:${head.name}#${number}`,
    name: `${head.name} #${number}`,
    format,
    span,
    at: look.at,
    target: {
      name: head.target ?? head.name,
      keys: head.target === undefined ? [] : [`target:${head.target.toLowerCase()}`],
      ...(head.shows.length > 0 ? { shows: head.shows } : {}),
    },
    observes,
    silence: { is: 'unknown', because: 'nothing here says who notices when nobody comes' },
    timing: head.every === undefined ? {} : { every: head.every },
    state: { is: 'enabled' },
    response: { texts, runbooks: [], links: [] },
    audience: {
      recipients: head.by ? [head.by] : 'unknown',
      ...(head.owner ? { owner: head.owner } : {}),
      ...(head.customer ? { customer: head.customer } : {}),
    },
  };
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const SHORT = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhdw])$/;
const WORDS: [RegExp, number][] = [
  [/\b(?:hourly|every hour|each hour|on the hour)\b/, 3600],
  [/\b(?:daily|nightly|every (?:day|night|morning|evening)|each (?:day|night|morning|evening))\b/, 86_400],
  [/\b(?:weekly|every week|each week)\b/, 604_800],
  [/\b(?:monthly|every month|each month)\b/, 2_592_000],
  [/\b(?:every|each|per) shift\b/, 28_800],
];
const EVERY_N = /\bevery (\d{1,4})\s*(s|m|h|d|w)[a-z]*\b/;

/** Seconds between two rounds, from `1h`, `every 30 minutes`, `daily`…; undefined for anything else. */
export function intervalIn(text: string): number | undefined {
  const lower = text.trim().toLowerCase();
  const [, amount, unit = ''] = SHORT.exec(lower) ?? EVERY_N.exec(lower) ?? [];
  if (amount !== undefined) return Number(amount) * (UNITS[unit] ?? 0);
  return WORDS.find(([pattern]) => pattern.test(lower))?.[1];
}
