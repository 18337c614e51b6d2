import { createHash } from 'node:crypto';
import type { Finding } from '../model/index.ts';

/** Puts findings in the order of the files and gives each its fingerprint. What a loop makes several times is said once. */
export function settle(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(byPlace).filter((finding, index, all) => index === 0 || !isSame(finding, all[index - 1]));
  const seen = new Map<string, number>();
  return sorted.map((finding) => {
    const identity = `${finding.rule}\n${finding.subject?.id ?? finding.at.path}`;
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    return { ...finding, fingerprint: createHash('sha256').update(`${identity}\n${nth}`).digest('hex').slice(0, 32) };
  });
}

export function byPlace(a: Finding, b: Finding): number {
  return compare(a.at.path, b.at.path) || a.at.start - b.at.start || compare(a.rule, b.rule);
}

function isSame(a: Finding, b: Finding | undefined): boolean {
  return b !== undefined && byPlace(a, b) === 0 && a.at.end === b.at.end && a.message === b.message;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
