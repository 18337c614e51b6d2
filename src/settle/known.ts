import { existsSync } from 'node:fs';
import path from 'node:path';
import { today } from '../clock.ts';
import type { Document } from '../document.ts';
import { subjectsOf, type Policy } from '../judge.ts';
import type { BaselineEntry, Finding, SuppressedFinding } from '../model/index.ts';
import type { Project, Rule } from '../rule.ts';
import { byPlace, settle } from './index.ts';
import type { Changes } from './changes.ts';
import type { Circumstances } from './suppress.ts';

export interface Wanted {
  /** Documents with comments that suppress; absent where neither they nor the configuration suppress anything. */
  hides: readonly Document[] | undefined;
  /** Questions that the preset does not ask. */
  unasked: readonly Finding[];
  baseline?: readonly BaselineEntry[];
  changes?: Changes;
  /** `2026-12-31`; the day it is where absent. */
  today?: string;
  /** Whole folders were read, so what does not occur is over. */
  whole?: boolean;
  cwd?: string;
  project: Project;
  rules: readonly Rule[];
  policy: Policy;
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
export async function setAside(findings: Finding[], wanted: Wanted): Promise<Known> {
  const { hides, baseline, changes, unasked, documents } = wanted;
  const known: Known = { findings, suppressed: [], baselined: [], stale: [], unchanged: 0 };
  if (hides) {
    const { left, suppressed, remarks } = (await import('./suppress.ts')).suppress(findings, await circumstances(hides, wanted));
    known.findings = [...left, ...settle(remarks)].sort(byPlace);
    known.suppressed = suppressed;
  }
  if (baseline) Object.assign(known, (await import('./baseline.ts')).withoutBaseline(known.findings, unasked, baseline, createIsJudged(wanted)));
  if (changes) {
    const changed = known.findings.filter((await import('./changes.ts')).createIsChanged(changes, documents));
    known.unchanged = known.findings.length - changed.length;
    known.findings = changed;
  }
  return known;
}

async function circumstances(marked: readonly Document[], { project, unasked, rules, policy, today: day = today(), whole = false }: Wanted): Promise<Circumstances> {
  const { readComments } = await import('./comments.ts');
  return {
    comments: await readComments(marked, subjectsOf(project)),
    entries: project.settings.ignore,
    unasked,
    rules,
    policy,
    today: day,
    whole,
    files: project.scanned.files,
    isPartial: project.settings.isPartial ?? false,
    unread: new Set(project.skips.map((skip) => skip.path)),
  };
}

/** Tells whether an entry of the baseline could have occurred: the file was read, or is gone, and the rule applies there. */
function createIsJudged({ documents, rules, policy, whole = false, cwd = process.cwd() }: Wanted): (entry: BaselineEntry) => boolean {
  return ({ rule: id, path: file }) => {
    if (!whole || (!documents.has(file) && existsSync(path.resolve(cwd, file)))) return false;
    const rule = rules.find((one) => one.id === id);
    return rule === undefined || policy(rule, file).severity !== 'off';
  };
}
