import { holds, type MetricObservation, type Notice } from '../model/index.ts';
import { green, red, unknown } from './verdicts.ts';

/** What an alert says when no sample arrives: what its own setting says, or else nothing, for a query without samples has no result. */
export function whenEmpty(leaf: MetricObservation): Notice {
  const { fallback, comparison, missing } = leaf;
  if (fallback === undefined && missing) return { verdict: missing.is, because: missing.because };
  if (fallback === undefined) return green('a query without samples returns nothing, and nothing does not fire');
  const stands = 'a constant stands in for missing samples';
  if (!comparison) return red(`${stands}, and any result fires`);
  if (comparison.threshold === null) return unknown(`${stands}, and what it is compared with is measured`);
  return holds(fallback, comparison.operator, comparison.threshold) ? red(`${stands}, and it meets the condition`) : green(`${stands}, and it counts as healthy`);
}
