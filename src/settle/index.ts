import { createHash } from 'node:crypto';
import type { Finding } from '../model/index.ts';

/** Puts findings in the order of the files and gives each its fingerprint. */
export function settle(findings: readonly Finding[]): Finding[] {
  const sorted = saidOnce([...findings].sort(byPlace));
  const seen = new Map<string, number>();
  return sorted.map((finding) => {
    const identity = `${finding.rule}\n${finding.subject?.id ?? finding.at.path}`;
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    return { ...finding, fingerprint: createHash('sha256').update(`${identity}\n${nth}`).digest('hex').slice(0, 32) };
  });
}

/** What a loop makes several times, or one text gives to several checks, as to both alerts of one objective, is wrong once: the first one's stays. */
function saidOnce(sorted: readonly Finding[]): Finding[] {
  const said = new Set<string>();
  let place = '';
  return sorted.filter(({ rule, message, at }) => {
    const here = `${at.start} ${at.path}`;
    if (here !== place) said.clear();
    place = here;
    const known = said.size;
    return said.add(`${rule} ${at.end} ${message}`).size > known;
  });
}

export function byPlace(a: Finding, b: Finding): number {
  return compare(a.at.path, b.at.path) || a.at.start - b.at.start || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
