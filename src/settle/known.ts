import type { Document } from '../document.ts';
import type { BaselineEntry, Finding, SuppressedFinding } from '../model/index.ts';
import { byPlace, settle } from './index.ts';
import type { Changes } from './changes.ts';
import type { Circumstances } from './suppress.ts';

export interface Wanted {
  /** Absent where nothing is suppressed. */
  suppressions?: Circumstances;
  unasked: readonly Finding[];
  baseline?: readonly BaselineEntry[] | undefined;
  isJudged: (entry: BaselineEntry) => boolean;
  changes?: Changes | undefined;
  documents: ReadonlyMap<string, Document>;
}

export interface Known {
  /** What is left to report. */
  findings: Finding[];
  suppressed: SuppressedFinding[];
  baselined: Finding[];
  /** Entries of the baseline that do not occur any more. */
  stale: BaselineEntry[];
  /** How many findings are about checks that have not changed. */
  unchanged: number;
}

/** Sets aside what is known already: suppressed, in the baseline, or there before the change. Each step is loaded when it is wanted. */
export async function setAside(findings: Finding[], { suppressions, unasked, baseline, isJudged, changes, documents }: Wanted): Promise<Known> {
  const known: Known = { findings, suppressed: [], baselined: [], stale: [], unchanged: 0 };
  if (suppressions) {
    const { left, suppressed, remarks } = (await import('./suppress.ts')).suppress(findings, suppressions);
    known.findings = [...left, ...settle(remarks)].sort(byPlace);
    known.suppressed = suppressed;
  }
  if (baseline) Object.assign(known, (await import('./baseline.ts')).withoutBaseline(known.findings, unasked, baseline, isJudged));
  if (changes) {
    const changed = known.findings.filter((await import('./changes.ts')).createIsChanged(changes, documents));
    known.unchanged = known.findings.length - changed.length;
    known.findings = changed;
  }
  return known;
}
