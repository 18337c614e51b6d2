import type { Knowledge } from '../knowledge/index.ts';
import { looksOf, type Check, type Matcher, type Recording, type Selector } from '../model/index.ts';
import { alternatives } from './lamp.ts';
import { remembering } from './remembering.ts';

/**
 * Which checks are about the same target. Where a format knows, the targets' keys say it. An alert says it by what it
 * reads: a job, a word of a metric's name, an exporter's family. A selector that names none of these may be about
 * anything, which makes its alert a possible sibling of every other.
 */
export interface Siblings {
  /** The checks with the same target, in the order of the project; the check itself is among them where it names a target. */
  of(check: Check): readonly Check[];
  /** Alerts of which it cannot be told whether they have the same target; the check itself may be among them. */
  possible(check: Check): readonly Check[];
  /** It watches every target that there is: `up == 0` without a job. */
  watchesAll(check: Check): boolean;
}

/** Indexes the checks once; the work is proportional to what they read. */
export function createSiblings(checks: readonly Check[], recordings: readonly Recording[], knowledge: Knowledge): Siblings {
  const subjectsOf = subjectReader(recordings, knowledge);
  const subjects = new Map<Check, Subjects>();
  // Places in `checks`, which are cheaper than checks to gather and to put in order.
  const byKey = new Map<string, number[]>();
  const alerts: Check[] = [];
  const anywhere: Check[] = [];
  const everywhere: number[] = [];
  for (const [place, check] of checks.entries()) {
    const own = subjectsOf(check);
    subjects.set(check, own);
    for (const key of own.keys) {
      const known = byKey.get(key);
      if (known) known.push(place);
      else byKey.set(key, [place]);
    }
    if (check.kind !== 'alert') continue;
    alerts.push(check);
    if (own.anywhere) anywhere.push(check);
    if (own.everywhere) everywhere.push(place);
  }
  const groupOf = (own: Subjects, isAlert: boolean): Check[] => {
    if (isAlert && own.everywhere) return alerts;
    const found = new Set(isAlert ? everywhere : []);
    for (const key of own.keys) for (const place of byKey.get(key) ?? []) found.add(place);
    return [...found].sort((a, b) => a - b).flatMap((place) => checks[place] ?? []);
  };
  const groups = remembering(([own, isAlert]: [Subjects, boolean]) => groupOf(own, isAlert), ([own, isAlert]) => `${isAlert} ${own.everywhere} ${[...own.keys].sort().join('\n')}`);
  return {
    of: (check) => groups([subjects.get(check) ?? subjectsOf(check), check.kind === 'alert']),
    watchesAll: (check) => check.kind === 'alert' && (subjects.get(check)?.everywhere ?? false),
    possible: (check) => {
      if (check.kind !== 'alert') return [];
      return subjects.get(check)?.anywhere ? alerts : anywhere;
    },
  };
}

/** A metric of AWS is about the things that its dimensions name; without any, about all of the account. */
function readDimensions({ matchers }: Selector, subjects: Subjects): void {
  for (const { label, value } of matchers) subjects.keys.add(`aws:${label}=${value}`);
  if (matchers.length === 0) subjects.anywhere = true;
}

interface Subjects {
  keys: Set<string>;
  /** It watches every target there is: `up == 0` without a job. */
  everywhere: boolean;
  /** It may be about any target: a metric of no known family, with no job. */
  anywhere: boolean;
}

