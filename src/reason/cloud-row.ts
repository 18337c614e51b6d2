import type { CloudMetric, Knowledge } from '../knowledge/index.ts';
import { holds, type MetricObservation, type Notice, type Selector } from '../model/index.ts';
import { whenEmpty } from './missing.ts';
import { always, green, red, unknown, type Row } from './verdicts.ts';
import { kindRow, workRow, type Kind } from './work-row.ts';

/** The drill of a metric that a cloud service publishes of what it runs, by what is known of it; see docs/drill.md. */
export function cloudRow(leaf: MetricObservation, knowledge: Knowledge): Row {
  const silent = whenEmpty(leaf);
  const [first] = leaf.reads;
  const metric = first?.metric ?? '';
  const known = knowledge.cloudMetric(metric);
  // How many samples arrived says nothing of what they say.
  if (leaf.functions.at(-1) === 'SampleCount') return kindRow(isAbove(leaf) === false ? 'little-work' : undefined, leaf, metric, ended(silent, metric), silent);
  if (!first || !known) return workRow(leaf, metric, ended(silent, metric), silent);
  const row = knownRow(leaf, first, known, silent);
  return { ...row, silent };
}

/** The points of a metric end with the thing that has it, or with the events that it counts. */
function ended({ verdict, because }: Notice, metric: string): Notice {
  return { verdict, because: `no points of \`${metric}\` arrive when the thing is gone, and ${because}` };
}

function knownRow(leaf: MetricObservation, selector: Selector, { says, points }: CloudMetric, silent: Notice): Row {
  const { metric = '' } = selector;
  const above = isAbove(leaf);
  const vanishes = points === 'outside' ? unknown(`\`${metric}\` is told by something else, which may or may not remember a thing that is gone`) : ended(silent, metric);
  const kind = kindOf(says, above, selector);
  switch (says) {
    case 'lamp':
      return lampRow(metric, above, vanishes);
    case 'unhealthy':
    case 'healthy':
    case 'reach':
      return healthRow(metric, above === (says === 'unhealthy'));
    case 'running':
      if (above !== false) return kindRow(undefined, leaf, metric, vanishes, silent);
      return { ...always(green(`\`${metric}\` counts what runs, whatever that does`)), gone: red('too few are counted') };
    case 'work':
      if (above === false && points === 'events') return noWorkRow(leaf, metric, vanishes, silent);
      return kindRow(kind, leaf, metric, above === false && points === 'outside' ? red(`nothing is done, and \`${metric}\` falls`) : vanishes, silent);
    case 'backlog':
      return kind === undefined && above ? backlogRow(metric) : kindRow(kind, leaf, metric, vanishes, silent);
    default:
      return kindRow(kind, leaf, metric, vanishes, silent);
  }
}

/** Whether it waits for more of something, or for less; undefined where that cannot be told. */
function isAbove({ comparison }: MetricObservation): boolean | undefined {
  if (!comparison) return undefined;
  const { operator, threshold } = comparison;
  if (operator === '>' || operator === '>=') return true;
  if (operator === '<' || operator === '<=') return false;
  return threshold === null ? undefined : holds(1, operator, threshold) && !holds(0, operator, threshold) ? true : undefined;
}

const DEAD_LETTERS = /dlq|dead[-_]?letter|redrive|poison|undeliver/i;

/** What of the drill's kinds of work a metric is, where it is compared in the direction in which that shows. */
function kindOf(says: CloudMetric['says'], above: boolean | undefined, { matchers }: Selector): Kind | undefined {
  const isDeadLetters = matchers.some(({ value }) => DEAD_LETTERS.test(value));
  if (above) return says === 'errors' || says === 'latency' || says === 'age' ? says : says === 'backlog' && isDeadLetters ? 'errors' : undefined;
  if (above === undefined) return undefined;
  return says === 'success' ? 'successes' : says === 'work' ? 'little-work' : undefined;
}

function lampRow(metric: string, above: boolean | undefined, vanishes: Notice): Row {
  const covers = unknown(`it depends on whether \`${metric}\` covers this failure`);
  const degraded = above === undefined ? unknown(`it depends on what \`${metric}\` is compared with`) : above ? red(`\`${metric}\` is the lamp for it`) : green(`\`${metric}\` is compared with its healthy side`);
  return { gone: vanishes, stuck: covers, failing: covers, degraded, wrong: covers, silent: covers };
}

/** A service asks its targets, and publishes how many of them answered well. */
function healthRow(metric: string, waitsForBad: boolean): Row {
  if (!waitsForBad) return always(green(`\`${metric}\` is compared with its healthy side`));
  const asked = unknown(`it depends on what the health check behind \`${metric}\` asks for`);
  const fails = red(`the health check behind \`${metric}\` fails`);
  return { gone: fails, stuck: fails, failing: asked, degraded: asked, wrong: asked, silent: asked };
}

/** Without events there are no points, so that "less than one" is never seen: only what missing data means is. */
function noWorkRow(leaf: MetricObservation, metric: string, vanishes: Notice, silent: Notice): Row {
  return { ...kindRow('little-work', leaf, metric, vanishes, silent), gone: vanishes, stuck: { ...vanishes, because: `no points of \`${metric}\` arrive when nothing is done, and ${silent.because}` } };
}

function backlogRow(metric: string): Row {
  const waits = red(`nobody takes what waits, and \`${metric}\` grows`);
  const open = unknown('whether the fault moves this metric is not known here');
  return { gone: waits, stuck: waits, failing: unknown('it depends on whether a failure leaves the work undone'), degraded: open, wrong: open, silent: open };
}
