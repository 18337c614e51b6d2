import { selectorsOf, type Check, type Matcher, type Selector } from '../model/index.ts';
import { matchesWhole } from './pattern.ts';

/** An alert that reads what other checks publish. */
export interface Reader {
  alert: Check;
  selector: Selector;
}

/** By the beginning of the metrics' names, for the checks of one project. */
const known = new WeakMap<readonly Check[], Map<string, Reader[]>>();

/**
 * The alerts that read metrics of the kind that a check publishes, told apart by whether they can read its own; undefined for a check that publishes nothing.
 */
export function readersOf({ published }: Check, checks: readonly Check[]): { own: Reader[]; others: Reader[] } | undefined {
  if (!published) return undefined;
  const { metrics, labels } = published;
  const byMetrics = known.get(checks) ?? new Map<string, Reader[]>();
  known.set(checks, byMetrics);
  const readers = byMetrics.get(metrics) ?? readersIn(checks, metrics);
  byMetrics.set(metrics, readers);
  const reads = ({ selector }: Reader): boolean => selector.matchers.every((matcher) => admits(matcher, labels));
  return { own: readers.filter(reads), others: readers.filter((reader) => !reads(reader)) };
}

function readersIn(checks: readonly Check[], metrics: string): Reader[] {
  return checks.flatMap((alert) => (alert.kind === 'alert' ? selectorsOf(alert.observes).flatMap((selector) => (selector.metric === undefined || selector.metric.startsWith(metrics) ? { alert, selector } : [])) : []));
}

/** A label that is not written may have been added on the way. */
function admits({ label, operator, value }: Matcher, labels: Record<string, string>): boolean {
  const written = Object.hasOwn(labels, label) ? labels[label] : undefined;
  if (written === undefined) return true;
  switch (operator) {
    case '=':
      return written === value;
    case '!=':
      return written !== value;
    case '=~':
      return matchesWhole(value, written) ?? true;
    case '!~':
      return !(matchesWhole(value, written) ?? false);
  }
}
