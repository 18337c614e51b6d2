import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { Report } from '../lint.ts';
import { FAULTS, type Check, type Finding } from '../model/index.ts';
import { OWN_FINDINGS } from '../own-findings.ts';
import { visibleLine } from '../reporters/visible.ts';
import { checkAt, findingsAt, isHeart, type Point } from './places.ts';
import { pageOf } from './protocol.ts';

/** What is found at a place, explained, and what the check there would say in the drill. Null where there is nothing to say. */
export function hoverAt(report: Report, point: Point): Hover | null {
  const findings = findingsAt(report, point);
  const check = checkAt(report.project, point);
  const isShown = check !== undefined && (isHeart(check, point) || findings.some(({ subject }) => subject?.id === check.id));
  const parts = [...findings.map((finding) => explained(finding, report)), ...(isShown ? [drilled(check, report)] : [])];
  return parts.length === 0 ? null : { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') } };
}

function explained({ rule, severity, confidence, message, why, help }: Finding, { rules }: Report): string {
  const page = pageOf(rule);
  const exceptions = (rules.find(({ id }) => id === rule) ?? Object.values(OWN_FINDINGS).find(({ id }) => id === rule))?.exceptions ?? '';
  return [
    `**${severity}** ${page === undefined ? `\`${rule}\`` : `[\`${rule}\`](${page})`} (${confidence})`,
    markdown(message),
    `**Why it matters:** ${markdown(why)}`,
    `**What to do:** ${markdown(help)}`,
    ...(exceptions === '' ? [] : [`**When not to worry:** ${markdown(exceptions)}`]),
  ].join('\n\n');
}

function drilled(check: Check, { project }: Report): string {
  const notices = project.drill(check);
  const rows = FAULTS.map((fault) => `| ${fault} | ${notices[fault].verdict} | ${markdown(notices[fault].because).replaceAll('|', '\\|')} |`);
  return [`What ${markdown(`\`${check.name}\``)} would say if its target broke:`, ['| fault | verdict | because |', '| --- | --- | --- |', ...rows].join('\n')].join('\n\n');
}

/** Characters that make something out of words. Entities would be sure as well, but editors in terminals show them as they are written. */
const ACTIVE = /[\\*_[\]<>&#~$!]/g;

/** Words as Markdown that shows them: what stands between backticks as code, and all else as itself. */
function markdown(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      visibleLine(line)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? `\`${part}\`` : part.replaceAll('`', '\\`').replace(ACTIVE, '\\$&')))
        .join(''),
    )
    .join('  \n');
}
