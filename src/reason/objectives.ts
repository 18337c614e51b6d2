import { selectorsOf, type Check, type Objective, type Selector } from '../model/index.ts';

/** The promises to users that a check guards: it reads a metric of theirs, or is about their service. */
export function objectivesOf(check: Check, objectives: readonly Objective[]): Objective[] {
  if (objectives.length === 0) return [];
  const reads = selectorsOf(check.observes);
  const services = servicesOf(check, reads);
  return objectives.filter(({ service, reads: promised }) => (service !== undefined && services.has(service)) || promised.some((selector) => reads.some((read) => isSame(read, selector))));
}

/** Services that the check names: in its labels, in what it selects, as its target. */
function servicesOf({ labels, target }: Check, reads: readonly Selector[]): Set<string> {
  const named = reads.flatMap(({ matchers }) => matchers.flatMap(({ label, operator, value }) => (label === 'service' && operator === '=' ? value : [])));
  const keys = target.keys.flatMap((key) => (key.startsWith('service:') ? key.slice('service:'.length) : []));
  return new Set([...named, ...keys, ...(labels?.service ? [labels.service] : [])]);
}

/** The same metric, and not of two jobs. */
function isSame(a: Selector, b: Selector): boolean {
  if (a.metric === undefined || a.metric !== b.metric) return false;
  const [jobA, jobB] = [a, b].map(({ matchers }) => matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value);
  return jobA === undefined || jobB === undefined || jobA === jobB;
}
