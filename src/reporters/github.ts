import type { Finding, Severity } from '../model/index.ts';
import { worstFirst } from './by-severity.ts';
import { plural } from './counts.ts';
import type { Reporter } from './index.ts';
import { placeOf } from './places.ts';
import { repositoryPath } from './repository-path.ts';
import { visible } from './visible.ts';

const COMMAND: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'notice' };

/** How many annotations of one kind GitHub shows of one step; the others stay in the log only. */
const SHOWN = 10;

/**
 * Commands that GitHub Actions turns into annotations, worst first:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = function* ({ findings, documents }, style) {
  const hidden = hiddenOf(findings);
  if (hidden !== '') yield `::notice title=vigilint::${data(`GitHub shows ${SHOWN} annotations of each kind for a step: ${hidden} of this run have none; the log and the summary of the job have all`)}\n`;
  for (const { at, severity, rule, message, why, help } of worstFirst(findings)) {
    const { path, line, column, endLine, endColumn } = placeOf(at, documents);
    // Columns hold within one line only.
    const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
    const place = `file=${property(repositoryPath(path, style))},line=${line},endLine=${endLine}${columns}`;
    yield `::${COMMAND[severity]} ${place},title=${property(rule)}::${data(`${message}\n\nwhy: ${why}\nhelp: ${help}`)}\n`;
  }
};

/** How many findings of each kind get no annotation; the notice that says so takes the place of one. */
function hiddenOf(findings: readonly Finding[]): string {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const beyond = (count: number, room: number): number => Math.max(0, count - room);
  const notes = of('note');
  const errors = beyond(of('error'), SHOWN);
  const warnings = beyond(of('warning'), SHOWN);
  const isSaid = errors + warnings > 0 || notes > SHOWN;
  const parts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(isSaid ? beyond(notes, SHOWN - 1) : 0, 'note')];
  return parts.filter((part) => !part.startsWith('0 ')).join(', ');
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return visible(text.replaceAll('\r\n', '\n').replaceAll('\t', ' ')).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
