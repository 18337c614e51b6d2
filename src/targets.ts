import { FAULTS, type Check, type Fault, type Notice, type Notices } from './model/index.ts';
import type { Project } from './project.ts';
import { anyRed } from './reason/verdicts.ts';

/** A target with the checks that look at it, and what these see together. */
export interface Drilled {
  name: string;
  checks: { check: Check; notices: Notices }[];
  together: Notices;
}

/** Checks that are siblings, however many steps apart, have one target; one that watches every target stands for itself. */
export function targetsOf(project: Project): Drilled[] {
  const placed = new Set<Check>();
  // Many checks share one list of siblings; each list is walked once.
  const walked = new Set<readonly Check[]>();
  return project.checks.flatMap((first) => {
    if (placed.has(first)) return [];
    placed.add(first);
    const group = [first];
    for (const check of group) {
      const siblings = project.siblings(check);
      if (walked.has(siblings) || project.watchesAll(check)) continue;
      walked.add(siblings);
      for (const other of siblings) {
        if (placed.has(other) || project.watchesAll(other)) continue;
        placed.add(other);
        group.push(other);
      }
    }
    const checks = group.map((check) => ({ check, notices: project.drill(check) }));
    return [{ name: nameOf(group), checks, together: together(checks) }];
  });
}

function nameOf(checks: readonly Check[]): string {
  return [...new Set(checks.map(({ target }) => target.name))].join(' · ');
}

/** One check that goes red is enough; the reason says which. */
function together(checks: Drilled['checks']): Notices {
  const of = (fault: Fault): Notice => anyRed(checks.map(({ check, notices }) => seenBy(check, notices[fault])));
  return Object.fromEntries(FAULTS.map((fault) => [fault, of(fault)])) as Notices;
}

function seenBy({ name }: Check, { verdict, because }: Notice): Notice {
  return verdict === 'red' ? { verdict, because: `\`${name}\` goes red` } : { verdict, because };
}
