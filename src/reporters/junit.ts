import type { Report } from '../lint.ts';
import type { Finding } from '../model/index.ts';
import { groupedBy } from './grouped.ts';
import type { Reporter } from './index.ts';
import { placeOf } from './places.ts';
import { visibleLine } from './visible.ts';
import { attribute, content } from './xml.ts';

/** One test: a check, a runbook or whatever else findings are about. */
interface Case {
  id: string;
  path: string;
  findings: Finding[];
  /** Why findings about it are suppressed. */
  accepted: string[];
}

/**
 * JUnit's XML as CI servers read it (https://github.com/testmoapp/junitxml): every check and runbook is a test, which passes
 * when nothing was found, or only notes; one whose findings are all suppressed is skipped, with the reasons. Servers show one failure of a test, so all findings of a check stand in one.
 */
export const junit: Reporter = function* (report) {
  const cases = casesOf(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attribute('name', 'vigilint')}${counts(cases)}>\n`;
  for (const [path, group] of groupedBy(cases, (one) => one.path)) {
    yield `  <testsuite${attribute('name', path)}${counts(group)}>\n${group.map((one) => testcase(one, report)).join('')}  </testsuite>\n`;
  }
  yield '</testsuites>\n';
};

function casesOf({ findings, suppressed, project }: Report): Case[] {
  const cases = new Map<string, Case>();
  const caseOf = (id: string, path: string): Case => {
    const known = cases.get(id) ?? { id, path, findings: [], accepted: [] };
    cases.set(id, known);
    return known;
  };
  for (const { id, span } of project.checks) caseOf(id, span.path);
  for (const page of project.runbooks) if (project.isRunbook(page)) caseOf(page.id, page.path);
  const about = ({ subject, at }: Finding): Case => caseOf(subject?.id ?? at.path, subject?.span.path ?? at.path);
  for (const finding of findings) about(finding).findings.push(finding);
  for (const finding of suppressed) about(finding).accepted.push(`${finding.rule}: ${finding.suppression.reason}`);
  return [...cases.values()];
}

function counts(cases: readonly Case[]): string {
  return `${attribute('tests', cases.length)}${attribute('failures', cases.filter(({ findings }) => findings.some(fails)).length)}${attribute('errors', 0)}${attribute('skipped', cases.filter(isSkipped).length)}`;
}

function isSkipped({ findings, accepted }: Case): boolean {
  return findings.length === 0 && accepted.length > 0;
}

function fails({ severity }: Finding): boolean {
  return severity !== 'note';
}

function testcase(one: Case, report: Report): string {
  const { id, path, findings, accepted } = one;
  const head = `    <testcase${attribute('name', visibleLine(id))}${attribute('classname', path)}`;
  const failures = findings.filter(fails);
  const notes = findings.filter((finding) => !fails(finding));
  const parts = [
    ...(isSkipped(one) ? [`      <skipped${attribute('message', accepted.map(visibleLine).join('; '))}/>\n`] : []),
    ...(failures[0] ? [`      <failure${attribute('type', failures[0].rule)}${attribute('message', failures.map(({ message }) => visibleLine(message)).join('; '))}>${textOf(failures, report)}</failure>\n`] : []),
    ...(notes.length > 0 ? [`      <system-out>${textOf(notes, report)}</system-out>\n`] : []),
  ];
  return parts.length === 0 ? `${head}/>\n` : `${head}>\n${parts.join('')}    </testcase>\n`;
}

function textOf(findings: readonly Finding[], { documents }: Report): string {
  const blocks = findings.map(({ at, severity, rule, message, why, help }) => {
    const { path, line, column } = placeOf(at, documents);
    const rest = `why: ${why}\nhelp: ${help}`.split('\n').map(visibleLine).join('\n');
    return `${visibleLine(path)}:${line}:${column}: ${severity}[${rule}] ${visibleLine(message)}\n${rest}\n`;
  });
  return content(`\n${blocks.join('\n')}`);
}
