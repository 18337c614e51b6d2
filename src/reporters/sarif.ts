import type { Report } from '../lint.ts';
import type { Finding, Severity, Span, SuppressedFinding } from '../model/index.ts';
import { OWN_FINDINGS, type OwnFinding } from '../own-findings.ts';
import type { Rule } from '../rule.ts';
import { VERSION } from '../version.ts';
import type { Reporter, Style } from './index.ts';
import { placeOf } from './places.ts';
import { repositoryPath, uriOf } from './repository-path.ts';
import { safeJson } from './safe-json.ts';
import { visibleLine } from './visible.ts';

/**
 * SARIF 2.1.0, as code scanning of GitHub and others read it:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Reporter = (report, style) => {
  const results: Result[] = [
    ...report.findings.map((finding) => ({ finding, suppressions: [] })),
    ...report.suppressed.map((finding) => ({ finding, suppressions: [suppressionOf(finding, report, style)] })),
    ...report.baselined.map((finding) => ({ finding, suppressions: [{ kind: 'external', status: 'accepted', justification: 'In the baseline.' }] })),
  ];
  const ids = [...new Set(results.map(({ finding }) => finding.rule))].sort();
  const all = results.map(({ finding }) => finding);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'vigilint', version: VERSION, semanticVersion: VERSION, rules: ids.map((id) => descriptorOf(id, report, all)) } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(report, style)],
        results: results.map((result) => resultOf(result, ids.indexOf(result.finding.rule), report, style)),
      },
    ],
  };
  return [`${safeJson(log)}\n`];
};

interface Result {
  finding: Finding;
  suppressions: object[];
}

/** Somebody accepted it, in a comment beside it or in the configuration. */
function suppressionOf({ suppression: { by, reason, until, at } }: SuppressedFinding, report: Report, style: Style): object {
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: plain(until === undefined ? reason : `${reason} (until ${until})`),
    location: { physicalLocation: physical(at, report, style) },
  };
}

function invocationOf({ faults, project }: Report, style: Style): object {
  return {
    executionSuccessful: faults.length === 0,
    toolExecutionNotifications: project.skips.map(({ path, reason }) => ({
      level: 'note',
      message: { text: plain(`Skipped: ${reason}`) },
      locations: [{ physicalLocation: { artifactLocation: artifact(path, style) } }],
    })),
  };
}

const PROBLEM: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'recommendation' };
const PRECISION = { proven: 'very-high', likely: 'high', ask: 'medium' } as const;

type Said = Pick<Rule, 'summary' | 'why' | 'help' | 'severity' | 'confidence' | 'exceptions' | 'references'>;

/** What a rule says of itself; a finding of another origin speaks for what it is. */
function descriptorOf(id: string, { rules }: Report, findings: readonly Finding[]): object {
  const finding = findings.find(({ rule }) => rule === id);
  const own: OwnFinding | undefined = Object.values(OWN_FINDINGS).find((one) => one.id === id);
  const rule: Said | undefined = rules.find((one) => one.id === id) ?? own ?? (finding && { ...finding, summary: finding.why, exceptions: '', references: [] });
  if (!rule) return { id };
  const { summary, why, help, severity, confidence } = rule;
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: help, markdown: helpOf(rule) },
    defaultConfiguration: { level: severity },
    properties: { tags: ['monitoring', ...(finding ? [finding.family] : [])], precision: PRECISION[confidence], 'problem.severity': PROBLEM[severity] },
  };
}

function helpOf({ summary, why, help, exceptions, references }: Said): string {
  const sections: [string, string][] = [
    ['Why it matters', summary === why ? '' : why],
    ['What to do', help],
    ['When not to worry', exceptions],
    ['Read more', references.map((url) => `- <${url}>`).join('\n')],
  ];
  return [summary, ...sections.flatMap(([title, text]) => (text === '' ? [] : `## ${title}\n\n${text}`))].join('\n\n');
}

function resultOf({ finding, suppressions }: Result, ruleIndex: number, report: Report, style: Style): object {
  const { rule, family, severity, confidence, message, help, at, subject, related, fingerprint } = finding;
  const own = report.rules.find(({ id }) => id === rule)?.help;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: plain(help === own ? message : `${message}.\n${help}`) },
    locations: [
      {
        physicalLocation: physical(at, report, style),
        ...(subject && { logicalLocations: [{ name: plain(subject.name), fullyQualifiedName: plain(subject.id), kind: 'resource' }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({ id, physicalLocation: physical(other.at, report, style), message: { text: plain(other.message) } })),
    }),
    partialFingerprints: { 'vigilint/v1': fingerprint },
    ...(suppressions.length > 0 && { suppressions }),
    properties: { family, confidence },
  };
}

function physical(at: Span, { documents }: Report, style: Style): object {
  const { path, line, column, endLine, endColumn } = placeOf(at, documents);
  return { artifactLocation: artifact(path, style), region: { startLine: line, startColumn: column, endLine, endColumn } };
}

function artifact(path: string, style: Style): object {
  return { uri: uriOf(repositoryPath(path, style)), uriBaseId: '%SRCROOT%' };
}

/** In a message of SARIF, `[words](place)` is a link (§3.11.6); what files say makes none. */
function plain(text: string): string {
  return text.split('\n').map(visibleLine).join('\n').replaceAll('](', '] (');
}
