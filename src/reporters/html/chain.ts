import type { Report } from '../../lint.ts';
import { FAULTS, looksOf, type Finding, type Leaf } from '../../model/index.ts';
import { audienceSources, lossOf, someoneFor } from '../../reason/audience.ts';
import { addressOf } from '../../reason/looks.ts';
import { unheard } from '../../reason/unheard.ts';
import { targetsOf, type Drilled } from '../../targets.ts';
import { plural } from '../counts.ts';

/** `holds`: written and nothing found. `broken`: something was found. `open`: the files do not say. */
export type LinkState = 'holds' | 'broken' | 'open';

/** One link of the chain from what a target shows to whom it serves. */
export interface Link {
  name: 'Lights' | 'Checks' | 'People' | 'Runbooks' | 'Customer';
  state: LinkState;
  /** What there is, in a few words each. */
  says: string[];
  /** The rules by which it is broken. */
  rules: string[];
}

export interface ChainedTarget extends Drilled {
  links: Link[];
  findings: Finding[];
}

/** Every target with its chain, those with the most broken links first. */
export function chainedTargets(report: Report): ChainedTarget[] {
  const byCheck = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const id = finding.subject?.id;
    if (id !== undefined) byCheck.set(id, [...(byCheck.get(id) ?? []), finding]);
  }
  const targets = targetsOf(report.project).map((target): ChainedTarget => {
    const pages = new Set(target.checks.flatMap(({ check }) => report.project.runbooksOf(check)));
    const findings = [...target.checks.map(({ check }) => check.id), ...[...pages].map(({ id }) => id)].flatMap((id) => byCheck.get(id) ?? []);
    return { ...target, findings, links: linksOf(target, findings, report) };
  });
  return targets.sort((a, b) => brokenOf(b) - brokenOf(a) || b.findings.length - a.findings.length);
}

export function brokenOf({ links }: ChainedTarget): number {
  return links.filter(({ state }) => state === 'broken').length;
}

function linksOf({ checks, together }: Drilled, findings: readonly Finding[], { project }: Report): Link[] {
  const all = checks.map(({ check }) => check);
  const rulesOf = (family: Finding['family']): string[] => distinct(findings.filter((finding) => finding.family === family).map(({ rule }) => rule));
  const sources = all.map((check) => ({ check, sources: audienceSources(check, project) }));
  const lights = distinct(all.flatMap(({ observes, target }) => [...looksOf(observes).flatMap(lightOf), ...(target.shows ?? [])]));
  const people = distinct(sources.flatMap(({ check, sources: known }) => someoneFor(check, known) ?? []));
  const machines = distinct(all.flatMap(({ response }) => response.automatic ?? [])).map((action) => `a machine: ${action}`);
  const pages = distinct(all.flatMap((check) => project.runbooksOf(check).map(({ title }) => title)));
  const addresses = pages.length > 0 ? [] : distinct(all.flatMap(({ response }) => response.runbooks.map(({ url }) => url)));
  const answers = all.some((check) => project.answer(check).is === 'answered') ? ['a first action in the text of the check'] : [];
  const losses = distinct(sources.flatMap(({ check, sources: known }) => check.audience.customer?.text ?? lossOf(check, known) ?? []));
  const isUnheard = all.some((check) => unheard(check, project) !== undefined);
  const link = (name: Link['name'], rules: string[], isThere: boolean, says: string[]): Link => ({ name, state: rules.length > 0 ? 'broken' : isThere ? 'holds' : 'open', says, rules });
  const seen = FAULTS.filter((fault) => together[fault].verdict === 'red');
  const written = [...pages, ...addresses];
  return [
    link('Lights', rulesOf('inspect'), lights.length > 0, lights),
    link('Checks', rulesOf('trust'), seen.length > 0, [plural(all.length, 'check'), seen.length > 0 ? `red when ${seen.join(', ')}` : 'no fault turns it red for certain']),
    isUnheard ? { name: 'People', state: 'broken', says: ['nobody hears it'], rules: rulesOf('serve') } : link('People', rulesOf('serve'), people.length + machines.length > 0, [...people, ...machines]),
    link('Runbooks', rulesOf('act'), written.length + answers.length + machines.length > 0, written.length > 0 ? written : answers),
    link('Customer', [], losses.length > 0, losses),
  ];
}

/** What a look reads, as short as it can be said. */
function lightOf(look: Leaf): string[] {
  switch (look.via) {
    case 'http':
      return [addressOf(look).replaceAll('`', '')];
    case 'metric':
      return look.reads.flatMap(({ metric }) => metric ?? []);
    case 'tcp':
      return [look.port === undefined ? 'a connection' : `port ${look.port}`];
    case 'command':
      return [[look.program, ...look.arguments.map((one) => one ?? '…')].join(' ')];
    case 'script':
      return look.visits.length > 0 ? look.visits : [look.runner];
    case 'handler':
      return [`answers ${look.path}`];
    case 'person':
      return [look.look];
    case 'reference':
      return [look.name];
    case 'file':
      return [look.path === undefined ? 'a file' : `file ${look.path}`];
    case 'process':
      return [look.name === undefined ? 'a process' : `process ${look.name}`];
    case 'ping':
    case 'dns':
    case 'certificate':
    case 'grpc':
      return [look.via];
    case 'constant':
      return [];
  }
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.filter((word) => word.trim() !== ''))];
}
