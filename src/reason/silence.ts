import type { Knowledge } from '../knowledge/index.ts';
import { looksOf, type Check, type MetricObservation, type Notices } from '../model/index.ts';

/** What is asked of a project here. */
interface Project {
  readonly checks: readonly Check[];
  readonly knowledge: Knowledge;
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
  // Thousands of alerts share a few dozen lists of siblings.
  const lists = new Set<readonly Check[]>();
  for (const alert of alerts) {
    const { gone, silent } = project.drill(alert);
    if (gone.verdict !== 'red' && silent.verdict !== 'red') continue;
    covered.add(alert);
    lists.add(project.siblings(alert));
    lists.add(project.possibleSiblings(alert));
  }
  for (const list of lists) for (const sibling of list) covered.add(sibling);
  const deaf = new Map<Check, Deaf>();
  const represented = new Set<Check>();
  for (const alert of alerts) {
    if (covered.has(alert) || represented.has(alert) || project.drill(alert).silent.verdict !== 'green' || isRestBySilence(alert)) continue;
    const same = project.siblings(alert).filter((sibling) => sibling !== alert && !covered.has(sibling) && !represented.has(sibling) && !isRestBySilence(sibling));
    for (const sibling of same) represented.add(sibling);
    deaf.set(alert, { others: same.length });
  }
  return deaf;
}

/** It waits for too many of something: a sum in CloudWatch has no points while nothing is counted, so silence is what health looks like. */
function isRestBySilence({ observes }: Check): boolean {
  if (observes.via !== 'metric' || observes.language !== 'cloudwatch') return false;
  const { functions, comparison, ratio, difference } = observes;
  const isCount = functions.length === 1 && (functions[0] === 'Sum' || functions[0] === 'SampleCount');
  return isCount && !ratio && difference === undefined && (comparison?.operator === '>' || comparison?.operator === '>=');
}

/**
 * Why the silence of a cloud metric is the very fault that an alarm waits for, so that counting it as good turns the alarm off
 * when it is needed. Undefined where silence may mean that all is well, and where another alarm notices it.
 */
export function silenceIsTheFault(check: Check, project: Project): string | undefined {
  const { observes } = check;
  if (observes.via !== 'metric' || observes.language !== 'cloudwatch' || !observes.understood || check.state.is !== 'enabled') return undefined;
  if (observes.missing?.is !== 'green' || observes.fallback !== undefined || project.drill(check).silent.verdict !== 'green') return undefined;
  const why = meaningOfSilence(observes, project.knowledge);
  return why === undefined || isHeardElsewhere(check, observes, project) ? undefined : why;
}

function meaningOfSilence({ reads, functions, comparison, difference }: MetricObservation, knowledge: Knowledge): string | undefined {
  const [first] = reads;
  const metric = first?.metric ?? '';
  if (difference && comparison?.operator.startsWith('>')) return `a difference has no value when one side of it has no points, which is when it is largest`;
  const waitsForLess = comparison?.operator === '<' || comparison?.operator === '<=';
  if (!waitsForLess || reads.length !== 1) return undefined;
  const known = knowledge.cloudMetric(metric);
  if (known?.says === 'work' && known.points !== 'outside') return `\`${metric}\` has no points when nothing is done`;
  const counts = functions.length === 1 && (functions[0] === 'Sum' || functions[0] === 'SampleCount');
  return known === undefined && counts ? `a sum of \`${metric}\` has no points when nothing is counted` : undefined;
}

/** Another alarm reads the same metric and says when it stops. */
function isHeardElsewhere(check: Check, { reads }: MetricObservation, project: Project): boolean {
  const metrics = new Set(reads.map(({ metric }) => metric));
  return project.siblings(check).some(
    (other) => other !== check && project.drill(other).silent.verdict === 'red' && looksOf(other.observes).some((look) => look.via === 'metric' && look.reads.some(({ metric }) => metrics.has(metric))),
  );
}
