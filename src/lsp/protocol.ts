import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Diagnostic, type Location, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { ConfigurationProblem } from '../config/load.ts';
import type { Document } from '../document.ts';
import type { Edit, Finding, Severity, Span } from '../model/index.ts';
import { groupedBy } from '../reporters/grouped.ts';
import { placeOf } from '../reporters/places.ts';
import { visibleLine } from '../reporters/visible.ts';

/** The model in the words of the protocol (https://microsoft.github.io/language-server-protocol/): the only place where one becomes the other. */
export interface Translation {
  documents: ReadonlyMap<string, Document>;
  /** The address by which the editor knows a file. */
  uriOf: (file: string) => string;
}

/** The absolute path of a file; undefined for what is no file, as an unsaved buffer without a name. */
export function fileOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOfFile(absolute: string): string {
  return pathToFileURL(absolute).href;
}

/** Lines and characters count from 0; characters are UTF-16 code units, as offsets are. */
export function rangeOf(at: Span, documents: ReadonlyMap<string, Document>): Range {
  const { line, column, endLine, endColumn } = placeOf(at, documents);
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}

export function locationOf(at: Span, { documents, uriOf }: Translation): Location {
  return { uri: uriOf(at.path), range: rangeOf(at, documents) };
}

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

export const SOURCE = 'vigilint';

export function diagnosticOf(finding: Finding, translation: Translation): Diagnostic {
  const { rule, severity, message, help, at, related } = finding;
  const page = pageOf(rule);
  return {
    range: rangeOf(at, translation.documents),
    severity: SEVERITY[severity],
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: SOURCE,
    message: plain(`${message}\n${help}`),
    ...(related.length > 0 && { relatedInformation: related.map((other) => ({ location: locationOf(other.at, translation), message: plain(other.message) })) }),
  };
}

/** What is wrong with the configuration has no rule. */
export function problemDiagnostic({ message, at }: ConfigurationProblem, documents: ReadonlyMap<string, Document>): Diagnostic {
  return { range: rangeOf(at, documents), severity: DiagnosticSeverity.Error, code: 'configuration', source: SOURCE, message: plain(message) };
}

export function workspaceEdit(edits: readonly Edit[], translation: Translation): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const [file, those] of groupedBy(edits, ({ at }) => at.path)) {
    changes[translation.uriOf(file)] = those.map(({ at, text }) => ({ range: exactRange(at, translation.documents), newText: text }));
  }
  return { changes };
}

/** For edits, where white space at the end counts too. */
function exactRange({ path: file, start, end }: Span, documents: ReadonlyMap<string, Document>): Range {
  const lines = documents.get(file)?.lines();
  const position = (offset: number) => {
    const { line, column } = lines?.positionOf(offset) ?? { line: 1, column: 1 };
    return { line: line - 1, character: column - 1 };
  };
  return { start: position(start), end: position(end) };
}

/** The page of a rule, which comes with the package: the sources and what is built of them lie equally deep. */
export function pageOf(rule: string): string | undefined {
  const page = path.join(import.meta.dirname, '../../docs/rules', `${rule}.md`);
  return existsSync(page) ? uriOfFile(page) : undefined;
}

/** Words of files show what they are; lines stay. */
export function plain(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}
