import type { Knowledge } from '../knowledge/index.ts';
import type { Check, Matcher, Observation, Recording, Selector } from '../model/index.ts';
import { alternatives } from './lamp.ts';

/**
 * Which checks are about the same target. Where a format knows, the targets' keys say it. An alert says it by what it
 * reads: a job, or the family of a metric. A selector that names neither may be about anything, so it counts as a sibling
 * of every alert: to look deeper is then possible, and unknown is an honest answer.
 */
export interface Siblings {
  /** Other checks with the same target, in the order of the project. */
  of(check: Check): readonly Check[];
}

/** Indexes the checks once; the work is proportional to what they read. */
export function createSiblings(checks: readonly Check[], recordings: readonly Recording[], knowledge: Knowledge): Siblings {
  const subjectsOf = subjectReader(recordings, knowledge);
  const subjects = new Map<Check, Subjects>();
  const byKey = new Map<string, Set<Check>>();
  const readsMetrics = new Set<Check>();
  const mayBeAnywhere = new Set<Check>();
  const areEverywhere = new Set<Check>();
  const add = (key: string, check: Check): void => {
    const known = byKey.get(key);
    if (known) known.add(check);
    else byKey.set(key, new Set([check]));
  };
  for (const check of checks) {
    const own = subjectsOf(check);
    subjects.set(check, own);
    for (const key of own.keys) add(key, check);
    if (check.kind !== 'alert') continue;
    readsMetrics.add(check);
    if (own.anywhere) mayBeAnywhere.add(check);
    if (own.everywhere) areEverywhere.add(check);
  }
  const order = new Map(checks.map((check, index) => [check, index]));
  const known = new Map<string, Check[]>();
  const groupOf = (own: Subjects, check: Check): Check[] => {
    const isAlert = check.kind === 'alert';
    if (isAlert && (own.everywhere || own.anywhere)) return [...readsMetrics];
    const found = new Set(isAlert ? [...mayBeAnywhere, ...areEverywhere] : []);
    for (const key of own.keys) for (const other of byKey.get(key) ?? []) found.add(other);
    return [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
  return {
    of: (check) => {
      const own = subjects.get(check) ?? subjectsOf(check);
      const signature = `${check.kind === 'alert'} ${own.everywhere || own.anywhere} ${[...own.keys].sort().join('\n')}`;
      let group = known.get(signature);
      if (!group) {
        group = groupOf(own, check);
        known.set(signature, group);
      }
      return group.filter((other) => other !== check);
    },
  };
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
  const read = (selector: Selector, subjects: Subjects, below: ReadonlySet<string>): void => {
    const { metric } = selector;
    const sources = metric === undefined || below.has(metric) ? undefined : recorded.get(metric);
    const places = placesIn(selector.matchers);
    for (const { label, value } of places) {
      subjects.keys.add(`${label}:${value}`);
      for (const word of wordsOf(value)) subjects.keys.add(`word:${word}`);
      for (const name of [value, ...wordsOf(value)]) for (const exporter of knowledge.exportersOfJob(name)) subjects.keys.add(`exporter:${exporter}`);
    }
    if (sources) {
      for (const source of sources) read(source, subjects, new Set([...below, metric ?? '']));
      return;
    }
    if (metric === 'up' || metric === undefined) {
      if (places.length === 0) subjects[metric === 'up' ? 'everywhere' : 'anywhere'] = true;
      return;
    }
    const exporter = knowledge.exporterOf(metric);
    if (exporter !== undefined) subjects.keys.add(`exporter:${exporter}`);
    for (const family of familiesOf(metric)) subjects.keys.add(`word:${family}`);
    if (exporter === undefined && places.length === 0) subjects.anywhere = true;
  };
  return (check) => {
    const subjects: Subjects = { keys: new Set(check.target.keys), everywhere: false, anywhere: false };
    for (const selector of selectorsIn(check.observes)) read(selector, subjects, new Set());
    return subjects;
  };
}

/** Labels whose values name a target; a namespace holds many, so it counts only where nothing better is said. */
const PLACE_LABELS = ['job', 'app', 'service', 'container', 'deployment', 'component', 'instance', 'name'];

/** Words that many jobs share, and that therefore name none. */
const COMMON_WORDS = new Set([
  'exporter', 'exporters', 'metrics', 'metric', 'server', 'service', 'services', 'monitoring', 'monitor', 'prod', 'production', 'staging', 'dev', 'test', 'job', 'jobs', 'app', 'apps', 'application',
  'http', 'https', 'node', 'kubernetes', 'kube', 'k8s', 'system', 'cluster', 'pods', 'pod', 'api', 'main', 'default', 'internal', 'external', 'agent', 'local', 'localhost', 'host', 'hosts',
]);

/** The values of matchers that name a place; none for a pattern that is open. */
function placesIn(matchers: readonly Matcher[]): { label: string; value: string }[] {
  const places = PLACE_LABELS.flatMap((label) => valuesOf(matchers, label).map((value) => ({ label, value })));
  return places.length > 0 ? places : valuesOf(matchers, 'namespace').map((value) => ({ label: 'namespace', value }));
}

function valuesOf(matchers: readonly Matcher[], label: string): string[] {
  const matcher = matchers.find((candidate) => candidate.label === label && (candidate.operator === '=' || candidate.operator === '=~'));
  if (!matcher) return [];
  const values = alternatives(matcher) ?? matcher.value.split(/[|()]/).map((part) => part.replace(/[^\w/-]/g, ''));
  return values.filter((value) => value !== '');
}

function wordsOf(value: string): string[] {
  return value.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 1 && !COMMON_WORDS.has(word) && !/^\d+$/.test(word));
}

/** The first word of a metric's name, which is its family by convention; of a recorded metric, that of its middle part. */
function familiesOf(metric: string): string[] {
  const parts = metric.split(':');
  const name = (parts.length > 1 ? parts[1] : parts[0]) ?? '';
  return wordsOf(name).slice(0, 1);
}

function selectorsIn(observation: Observation): Selector[] {
  switch (observation.via) {
    case 'metric':
      return observation.reads;
    case 'any-red':
    case 'all-red':
    case 'last':
      return observation.of.flatMap(selectorsIn);
    case 'inverted':
      return selectorsIn(observation.of);
    default:
      return [];
  }
}
