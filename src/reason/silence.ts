import type { Check, Notices } from '../model/index.ts';

/** What is asked of a project here. */
interface Project {
  readonly checks: readonly Check[];
  drill(check: Check): Notices;
  siblings(check: Check): readonly Check[];
  possibleSiblings(check: Check): readonly Check[];
}

/** Alerts that stay green when their data stops, the first of each target standing for all of it. */
export interface Deaf {
  /** How many other alerts of the project are deaf in the same way. */
  others: number;
}

const known = new WeakMap<Project, Map<Check, Deaf>>();

/**
 * The alerts that say nothing when their data stops coming, where no other check of the project would say it either:
 * neither `absent`, nor `up`, nor a constant in place of missing samples.
 */
export function deafAlerts(project: Project): Map<Check, Deaf> {
  let deaf = known.get(project);
  if (!deaf) {
    deaf = findDeaf(project);
    known.set(project, deaf);
  }
  return deaf;
}

function findDeaf(project: Project): Map<Check, Deaf> {
  const alerts = project.checks.filter((check) => check.kind === 'alert');
  const covered = new Set<Check>();
  for (const alert of alerts) {
    const { gone, silent } = project.drill(alert);
    if (gone.verdict !== 'red' && silent.verdict !== 'red') continue;
    covered.add(alert);
    for (const sibling of project.siblings(alert)) covered.add(sibling);
    for (const sibling of project.possibleSiblings(alert)) covered.add(sibling);
  }
  const deaf = new Map<Check, Deaf>();
  const represented = new Set<Check>();
  for (const alert of alerts) {
    if (covered.has(alert) || represented.has(alert) || project.drill(alert).silent.verdict !== 'green') continue;
    const same = project.siblings(alert).filter((sibling) => sibling !== alert && !covered.has(sibling) && !represented.has(sibling));
    for (const sibling of same) represented.add(sibling);
    deaf.set(alert, { others: same.length });
  }
  return deaf;
}
