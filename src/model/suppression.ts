import type { Finding } from './finding.ts';
import type { Span } from './span.ts';

/** What somebody has written to suppress findings: a comment beside a check, or an entry of `ignore` in the configuration. */
export interface Directive {
  at: Span;
  rules: { id: string; at: Span }[];
  /** The last day on which it holds, `2026-12-31`. */
  until?: { day: string; at: Span };
  reason: string;
  /** Ids of checks, with `*` for any characters; absent in a comment, which counts where it stands. */
  checks?: string[];
}

/** A finding that is known and accepted, and why. */
export interface SuppressedFinding extends Finding {
  suppression: Suppression;
}

export interface Suppression {
  by: 'comment' | 'configuration';
  reason: string;
  until?: string;
  at: Span;
}

/** So many findings of one rule about one check were there when the baseline was written, and are not reported. */
export interface BaselineEntry {
  /** The id of the check; a path for a finding about a file. */
  check: string;
  rule: string;
  /** The file in which the check was then; a check that moves keeps its entry. */
  path: string;
  count: number;
}
