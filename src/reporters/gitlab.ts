import type { Severity } from '../model/index.ts';
import type { Reporter } from './index.ts';
import { placeOf } from './places.ts';
import { repositoryPath } from './repository-path.ts';
import { safeJson } from './safe-json.ts';
import { visibleLine } from './visible.ts';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', note: 'info' };

/** GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Reporter = ({ findings, documents }, style) => {
  const issues = findings.map(({ at, severity, rule, message, fingerprint }) => {
    const { path, line, endLine } = placeOf(at, documents);
    return {
      description: visibleLine(message),
      check_name: rule,
      fingerprint,
      severity: SEVERITY[severity],
      location: { path: repositoryPath(path, style), lines: { begin: line, end: endLine } },
    };
  });
  return [`${safeJson(issues)}\n`];
};
