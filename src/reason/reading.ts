import type { Words } from '../knowledge/words.ts';
import { tokensOf } from './tokens.ts';

/** The step asks to see that something is there, up or running, and for nothing else: "check that the unit is running". */
export function asksPresence(text: string, words: Words): boolean {
  const lower = lowerOf(text);
  const asks = words.presence.asks.lengthAt(lower, 0) > 0 || /^(?:is|are)$/.test(lower[0] ?? '');
  const states = lower.some((_, index) => {
    const length = words.presence.states.lengthAt(lower, index);
    return length > 0 && isLast(lower, index + length) && (asks || /^(?:is|are|exists?)$/.test(lower[index - 1] ?? '') || lower[index] === 'exists');
  });
  return states && words.branches.find(lower) === undefined;
}

/** Nothing follows but where: "is running in room 2". */
function isLast(lower: readonly string[], index: number): boolean {
  const next = lower[index];
  return next === undefined || /^(?:in|on|at|inside|there|and|properly|correctly|normally|again|now)$/.test(next);
}

/** A reading that can be compared: a number, a colour, an output in code marks, "should show". */
export function hasReading(text: string, words: Words): boolean {
  const tokens = tokensOf(text);
  if (tokens.some(({ is }) => is === 'code')) return true;
  const lower = tokens.map((token) => token.lower);
  if (words.readings.find(lower)) return true;
  return /\d\s*(?:%|°|[a-z]{1,4}\b)|[<>≤≥=]\s*\d/i.test(text);
}

/** What is written down says only that somebody was there: a tick, initials, a signature, the time. */
export function isAttestation(record: string, words: Words): boolean {
  const lower = lowerOf(record);
  // Where the entry ends that reaches farthest so far: a word within it belongs to it.
  let reached = 0;
  return (
    lower.length > 0 &&
    lower.every((word, index) => {
      reached = Math.max(reached, index + words.attestation.lengthAt(lower, index));
      return reached > index || words.attestation.has(word) || /^(?:and|or|of|the|a|your|my|guard|by|in|book|log|sheet|box|with)$/.test(word);
    })
  );
}

/** The step is itself the signature: "sign the book". */
export function isSignature(text: string, words: Words): boolean {
  const lower = lowerOf(text);
  const found = words.signSteps.find(lower);
  return (found !== undefined && found.index <= 1) || isAttestation(text, words);
}

function lowerOf(text: string): string[] {
  return tokensOf(text)
    .filter(({ is }) => is === 'word' || is === 'code')
    .map(({ lower }) => lower);
}
