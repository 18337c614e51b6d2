import type { Confidence, Family, Finding, Severity } from '../model/index.ts';
import type { Report } from '../lint.ts';
import { VERSION } from '../version.ts';
import { originOf, placeOf, type Place } from './places.ts';
import { countsOf } from './counts.ts';
import type { Reporter } from './index.ts';
import { safeJson } from './safe-json.ts';

/** Version 1 of the report: a promise to scripts. Lines count from 1, paths are POSIX and relative to the working directory. */
export interface JsonReport {
  version: 1;
  tool: { name: 'vigilint'; version: string };
  summary: JsonSummary;
  findings: JsonFinding[];
  skipped: { path: string; reason: string }[];
}

export interface JsonSummary {
  files: number;
  checks: number;
  runbooks: number;
  findings: number;
  errors: number;
  warnings: number;
  notes: number;
  suppressed: number;
  baselined: number;
  /** Findings about checks that have not changed, under `--changed`. */
  unchanged: number;
  skipped: number;
}

export interface JsonFinding extends Place {
  rule: string;
  family: Family;
  severity: Severity;
  confidence: Confidence;
  message: string;
  why: string;
  help: string;
  /** What the finding is about, from its first line to its last; null for a file that cannot be read. */
  check: { id: string; kind: string; name: string; path: string; line: number; endLine: number } | null;
  related: { path: string; line: number; endLine: number; message: string }[];
  fingerprint: string;
  /** What would mend it, where that is known; `safe` is made by `--fix`, the rest by `--unsafe-fixes`. */
  fix?: { safe: boolean; edits: (Place & { text: string })[] };
  /** In rendered YAML the file that it comes from, where a comment says so. */
  origin?: string;
}

export const json: Reporter = (report) => [`${safeJson(jsonReport(report))}\n`];

export function jsonReport(report: Report): JsonReport {
  const { files, checks, runbooks, findings, errors, warnings, notes, suppressed, baselined, unchanged, skipped } = countsOf(report);
  return {
    version: 1,
    tool: { name: 'vigilint', version: VERSION },
    summary: { files, checks, runbooks, findings, errors, warnings, notes, suppressed, baselined, unchanged, skipped },
    findings: report.findings.map((finding) => jsonFinding(finding, report)),
    skipped: report.project.skips.map(({ path, reason }) => ({ path, reason })),
  };
}

function jsonFinding({ rule, family, severity, confidence, message, why, help, at, subject, related, fingerprint, fix }: Finding, { documents }: Report): JsonFinding {
  const origin = originOf(at, documents);
  return {
    rule,
    family,
    severity,
    confidence,
    message,
    why,
    help,
    ...placeOf(at, documents),
    check: subject && { id: subject.id, kind: subject.kind, name: subject.name, ...lines(placeOf(subject.span, documents)) },
    related: related.map((other) => ({ ...lines(placeOf(other.at, documents)), message: other.message })),
    fingerprint,
    ...(fix && { fix: { safe: fix.safe, edits: fix.edits.map(({ at: place, text }) => ({ ...placeOf(place, documents), text })) } }),
    ...(origin !== undefined && { origin }),
  };
}

function lines({ path, line, endLine }: Place): Pick<Place, 'path' | 'line' | 'endLine'> {
  return { path, line, endLine };
}
