/** The six ways in which the drill breaks a target, in the order in which they are shown. */
export const FAULTS = ['gone', 'stuck', 'failing', 'degraded', 'wrong', 'silent'] as const;

/**
 * - `gone`: nothing there: process dead, host down, connection refused, name does not resolve
 * - `stuck`: it accepts, and never answers
 * - `failing`: it answers with an error: HTTP 5xx, a non-zero exit, errors counted
 * - `degraded`: it works, and says that it is unwell: a status field, a fault lamp, a failed redundant part
 * - `wrong`: it answers well, with the wrong thing: a login page, an empty backup, stale data
 * - `silent`: the check's own data stops coming: no scrape, no sample, the checker itself is dead
 */
export type Fault = (typeof FAULTS)[number];

/** What a check says when its target has a fault: `green` means that it misses it. */
export type Verdict = 'red' | 'green' | 'unknown';

/** A verdict and its reason: a clause that can follow "because", with no capital and no full stop. */
export interface Notice {
  verdict: Verdict;
  because: string;
  /** The look never ends by itself: the check's own timeout ends it, and nothing written behind it can hide that. */
  hangs?: true;
}

export type Notices = Record<Fault, Notice>;
