import type { BaselineEntry, Finding } from '../model/index.ts';

/** What a baseline holds of findings, and what of the baseline is over. */
export interface Baselined {
  findings: Finding[];
  baselined: Finding[];
  /** Entries, with the counts by which they are too high. */
  stale: BaselineEntry[];
}

/**
 * Takes out the findings that a baseline knows: as many of each rule and check as it counts, in the order of the file. `isJudged` tells
 * whether an entry could have occurred in this run at all; `unasked` are findings that the preset does not ask for.
 */
export function withoutBaseline(findings: readonly Finding[], unasked: readonly Finding[], baseline: readonly BaselineEntry[], isJudged: (entry: BaselineEntry) => boolean): Baselined {
  const left = new Map(baseline.map((entry) => [keyOf(entry), entry.count]));
  const take = (finding: Finding): boolean => {
    const key = keyOf(entryOf(finding));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0;
  };
  const result: Baselined = { findings: [], baselined: [], stale: [] };
  for (const finding of findings) result[take(finding) ? 'baselined' : 'findings'].push(finding);
  unasked.forEach(take);
  result.stale = baseline.flatMap((entry) => {
    const count = left.get(keyOf(entry)) ?? 0;
    return count > 0 && isJudged(entry) ? [{ ...entry, count }] : [];
  });
  return result;
}

/** Findings as entries, sorted by check and rule. What is wrong with a suppression is no fault of a check, and stays out. */
export function baselineOf(findings: readonly Finding[]): BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (finding.family === 'suppression') continue;
    const entry = entryOf(finding);
    const known = entries.get(keyOf(entry));
    if (known) known.count += 1;
    else entries.set(keyOf(entry), entry);
  }
  return sorted([...entries.values()]);
}

/** A baseline without what is over. */
export function pruned(baseline: readonly BaselineEntry[], stale: readonly BaselineEntry[]): BaselineEntry[] {
  const over = new Map(stale.map((entry) => [keyOf(entry), entry.count]));
  return sorted(baseline.map((entry) => ({ ...entry, count: entry.count - (over.get(keyOf(entry)) ?? 0) })).filter(({ count }) => count > 0));
}

/** Two baselines as one; counts of the same rule and check add up. */
export function joined(one: readonly BaselineEntry[], other: readonly BaselineEntry[]): BaselineEntry[] {
  const entries = new Map(one.map((entry) => [keyOf(entry), entry]));
  for (const entry of other) entries.set(keyOf(entry), { ...entry, count: entry.count + (entries.get(keyOf(entry))?.count ?? 0) });
  return sorted([...entries.values()]);
}

/** A finding without a check is known by its file. */
function entryOf({ rule, subject, at }: Finding): BaselineEntry {
  return { check: subject?.id ?? at.path, rule, path: subject?.span.path ?? at.path, count: 1 };
}

function keyOf({ rule, check }: BaselineEntry): string {
  return `${check}\n${rule}`;
}

function sorted(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return [...entries].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
