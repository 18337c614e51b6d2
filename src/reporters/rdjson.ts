import type { Document } from '../document.ts';
import type { Severity } from '../model/index.ts';
import type { Reporter } from './index.ts';
import { placeOf } from './places.ts';
import { safeJson } from './safe-json.ts';
import { visibleLine } from './visible.ts';

const SEVERITY: Record<Severity, string> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/** For reviewdog: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export const rdjson: Reporter = ({ findings, documents }) => {
  const diagnostics = findings.map(({ at, severity, rule, message }) => {
    const { path, line, column, endLine, endColumn } = placeOf(at, documents);
    const document = documents.get(path);
    return {
      message: visibleLine(message),
      location: { path, range: { start: { line, column: bytesTo(document, line, column) }, end: { line: endLine, column: bytesTo(document, endLine, endColumn) } } },
      severity: SEVERITY[severity],
      code: { value: rule },
    };
  });
  return [`${safeJson({ source: { name: 'vigilint' }, diagnostics })}\n`];
};

/** A column as the format counts it, in bytes of UTF-8 from 1. */
function bytesTo(document: Document | undefined, line: number, column: number): number {
  return document === undefined ? column : Buffer.byteLength(document.lines().textOf(line).slice(0, column - 1)) + 1;
}
