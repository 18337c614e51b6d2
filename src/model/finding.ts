import type { Fix } from './fix.ts';
import type { Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'note';

/**
 * How sure a finding is. `proven`: it follows from the file. `likely`: a judgement on words or conventions.
 * `ask`: worth a question to the owner; shown by preset `strict` only.
 */
export type Confidence = 'proven' | 'likely' | 'ask';

export type Family = 'inspect' | 'act' | 'serve' | 'trust' | 'syntax' | 'suppression';

/** A finding with its places as spans; reporters turn these into lines. */
export interface Finding {
  rule: string;
  family: Family;
  severity: Severity;
  confidence: Confidence;
  message: string;
  why: string;
  help: string;
  at: Span;
  subject: { id: string; kind: string; name: string; span: Span } | null;
  related: Related[];
  fix?: Fix;
  /** The same for the same fault of the same check wherever its lines move. */
  fingerprint: string;
}

export interface Related {
  at: Span;
  message: string;
}
