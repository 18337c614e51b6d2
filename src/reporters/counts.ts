import type { Report } from '../lint.ts';
import type { Severity } from '../model/index.ts';

export interface Counts {
  files: number;
  checks: number;
  runbooks: number;
  findings: number;
  errors: number;
  warnings: number;
  notes: number;
  suppressed: number;
  baselined: number;
  unchanged: number;
  skipped: number;
}

/** What was read and what was found, in numbers. */
export function countsOf({ findings, suppressed, baselined, unchanged, project }: Report): Counts {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: project.scanned.files,
    checks: project.checks.length,
    runbooks: project.runbooks.filter((page) => project.isRunbook(page)).length,
    findings: findings.length,
    errors: of('error'),
    warnings: of('warning'),
    notes: of('note'),
    suppressed: suppressed.length,
    baselined: baselined.length,
    unchanged,
    skipped: project.skips.length,
  };
}

/** `1 file`, `2 files`; words whose plural is not an s bring it along. */
export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}
