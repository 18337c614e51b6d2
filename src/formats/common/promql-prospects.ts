import type { Observation } from '../../model/index.ts';
import type { Expression } from '../../syntax/promql.ts';
import { lastingOf } from './promql-lasting.ts';
import { mismatchIn } from './promql-matching.ts';
import { operands, type Query } from './promql.ts';

/** Adds to what a query of Prometheus looks at whether it can have a result at all, and for how long; each part of an `or` has its own. */
export function addProspects(observes: Observation, tree: Expression, query: Query, durationOf: (text: string) => number | undefined): void {
  if (tree.is !== 'binary') return;
  if (tree.operator === 'or' && observes.via === 'any-red') {
    const parts = operands(tree, 'or');
    for (const [index, part] of parts.entries()) {
      const observed = parts.length === observes.of.length ? observes.of[index] : undefined;
      if (observed) addProspects(observed, part, query, durationOf);
    }
    return;
  }
  if (observes.via !== 'metric' && observes.via !== 'all-red') return;
  const mismatch = mismatchIn(tree);
  if (mismatch) observes.empty = { because: mismatch.because, at: query.place(mismatch.start, mismatch.end), sure: mismatch.sure };
  const lasts = /offset/i.test(query.text) ? lastingOf(tree, durationOf) : undefined;
  if (lasts && lasts.seconds !== Infinity) observes.lasts = lasts;
}
