import { looksOf, selectorsOf, type Check, type Observation, type Recording, type Selector } from '../model/index.ts';

/** What is asked of a project here. */
interface Project {
  readonly checks: readonly Check[];
  readonly recordings: readonly Recording[];
}

/** Whether a recorded metric reaches a person or a machine that acts on it. */
export type Use =
  | { is: 'read' }
  /** A query that could not be read, or a pattern of names, may read it. */
  | { is: 'maybe' }
  /** Other recordings read it, and nobody reads those. */
  | { is: 'only-recorded'; by: Recording }
  | { is: 'unread' };

const known = new WeakMap<Project, (recording: Recording) => Use>();

/** Follows what alerts and other recordings read, as far as the project's files tell. */
export function useOf(project: Project, recording: Recording): Use {
  let uses = known.get(project);
  if (!uses) {
    uses = followReads(project);
    known.set(project, uses);
  }
  return uses(recording);
}

function followReads(project: Project): (recording: Recording) => Use {
  const byMetric = new Map<string, Recording[]>();
  const recordedBy = new Map<string, Recording>();
  for (const recording of project.recordings) {
    const same = byMetric.get(recording.metric);
    if (same) same.push(recording);
    else byMetric.set(recording.metric, [recording]);
    for (const { metric } of recording.reads) if (metric !== undefined && metric !== recording.metric && !recordedBy.has(metric)) recordedBy.set(metric, recording);
  }
  const ends = project.checks.map((check) => selectorsOf(check.observes));
  const read = new Set<string>();
  const patterns = [...ends, ...project.recordings.map(({ reads }) => reads)].flatMap(namePatterns);
  const waiting = ends.flatMap((reads) => reads.flatMap(({ metric }) => metric ?? []));
  for (let metric = waiting.pop(); metric !== undefined; metric = waiting.pop()) {
    if (read.has(metric)) continue;
    read.add(metric);
    for (const recording of byMetric.get(metric) ?? []) waiting.push(...recording.reads.flatMap((selector) => selector.metric ?? []));
  }
  const unreadable = project.checks.flatMap((check) => unreadQueries(check.observes));
  return ({ metric }) => {
    if (read.has(metric)) return { is: 'read' };
    if (patterns.some((pattern) => mayMatch(pattern, metric)) || unreadable.some((query) => query.includes(metric))) return { is: 'maybe' };
    const by = recordedBy.get(metric);
    return by ? { is: 'only-recorded', by } : { is: 'unread' };
  };
}

function unreadQueries(observation: Observation): string[] {
  return looksOf(observation).flatMap((leaf) => (leaf.via === 'metric' && !leaf.understood ? [leaf.expression] : []));
}

/** Patterns by which a selector without a name chooses metrics. */
function namePatterns(reads: readonly Selector[]): string[] {
  return reads.flatMap(({ metric, matchers }) =>
    metric === undefined ? matchers.filter(({ label, operator }) => label === '__name__' && operator === '=~').map(({ value }) => value) : [],
  );
}

/** By the plain beginning of each alternative: no pattern of a user is run. */
function mayMatch(pattern: string, metric: string): boolean {
  return pattern.split('|').some((alternative) => {
    const plain = /^[\w:]*/.exec(alternative.replace(/^\^?\(?(?:\?:)?/, ''))?.[0] ?? '';
    return plain === '' || metric.startsWith(plain);
  });
}
