import type { Check, Runbook, Section, Span } from '../model/index.ts';
import type { Project } from '../project.ts';
import { checkAt, holds, type Point } from './places.ts';

/** From a link of a check to the page that it leads to, and from the name of a check to all its runbooks. */
export function definitionsAt(project: Project, point: Point): Span[] {
  const check = checkAt(project, point);
  if (!check) return [];
  const link = check.response.runbooks.find(({ at }) => holds(at, point));
  if (link) {
    const target = project.resolve(link);
    if (target.is === 'runbook') return [target.section?.at ?? target.runbook.at];
    return target.is === 'missing-anchor' ? [target.runbook.at] : [];
  }
  return holds(check.at, point) ? project.runbooksOf(check).map((runbook) => arrivalOf(check, runbook, project)) : [];
}

function arrivalOf(check: Check, runbook: Runbook, project: Project): Span {
  const lead = project.leadsTo(runbook).find((one) => one.check === check);
  return lead?.section?.at ?? runbook.at;
}

/** From the heading of a runbook to the checks that lead to it: the title to all of the page, a section to those that arrive within it. */
export function referencesAt(project: Project, point: Point): Span[] {
  const runbook = project.runbooks.find(({ path }) => path === point.path);
  if (!runbook) return [];
  const leads = project.leadsTo(runbook);
  const heading = runbook.sections.find(({ at }) => holds(at, point));
  const isTitle = holds(runbook.at, point) || heading?.level === 1;
  if (!heading && !isTitle) return [];
  return leads.filter(({ section }) => isTitle || (heading && section && isWithin(section, heading))).map(({ check }) => check.at);
}

function isWithin(inner: Section, outer: Section): boolean {
  return outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}
