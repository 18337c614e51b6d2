import type { Finding, Severity } from '../model/index.ts';

export const RANK: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/** Worst first; findings of one severity stay in their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[b.severity] - RANK[a.severity]);
}
