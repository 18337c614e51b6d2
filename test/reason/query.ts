import { observe } from '../../src/formats/common/promql.ts';
import type { Observation } from '../../src/model/index.ts';
import { parseLogql } from '../../src/syntax/logql.ts';
import { parsePromql } from '../../src/syntax/promql.ts';

/** What an alert on this PromQL looks at. */
export function observed(text: string): Observation {
  return observe(parsePromql(text), { text, language: 'promql', place: (start, end) => ({ path: 'rules.yml', start, end }) });
}

/** The same for LogQL. */
export function observedLogs(text: string): Observation {
  return observe(parseLogql(text), { text, language: 'logql', place: (start, end) => ({ path: 'rules.yml', start, end }) });
}
