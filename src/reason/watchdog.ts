import { selectorsOf, type Check, type Receiver } from '../model/index.ts';
import { isSwitch } from './switch.ts';

interface Project {
  readonly checks: readonly Check[];
  readonly receivers: readonly Receiver[];
  watchesAll(check: Check): boolean;
}

/** What was looked through for something that watches the monitoring itself. */
export interface Unwatched {
  /** The alerts of Prometheus's kind, in the order of the project. */
  alerts: readonly Check[];
  receivers: number;
}

/** So many alerts are a monitoring that people rely on, also where its routing stands elsewhere. */
const RELIED_ON = 10;

/**
 * The alerts of a project in which nothing would notice that the monitoring is dead: no dead man's switch, and no look at Prometheus or
 * Alertmanager. Undefined where something would, and where there are too few alerts to tell.
 */
export function unwatched(project: Project): Unwatched | undefined {
  if (!known.has(project)) known.set(project, lookThrough(project));
  return known.get(project);
}

/** Every alert asks, and one look through the project answers all of them. */
const known = new WeakMap<Project, Unwatched | undefined>();

function lookThrough(project: Project): Unwatched | undefined {
  const alerts = project.checks.filter(({ kind, format }) => kind === 'alert' && format === 'prometheus');
  const receivers = project.receivers.filter(({ system }) => system === 'alertmanager');
  if (alerts.length === 0 || (receivers.length === 0 && alerts.length < RELIED_ON)) return undefined;
  if (receivers.some(({ name }) => WATCHDOG.test(name))) return undefined;
  if (alerts.some((alert) => isSwitch(alert) || WATCHDOG.test(alert.name) || project.watchesAll(alert) || looksAtMonitoring(alert))) return undefined;
  return { alerts, receivers: receivers.length };
}

const WATCHDOG = /watch-?dog|dead-?man|heart-?beat|snitch|healthchecks?/i;
const OWN_METRIC = /^(?:prometheus|alertmanager|thanos|cortex|mimir|loki|vmalert|vm|net_conntrack)_/;
const OWN_JOB = /prometheus|alertmanager|monitoring|mimir|thanos|victoria|vmalert/i;

function looksAtMonitoring({ observes }: Check): boolean {
  return selectorsOf(observes).some(({ metric = '', matchers }) => OWN_METRIC.test(metric) || matchers.some(({ label, value }) => label === 'job' && OWN_JOB.test(value)));
}
