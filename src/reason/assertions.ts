import type { Assertion, Check, Flaw, Observation } from '../model/index.ts';

/** What a synthetic check asks of the answer; undefined for checks that have no such thing, or are not read in full. */
export function assertionsOf(observation: Observation): readonly Assertion[] | undefined {
  if (observation.via === 'script') return observation.open ? undefined : observation.asserts;
  return observation.via === 'http' ? observation.asserts : undefined;
}

/** Assertions of a check that cannot make it red for the reason given. */
export function flawed(check: Check, is: Flaw['is']): (Assertion & { flaw: Flaw })[] {
  const asserts = check.observes.via === 'script' || check.observes.via === 'http' ? (check.observes.asserts ?? []) : [];
  return asserts.filter((assertion): assertion is Assertion & { flaw: Flaw } => assertion.flaw?.is === is);
}

/** Something that somebody wrote as an assertion, and that can fail. */
export function hasSoundAssertion(asserts: readonly Assertion[]): boolean {
  return asserts.some(({ implicit, flaw }) => !implicit && !flaw);
}

/** It is told by a rule about assertions what the check does not see: those are more exact than "presence only". */
export function assertsNothing(check: Check): boolean {
  const asserts = assertionsOf(check.observes);
  return asserts !== undefined && !hasSoundAssertion(asserts);
}