function subjectReader(recordings: readonly Recording[], knowledge: Knowledge): (check: Check) => Subjects {
  const recorded = new Map<string, Selector[]>();
  for (const { metric, reads } of recordings) {
    const known = recorded.get(metric);
    if (known) known.push(...reads);
    else recorded.set(metric, [...reads]);
  }
  // Ten thousand alerts name a few dozen places and metrics between them.
  const keysOfPlace = remembering(
    ({ label, value }: Place) => {
      const words = wordsOf(value);
      const exporters = [value, ...words].flatMap((name) => knowledge.exportersOfJob(name));
      return [`${label}:${value}`, ...words.map((word) => `word:${word}`), ...exporters.map((exporter) => `exporter:${exporter}`)];
    },
    ({ label, value }) => `${label}:${value}`,
  );
  const keysOfMetric = remembering(
    (metric: string) => {
      const exporter = knowledge.exporterOf(metric);
      return [...(exporter === undefined ? [] : [`exporter:${exporter}`]), ...familyOf(metric).map((word) => `word:${word}`)];
    },
    (metric) => metric,
  );
  const read = (selector: Selector, subjects: Subjects, below: ReadonlySet<string>): void => {
    const { metric } = selector;
    const sources = metric === undefined || below.has(metric) ? undefined : recorded.get(metric);
    const places = placesIn(selector.matchers);
    for (const place of places) for (const key of keysOfPlace(place)) subjects.keys.add(key);
    if (sources) {
      for (const source of sources) read(source, subjects, new Set([...below, metric ?? '']));
      return;
    }
    if (metric === 'up' || metric === undefined) {
      if (places.length === 0) subjects[metric === 'up' ? 'everywhere' : 'anywhere'] = true;
      return;
    }
    for (const key of keysOfMetric(metric)) subjects.keys.add(key);
    if (knowledge.exporterOf(metric) === undefined && places.length === 0) subjects.anywhere = true;
  };
  return (check) => {
    const subjects: Subjects = { keys: new Set(check.target.keys), everywhere: false, anywhere: false };
    for (const look of looksOf(check.observes)) {
      if (look.via !== 'metric') continue;
      for (const selector of look.reads) {
        if (look.language === 'cloudwatch') readDimensions(selector, subjects);
        else read(selector, subjects, NOWHERE);
      }
    }
    return subjects;
  };
}

const NOWHERE: ReadonlySet<string> = new Set();

/** Labels whose values name a target; a namespace holds many, so it counts only where nothing better is said. */
const PLACE_LABELS = new Set(['job', 'app', 'service', 'container', 'deployment', 'component', 'instance', 'name']);

/** Words that many jobs share, and that therefore name none. */
const COMMON_WORDS = new Set([
  'exporter', 'exporters', 'metrics', 'metric', 'server', 'service', 'services', 'monitoring', 'monitor', 'prod', 'production', 'staging', 'dev', 'test', 'job', 'jobs', 'app', 'apps', 'application',
  'http', 'https', 'node', 'kubernetes', 'kube', 'k8s', 'system', 'cluster', 'pods', 'pod', 'api', 'main', 'default', 'internal', 'external', 'agent', 'local', 'localhost', 'host', 'hosts',
]);

interface Place {
  label: string;
  value: string;
}

/** The values of matchers that name a place; none for a pattern that is open. */
function placesIn(matchers: readonly Matcher[]): Place[] {
  const better: Place[] = [];
  const namespaces: Place[] = [];
  for (const matcher of matchers) {
    const { label, operator } = matcher;
    if (operator.startsWith('!') || !(PLACE_LABELS.has(label) || label === 'namespace')) continue;
    for (const value of valuesOf(matcher)) (label === 'namespace' ? namespaces : better).push({ label, value });
  }
  return better.length > 0 ? better : namespaces;
}

function valuesOf(matcher: Matcher): string[] {
  const values = alternatives(matcher) ?? matcher.value.split(/[|()]/).map((part) => part.replace(/[^\w/-]/g, ''));
  return values.filter((value) => value !== '');
}

function wordsOf(value: string): string[] {
  return value.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON_WORDS.has(word) && !/^\d+$/.test(word));
}

/** The words of a metric's name; of a recorded metric, those of its middle part. */
function familyOf(metric: string): string[] {
  const parts = metric.split(':');
  return wordsOf((parts.length > 1 ? parts[1] : parts[0]) ?? '').filter((word) => !COMMON_NAMES.has(word));
}

/** Words of metrics' names that say what is measured, and not of what. */
const COMMON_NAMES = new Set([
  'total', 'count', 'sum', 'bucket', 'seconds', 'bytes', 'ratio', 'info', 'status', 'state', 'up', 'requests', 'request', 'response', 'responses', 'errors', 'error', 'failed', 'failures', 'success',
  'duration', 'latency', 'time', 'timestamp', 'last', 'size', 'process', 'go', 'jvm', 'rpc', 'grpc', 'client', 'queue', 'memory', 'cpu', 'disk', 'connections', 'health', 'healthy', 'code', 'rate',
]);
