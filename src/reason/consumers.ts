import { looksOf, selectorsOf, type Check, type Dashboard, type Observation, type Recording, type Selector } from '../model/index.ts';

/** What is asked of a project here. */
interface Project {
  readonly checks: readonly Check[];
  readonly recordings: readonly Recording[];
  readonly dashboards: readonly Dashboard[];
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

/** Follows what alerts, dashboards and other recordings read, as far as the project's files tell. */
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
  const ends = [...project.checks.map((check) => selectorsOf(check.observes)), ...project.dashboards.map(({ reads }) => reads)];
  const read = new Set<string>();
  const patterns = [...ends, ...project.recordings.map(({ reads }) => reads)].flatMap(namePatterns);
  const waiting = ends.flatMap((reads) => reads.flatMap(({ metric }) => metric ?? []));
  for (let metric = waiting.pop(); metric !== undefined; metric = waiting.pop()) {
    if (read.has(metric)) continue;
    read.add(metric);
    for (const recording of byMetric.get(metric) ?? []) waiting.push(...recording.reads.flatMap((selector) => selector.metric ?? []));
  }
  const unread = project.dashboards.flatMap((dashboard) => dashboard.unread);
  const unreadable = [...project.checks.flatMap((check) => unreadQueries(check.observes)), ...unread];
  const names = unread.flatMap((text) => namePieces(text) ?? []);
  return ({ metric }) => {
    if (read.has(metric)) return { is: 'read' };
    if (patterns.some((pattern) => mayMatch(pattern, metric)) || unreadable.some((query) => query.includes(metric)) || names.some((pieces) => isMadeOf(pieces, metric))) return { is: 'maybe' };
    const by = recordedBy.get(metric);
    return by ? { is: 'only-recorded', by } : { is: 'unread' };
  };
}

function unreadQueries(observation: Observation): string[] {
  return looksOf(observation).flatMap((leaf) => (leaf.via === 'metric' && !leaf.understood ? [leaf.expression] : []));
}

/** What is written of a name that a variable of a dashboard completes: `${prefix}_errors:rate5m`; undefined for a whole query. */
function namePieces(text: string): string[][] | undefined {
  const pieces = text.split(/\$\{[^{}]*\}|\$\w+|\[\[[^[\]]*\]\]/);
  return pieces.length > 1 && pieces.every((piece) => /^[\w:]*$/.test(piece)) ? [pieces] : undefined;
}

/** The pieces stand in the name in their order, the first at its beginning and the last at its end. */
function isMadeOf(pieces: readonly string[], name: string): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.startsWith(pieces[0] ?? '') && name.endsWith(pieces.at(-1) ?? '');
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
