import type { Document } from '../document.ts';
import { FAULTS, type Fault, type Verdict } from '../model/index.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { placeOf } from '../reporters/places.ts';
import { choice, type ModelFlags } from './flags.ts';
import { drillText } from './drill-text.ts';
import { targetsOf, type Drilled } from '../targets.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** Prints, per target, what each check would say if the target had each fault. Returns the exit status. */
export async function drillCommand(paths: readonly string[], flags: ModelFlags, terminal: Terminal): Promise<number> {
  const format = choice('format', flags.format, ['text', 'json']);
  const { report } = await read(paths, flags, terminal, { rules: [] });
  const targets = targetsOf(report.project);
  if (format === 'json') terminal.out(`${safeJson({ version: 1, targets: targets.map((target) => jsonOf(target, report.documents)) })}\n`);
  else for (const piece of drillText(targets, report.documents, { ...terminal, why: flags.why === true || report.project.checks.length === 1 })) terminal.out(piece);
  return tellFaults(report, terminal) ? 2 : 0;
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
