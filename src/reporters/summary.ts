import type { Report } from '../lint.ts';
import type { Family } from '../model/index.ts';
import { countsOf, plural, type Counts } from './counts.ts';
import type { Style } from './index.ts';

/** What a finding of each family says of the check that it is about, for one and for many. */
export const SAYS: Record<Family, [string, string]> = {
  syntax: ['cannot be read', 'cannot be read'],
  suppression: ['is suppressed wrongly', 'are suppressed wrongly'],
  inspect: ['sees too little', 'see too little'],
  act: ['does not say what to do', 'do not say what to do'],
  serve: ['is for nobody named', 'are for nobody named'],
  trust: ['cannot be relied on', 'cannot be relied on'],
};

/** The last lines: where to read more, and what was read, so that silence is not taken for success. */
export function* summary(report: Report, { colors, verbose }: Style): Generator<string> {
  const counts = countsOf(report);
  const first = report.findings.find(({ family }) => family !== 'syntax');
  if (counts.findings > 0) {
    const more = first ? `; \`vigilint explain ${first.rule}\` says more` : '';
    yield `${bySeverity(counts)}${fixable(report)}${more}\n`;
  }
  yield `${colors.bold(score(report, counts))}${asidesOf(counts, verbose ? '' : ' (-v lists them)')}\n`;
}

/** What was set aside and what was not read, behind the score: `; 3 suppressed; 6 files skipped`. */
export function asidesOf({ suppressed, baselined, unchanged, skipped }: Counts, hint = ''): string {
  const asides = [
    suppressed > 0 && `${suppressed} suppressed`,
    baselined > 0 && `${baselined} in the baseline`,
    unchanged > 0 && `${unchanged} in what has not changed`,
    skipped > 0 && `${plural(skipped, 'file')} skipped${hint}`,
  ];
  return asides.map((aside) => (aside === false ? '' : `; ${aside}`)).join('');
}

/** What was read and what came of it, as one line: `41 files, 380 checks, 22 runbooks: 31 see too little`. */
export function score(report: Report, counts = countsOf(report)): string {
  return `${read(counts)}: ${verdict(report, counts)}`;
}

function bySeverity({ errors, warnings, notes }: Counts): string {
  const parts = [errors > 0 && plural(errors, 'error'), warnings > 0 && plural(warnings, 'warning'), notes > 0 && plural(notes, 'note')];
  return parts.filter((part) => part !== false).join(', ');
}

function fixable({ findings }: Report): string {
  const safe = findings.filter(({ fix }) => fix?.safe === true).length;
  return safe === 0 ? '' : `; \`--fix\` mends ${safe}`;
}

function read({ files, checks, runbooks }: Counts): string {
  return `${plural(files, 'file')}, ${plural(checks, 'check')}, ${plural(runbooks, 'runbook')}`;
}

/** What findings of a family are about, by id. */
export function subjectsOf({ findings }: Report, family: string): Set<string> {
  return new Set(findings.filter((finding) => finding.family === family).map(({ subject, at }) => subject?.id ?? at.path));
}

function verdict(report: Report, { checks, runbooks }: Counts): string {
  const parts = Object.entries(SAYS).flatMap(([family, [one, many]]) => {
    const subjects = subjectsOf(report, family);
    return subjects.size === 0 ? [] : [`${subjects.size} ${subjects.size === 1 ? one : many}`];
  });
  if (parts.length > 0) return parts.join(', ');
  const { project } = report;
  return checks + runbooks + project.recordings.length + project.routes.length + project.receivers.length === 0 ? 'nothing was judged' : 'no findings';
}
