import type { Document } from '../document.ts';
import { FAULTS, type Check, type Fault, type Notice, type Notices, type Verdict } from '../model/index.ts';
import type { Project } from '../project.ts';
import { anyRed } from '../reason/verdicts.ts';
import { safeJson } from '../reporters/json.ts';
import { placeOf } from '../reporters/places.ts';
import { choice, type ModelFlags } from './flags.ts';
import { drillText } from './drill-text.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** A target with the checks that look at it, and what these see together. */
export interface Drilled {
  name: string;
  checks: { check: Check; notices: Notices }[];
  together: Notices;
}

/** Prints, per target, what each check would say if the target had each fault. Returns the exit status. */
export async function drillCommand(paths: readonly string[], flags: ModelFlags, terminal: Terminal): Promise<number> {
  const format = choice('format', flags.format, ['text', 'json']);
  const { report } = await read(paths, flags, terminal, { rules: [] });
  const targets = targetsOf(report.project);
  if (format === 'json') terminal.out(`${safeJson({ version: 1, targets: targets.map((target) => jsonOf(target, report.documents)) })}\n`);
  else for (const piece of drillText(targets, report.documents, { ...terminal, why: flags.why === true || report.project.checks.length === 1 })) terminal.out(piece);
  return tellFaults(report, terminal) ? 2 : 0;
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

function jsonOf({ name, checks, together: all }: Drilled, documents: ReadonlyMap<string, Document>): object {
  return {
    name,
    checks: checks.map(({ check, notices }) => {
      const { path, line, endLine } = placeOf(check.span, documents);
      return { id: check.id, kind: check.kind, name: check.name, path, line, endLine, notices };
    }),
    together: Object.fromEntries(FAULTS.map((fault): [Fault, Verdict] => [fault, all[fault].verdict])),
  };
}
