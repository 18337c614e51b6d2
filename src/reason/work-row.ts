import { holds, type MetricObservation, type Notice } from '../model/index.ts';
import { remembering } from './remembering.ts';
import { green, red, unknown, type Row } from './verdicts.ts';

/**
 * The drill of metrics that count or time work: errors, rates, latencies, the age of the last success. By the names
 * that https://prometheus.io/docs/practices/naming/ asks for; a name that says nothing gets the verdict `unknown`.
 */
export function workRow(leaf: MetricObservation, metric: string, vanishes: Notice, silent: Notice): Row {
  return kindRow(kindOf(leaf, metric), leaf, metric, vanishes, silent);
}

/** The same where it is known what the metric says. */
export function kindRow(kind: Kind | undefined, leaf: MetricObservation, metric: string, vanishes: Notice, silent: Notice): Row {
  switch (kind) {
    case 'age':
      return {
        gone: leaf.reads.some(({ metric: name = '' }) => OUTLIVES.test(name)) ? red('nobody renews it, and it grows old') : vanishes,
        stuck: red(`\`${metric}\` is not renewed, and it grows old`),
        failing: SUCCESS.test(metric) ? red(`\`${metric}\` is not renewed without a success`) : unknown(`it depends on whether a failure renews \`${metric}\``),
        degraded: open,
        wrong: open,
        silent,
      };
    case 'errors':
      return {
        gone: vanishes,
        stuck: unknown('it depends on whether the callers that wait count as errors'),
        failing: red(`\`${metric}\` counts it`),
        degraded: open,
        wrong: unknown(`it depends on whether \`${metric}\` counts a wrong answer as an error`),
        silent,
      };
    case 'successes':
      return {
        gone: vanishes,
        stuck: red(`\`${metric}\` counts no successes any more`),
        failing: red(`\`${metric}\` counts no successes any more`),
        degraded: open,
        wrong: open,
        silent,
      };
    case 'little-work':
      return { gone: vanishes, stuck: red(`\`${metric}\` does not grow any more`), failing: open, degraded: open, wrong: open, silent };
    case 'latency':
      return {
        gone: vanishes,
        stuck: unknown('a request that never ends is measured only where somebody gives up waiting'),
        failing: unknown('an error may be quick or slow'),
        degraded: open,
        wrong: green('it measures how long an answer takes, and not what it says'),
        silent,
      };
    case 'restarts':
      return {
        gone: red('a process that dies is started again, and that is counted'),
        stuck: unknown('it depends on whether something restarts a process that hangs'),
        failing: unknown('it depends on whether the failure ends the process'),
        degraded: green('a process that runs on is not restarted'),
        wrong: green('a process that runs on is not restarted'),
        silent,
      };
    case undefined:
      return { gone: vanishes.verdict === 'red' ? vanishes : open, stuck: open, failing: open, degraded: open, wrong: open, silent };
  }
}

const open = unknown('whether the fault moves this metric is not known here');

export type Kind = 'age' | 'errors' | 'successes' | 'little-work' | 'latency' | 'restarts';

const SUCCESS = /success|successful|succeeded|complete|finished|backup/i;
/** Stays when its sender is gone: what was pushed, and what is written to a file for others to read. */
const OUTLIVES = /^push_|^node_textfile_mtime|^kube_(?:cronjob|job)_/;
const ERRORS = /error|fail|fault|exception|reject|dropped|timeout|timed_out|denied|aborted|panic|unhealthy|invalid|corrupt|5xx|dead_?letter/i;
const BAD_VALUE = /^\(?(?:5|[45]\.\.|\^?5|error|fail|err|timeout|critical)|5xx|5\.\.|5\\d/i;
const RESTARTS = /restarts?(?:_total|_count)?$/;
const LATENCY = /duration|latency|response_time|_seconds_(?:bucket|sum)$|_ms_(?:bucket|sum)$/i;
const GROWS = new Set(['rate', 'increase', 'irate', 'delta', 'idelta', 'changes']);

function kindOf(leaf: MetricObservation, metric: string): Kind | undefined {
  const { comparison = leaf.filter, functions, reads, age } = leaf;
  if (!comparison) return undefined;
  const above = comparison.operator === '>' || comparison.operator === '>=' || (comparison.operator === '!=' && comparison.threshold === 0);
  if (age) return above ? 'age' : undefined;
  const grows = functions.some((name) => GROWS.has(name));
  const facts = factsOf(metric);
  if (grows && facts.restarts) return above ? 'restarts' : undefined;
  const isBad = (selector: (typeof reads)[number] | undefined): boolean =>
    selector !== undefined &&
    (factsOf(selector.metric ?? '').errors ||
      selector.matchers.some(({ label, operator, value }) => !operator.startsWith('!') && isOutcome(label) && BAD_VALUE.test(value)));
  if (isBad(reads[0])) return above ? 'errors' : undefined;
  if (facts.latency && (functions.includes('histogram_quantile') || !metric.endsWith('_count'))) return above ? 'latency' : undefined;
  const below = !above && comparison.threshold !== null && holds(0, comparison.operator, comparison.threshold);
  if (!below) return undefined;
  if (facts.success && (grows || leaf.ratio)) return 'successes';
  return grows && !leaf.ratio ? 'little-work' : undefined;
}

const OUTCOME = /code|status|result|outcome|state|success|reason|type|severity/i;

/** What the name of a metric says of it. */
interface NameFacts {
  errors: boolean;
  success: boolean;
  restarts: boolean;
  latency: boolean;
}

/** Ten thousand alerts read a few hundred metrics between them. */
const factsOf = remembering((metric: string): NameFacts => ({ errors: ERRORS.test(metric), success: SUCCESS.test(metric), restarts: RESTARTS.test(metric), latency: LATENCY.test(metric) }));
const isOutcome = remembering((label: string) => OUTCOME.test(label));
