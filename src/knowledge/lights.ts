import type { SiteLight } from '../config/settings.ts';
import type { Comparator } from '../model/index.ts';
import page from './lights.yaml';

/** A metric that is a fault lamp. */
export interface Light {
  metric: string;
  /** Who carries it, for people. */
  exporter: string;
  /** How red shows; absent where it takes more than one comparison to say. */
  red?: { operator: Comparator; value: number };
  /**
   * One series per state: the label that names the state; all states, those that mean red and those that mean well, where
   * known. `single`: some releases give one series without the label, and the state as its value.
   */
  stateSet?: { label: string; states?: string[]; bad?: string[]; good?: string[]; single?: boolean };
  /** A moment that is red when it is long ago (`stale`) or comes near (`ahead`); a counter whose increase is red (`rises`). */
  moves?: 'stale' | 'ahead' | 'rises';
}

/** What is known of metrics by their names. */
export interface Lights {
  light(metric: string): Light | undefined;
  /** The lights that the same part of the same exporter shows, by the first two words of their names; the metric's own among them. */
  beside(metric: string): readonly Light[];
  /** The id of the exporter that a metric comes from, by its prefix. */
  exporterOf(metric: string): string | undefined;
  /** The ids of exporters that are usually scraped under this job name. */
  exportersOfJob(job: string): readonly string[];
  /**
   * A series that only says that something is there (`info`), or whether an exporter can talk to what it watches
   * (`reach`); undefined for one that says more.
   */
  presence(metric: string): 'info' | 'reach' | undefined;
  /** A third party tells it, so it does not vanish with the thing that it tells of. */
  isToldFromOutside(metric: string): boolean;
}

interface Page {
  exporter: string;
  title: string;
  outside?: boolean;
  jobs?: string[];
  prefixes?: string[];
  reach?: string[];
  presence?: string[];
  lights: Record<string, Lamp>;
}

type Lamp = string | { red?: string; label?: string; states?: string[]; bad?: string[]; good?: string[]; single?: boolean };

const pages = page as Page[];

/** The lamps that ship, and those that a site declares for its own targets. */
export function createLights(site: readonly SiteLight[]): Lights {
  const lights = new Map<string, Light>();
  const presence = new Map<string, 'info' | 'reach'>([['up', 'info']]);
  const jobs = new Map<string, string[]>();
  const prefixes: [string, string][] = [];
  const outside = new Set<string>();
  for (const { exporter, title, outside: fromOutside = false, jobs: names = [], prefixes: own = [], reach = [], presence: info = [], lights: lamps } of pages) {
    for (const [metric, lamp] of Object.entries(lamps)) lights.set(metric, lightOf(metric, title, lamp));
    for (const metric of info) presence.set(metric, 'info');
    for (const metric of reach) presence.set(metric, 'reach');
    for (const job of names) jobs.set(job, [...(jobs.get(job) ?? []), exporter]);
    for (const prefix of own) prefixes.push([prefix, exporter]);
    if (fromOutside) outside.add(exporter);
  }
  for (const { metric, operator, value } of site) lights.set(metric, { metric, exporter: 'this site', red: { operator, value } });
  // The longest prefix first: `nginx_ingress_controller_` before `nginx_`.
  prefixes.sort(([a], [b]) => b.length - a.length);
  const known = new Map<string, string | undefined>();
  const exporterOf = (metric: string): string | undefined => {
    if (!known.has(metric)) known.set(metric, prefixes.find(([prefix]) => metric.startsWith(prefix))?.[1]);
    return known.get(metric);
  };
  return {
    light: (metric) => lights.get(metric),
    beside: (metric) => {
      const part = `${metric.split('_', 2).join('_')}_`;
      return [...lights.values()].filter((light) => light.metric.startsWith(part));
    },
    exporterOf,
    isToldFromOutside: (metric) => outside.has(exporterOf(metric) ?? ''),
    exportersOfJob: (job) => jobs.get(job) ?? [],
    presence: (metric) => presence.get(metric) ?? (EXPORTER_UP.test(metric) ? 'reach' : undefined),
  };
}

/** The name that exporters are asked to give it: https://prometheus.io/docs/instrumenting/writing_exporters/#failed-scrapes */
const EXPORTER_UP = /^[a-zA-Z0-9]+_up$/;

function lightOf(metric: string, exporter: string, lamp: Lamp): Light {
  if (lamp === 'stale' || lamp === 'ahead' || lamp === 'rises') return { metric, exporter, moves: lamp };
  if (typeof lamp === 'string') return { metric, exporter, red: comparisonOf(lamp) };
  const { red, label, states, bad, good, single } = lamp;
  return {
    metric,
    exporter,
    ...(red !== undefined && { red: comparisonOf(red) }),
    ...(label !== undefined && { stateSet: { label, ...(states && { states }), ...(bad && { bad }), ...(good && { good }), ...(single && { single }) } }),
  };
}

/** `== 1`, as the page writes it. */
function comparisonOf(text: string): { operator: Comparator; value: number } {
  const [operator, value] = text.split(' ');
  return { operator: operator as Comparator, value: Number(value) };
}
