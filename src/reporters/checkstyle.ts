import type { Finding, Severity } from '../model/index.ts';
import { groupedBy } from './grouped.ts';
import type { Reporter } from './index.ts';
import { placeOf } from './places.ts';
import { visibleLine } from './visible.ts';
import { attribute } from './xml.ts';

const SEVERITY: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'info' };

/** Checkstyle's XML: https://checkstyle.org/cmdline.html, which many servers read. */
export const checkstyle: Reporter = function* ({ findings, documents }) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  for (const [path, group] of groupedBy(findings, ({ at }) => at.path)) {
    yield `  <file${attribute('name', path)}>\n${group.map(errorOf).join('')}  </file>\n`;
  }
  yield '</checkstyle>\n';

  function errorOf({ at, severity, message, rule }: Finding): string {
    const { line, column } = placeOf(at, documents);
    return `    <error${attribute('line', line)}${attribute('column', column)}${attribute('severity', SEVERITY[severity])}${attribute('message', visibleLine(message))}${attribute('source', `vigilint.${rule}`)}/>\n`;
  }
};
