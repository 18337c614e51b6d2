import type { Document } from '../document.ts';
import { FAULTS, type Check, type Fault, type Runbook, type Verdict } from '../model/index.ts';
import type { Project } from '../project.ts';
import { hearingOf, type Hearing } from '../reason/hearing.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { placeOf, type Place } from '../reporters/places.ts';
import { plural } from '../reporters/counts.ts';
import { visibleLine } from '../reporters/visible.ts';
import { choice, type ModelFlags } from './flags.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** Prints the model: every check as it was understood, the runbooks and the routes. Returns the exit status. */
export async function checksCommand(paths: readonly string[], flags: ModelFlags, terminal: Terminal): Promise<number> {
  const format = choice('format', flags.format, ['text', 'json']);
  const { report } = await read(paths, flags, terminal, { rules: [] });
  const { project, documents } = report;
  if (format === 'json') terminal.out(`${safeJson(model(project, documents))}\n`);
  else terminal.out(text(project, documents, terminal));
  return tellFaults(report, terminal) ? 2 : 0;
}

/** Version 1 of the model for scripts; every span in it is written as a place. */
function model(project: Project, documents: ReadonlyMap<string, Document>): object {
  const placed = (value: unknown): unknown => withPlaces(value, documents);
  return {
    version: 1,
    checks: project.checks.map((check) => ({
      id: check.id,
      kind: check.kind,
      name: check.name,
      format: check.format,
      ...linesOf(check, documents),
      target: check.target,
      notices: verdictsOf(check, project),
      response: placed(check.response),
      audience: placed({ ...check.audience, heard: hearingOf(check, project) }),
      state: placed(check.state),
      timing: placed(check.timing),
      observes: placed(check.observes),
    })),
    runbooks: project.runbooks.filter((page) => project.isRunbook(page)).map((runbook) => ({
      id: runbook.id,
      title: runbook.title,
      ...linesOf(runbook, documents),
      alerts: runbook.alerts,
    })),
    routes: project.routes.map((route) => ({ id: route.id, system: route.system, receiver: route.receiver, parent: route.parent ?? null, matchers: route.matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`), ...linesOf(route, documents) })),
  };
}

function linesOf({ span }: Pick<Check | Runbook, 'span'>, documents: ReadonlyMap<string, Document>): Pick<Place, 'path' | 'line' | 'endLine'> {
  const { path, line, endLine } = placeOf(span, documents);
  return { path, line, endLine };
}

function verdictsOf(check: Check, project: Project): Record<Fault, Verdict> {
  const notices = project.drill(check);
  return Object.fromEntries(FAULTS.map((fault) => [fault, notices[fault].verdict])) as Record<Fault, Verdict>;
}

/** A copy of plain data in which each span is a place. */
function withPlaces(value: unknown, documents: ReadonlyMap<string, Document>): unknown {
  if (Array.isArray(value)) return value.map((item) => withPlaces(item, documents));
  if (typeof value !== 'object' || value === null) return value;
  if (isSpan(value)) return placeOf(value, documents);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlaces(inner, documents)]));
}

function isSpan(value: object): value is { path: string; start: number; end: number } {
  return 'path' in value && 'start' in value && 'end' in value && Object.keys(value).length === 3;
}

function text(project: Project, documents: ReadonlyMap<string, Document>, { colors }: Terminal): string {
  const { checks } = project;
  const runbooks = project.runbooks.filter((page) => project.isRunbook(page));
  const rows = [...checks, ...runbooks].map((item) => {
    const { path, line } = placeOf(item.span, documents);
    return `${item.kind.padEnd(9)} ${colors.bold(visibleLine(item.id))}\n          ${colors.dim(`${visibleLine(path)}:${line}`)}${item.kind === 'runbook' ? alertsOf(item) : detail(item, project)}\n`;
  });
  return `${rows.join('')}${plural(project.scanned.files, 'file')}, ${plural(checks.length, 'check')}, ${plural(runbooks.length, 'runbook')}\n`;
}

function alertsOf({ alerts }: Runbook): string {
  return alerts.length > 0 ? `  for ${visibleLine(alerts.join(', '))}` : '';
}

function detail(check: Check, project: Project): string {
  const { target, audience, state } = check;
  return `  target: ${visibleLine(target.name)}; owner: ${visibleLine(audience.owner?.text ?? 'none')}; heard by: ${visibleLine(hearers(hearingOf(check, project)))}; state: ${state.is}`;
}

function hearers({ is, surely, maybe }: Hearing): string {
  if (is === 'unknown') return 'not known here';
  if (is === 'nobody') return 'nobody';
  return [...surely, ...maybe.map((name) => `maybe ${name}`)].join(', ');
}
