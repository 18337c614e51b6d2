import { looksOf, type Check, type Fault, type Leaf, type Notice, type Notices, type Observation } from '../model/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { handlerRow } from './handler-row.ts';
import { httpRow } from './http-row.ts';
import { isPresenceMetric, metricRow } from './metric-row.ts';
import { scriptRow } from './script-row.ts';
import { allRed, always, anyRed, green, inverted, red, unknown, UNANSWERED, UNATTENDED, type Row } from './verdicts.ts';

/**
 * The drill: break the target in six ways, on paper, and work out what the check would say.
 *
 * Every leaf of an observation has a row of six verdicts; combinations join the rows of their parts. The rows are the
 * verdict table of the documentation (docs/drill.md), and each is tested, against the real program where there is one.
 */
export function notices(check: Check, knowledge: Knowledge): Notices {
  const { silence, state } = check;
  if (state.is !== 'enabled') return always(green(state.is === 'inert' ? `it never runs: ${state.because}` : `it is ${state.is}`));
  const row = rowOf(check.observes, knowledge);
  if (silence.is === 'by-query' || answersWithoutData(check.observes)) return row;
  const silent: Notice = { verdict: silence.is, because: silence.because };
  if (silence.is !== 'red' || check.observes.via === 'constant') return { ...row, silent };
  // What vanishes with its target leaves nothing where it was all that was read.
  const vanished = ({ verdict, because }: Notice): Notice => (verdict === 'green' ? unknown(`${because}; yet where nothing else is left of what it reads, ${silence.because}`) : { verdict, because });
  return { ...row, gone: vanished(row.gone), stuck: vanished(row.stuck), silent };
}

/** A query with `absent(…)` or `or vector(…)` has a result without any sample, so no setting for missing data is asked. */
function answersWithoutData(observation: Observation): boolean {
  return looksOf(observation).some((look) => look.via === 'metric' && (look.absence || look.fallback !== undefined));
}

/** True when nothing but absence or deafness of its target can make the check red. */
export function isPresenceOnly(row: Notices): boolean {
  const seesAbsence = row.gone.verdict !== 'green' || row.stuck.verdict !== 'green';
  return seesAbsence && DEEPER.every((fault) => row[fault].verdict === 'green');
}

/**
 * False for what cannot come out as presence only, without the whole row: most alerts read a metric of some work, which leaves it open at
 * least whether a failure moves it.
 */
export function maySeePresenceOnly(observation: Observation): boolean {
  switch (observation.via) {
    case 'any-red':
      return observation.of.every(maySeePresenceOnly);
    case 'all-red':
      return observation.of.some(maySeePresenceOnly);
    case 'metric':
      return isPresenceMetric(observation);
    default:
      return true;
  }
}

/** The faults of a target that is there and answers. */
export const DEEPER = ['failing', 'degraded', 'wrong'] as const;

/** The row of an observation and all that it is made of. */
export function rowOf(observation: Observation, knowledge: Knowledge): Row {
  switch (observation.via) {
    case 'any-red':
      return join(observation.of.map((part) => rowOf(part, knowledge)), anyRed, 'green');
    case 'all-red':
      if (observation.empty?.sure) return always(green(`this condition is never met: ${observation.empty.because}`));
      return join(observation.of.map((part) => rowOf(part, knowledge)), allRed, 'red');
    case 'last':
      return join(observation.of.map((part) => rowOf(part, knowledge)), (notices) => notices.at(-1) ?? unknown('it looks at nothing'), 'either');
    case 'inverted':
      return join([rowOf(observation.of, knowledge)], ([notice = unknown('it looks at nothing')]) => inverted(notice), 'either');
    default:
      return leafRow(observation, knowledge);
  }
}

/** `next`: the verdict of a part after which the next one runs. */
function join(rows: readonly Row[], how: (notices: readonly Notice[]) => Notice, next: 'red' | 'green' | 'either'): Row {
  const of = (fault: Fault): Notice => how(rows.map((part) => part[fault]));
  return { gone: of('gone'), stuck: endless(rows, next) ?? of('stuck'), failing: of('failing'), degraded: of('degraded'), wrong: of('wrong'), silent: of('silent') };
}

/** The part that waits for ever before anything behind it can speak. */
function endless(rows: readonly Row[], next: 'red' | 'green' | 'either'): Notice | undefined {
  for (const { stuck } of rows) {
    if (stuck.hangs) return stuck;
    if (next !== 'either' && stuck.verdict !== next) return undefined;
  }
  return undefined;
}

function leafRow(leaf: Leaf, knowledge: Knowledge): Row {
  switch (leaf.via) {
    case 'constant':
      return always({ verdict: leaf.says, because: leaf.because ?? `\`${leaf.text}\` says the same whatever happens` });
    case 'ping':
      if (leaf.answer === 'optional') return always(UNANSWERED);
      return presence(red('no host answers'), green('the network stack answers for a host whose programs hang'), 'it asks only whether the host answers');
    case 'tcp':
      if (leaf.answer === 'optional') return always(UNANSWERED);
      if (leaf.expects !== undefined) return talkRow(leaf.expects);
      return presence(
        red('nobody accepts the connection'),
        green('the kernel accepts connections for a program that never answers'),
        'it opens a connection and asks nothing',
      );
    case 'dns':
      return leaf.expects === undefined ? { ...talkRow('an answer'), wrong: green('what the answer says is not read') } : talkRow(leaf.expects);
    case 'certificate':
      return {
        gone: red('nobody shows a certificate'),
        stuck: red('no certificate comes in time'),
        failing: green('it reads the certificate and asks for nothing'),
        degraded: unknown('it is the light for one thing: a certificate that ends'),
        wrong: green('it reads the certificate and asks for nothing'),
        silent: UNATTENDED,
      };
    case 'process':
      return presence(red('the process is no longer listed'), green('a process that hangs is still listed'), 'it looks only whether the process is listed');
    case 'file':
      return fileRow(leaf);
    case 'http':
      return httpRow(leaf, knowledge);
    case 'grpc':
      return {
        gone: red('nobody accepts the connection'),
        stuck: red('no answer comes in time'),
        failing: red('the health service answers with an error'),
        degraded: unknown('it depends on whether the server sets its health service to NOT_SERVING'),
        wrong: green('the health protocol carries a state and no content'),
        silent: UNATTENDED,
      };
    case 'command':
      return commandRow(leaf, knowledge);
    case 'metric':
      return metricRow(leaf, knowledge);
    case 'script':
      return scriptRow(leaf);
    case 'handler':
      return handlerRow(leaf);
    case 'person':
      return personRow(leaf);
    case 'reference':
      return always(unknown(`it depends on what \`${leaf.name}\` notices`));
  }
}

/** A look that ends when something is there: blind to everything that a thing which is there can say. */
function presence(gone: Notice, stuck: Notice, blind: string): Row {
  return { gone, stuck, failing: green(blind), degraded: green(blind), wrong: green(blind), silent: UNATTENDED };
}

/** A question in the protocol of the other side, of which the answer is read. */
function talkRow(expects: string): Row {
  return {
    gone: red('nobody answers'),
    stuck: red('no answer comes in time'),
    failing: red(`an error is not ${expects}`),
    degraded: unknown(`it depends on whether the answer is still ${expects} when the target is unwell`),
    wrong: red(`another answer is not ${expects}`),
    silent: UNATTENDED,
  };
}

function fileRow(leaf: Leaf & { via: 'file' }): Row {
  const path = leaf.path === undefined ? 'the file' : `\`${leaf.path}\``;
  if (leaf.looks === 'content') {
    return {
      ...always(unknown(`it depends on what is written to ${path}, and when`)),
      gone: unknown(`whoever writes ${path} may leave its last words behind`),
    };
  }
  const blind = `${path} can be ${leaf.looks === 'fresh' ? 'fresh' : 'there'} while its writer is unwell`;
  if (leaf.looks === 'fresh') {
    const row = presence(red(`nobody refreshes ${path}`), red(`nobody refreshes ${path}`), blind);
    return { ...row, failing: unknown(`it depends on whether ${path} is refreshed only after good work`) };
  }
  return presence(unknown(`${path} may outlive the program that wrote it`), green(`${path} stays where it is`), blind);
}

function commandRow(leaf: Leaf & { via: 'command' }, knowledge: Knowledge): Row {
  const fact = knowledge.command(leaf.program, leaf.arguments, leaf.expects !== undefined);
  if (!fact) return always(unknown(`what the exit status of \`${leaf.program}\` proves is not known here`));
  const notice = (verdict: Notice['verdict']): Notice => ({ verdict, because: fact.because });
  return {
    gone: notice(fact.proves.gone),
    stuck: notice(fact.proves.stuck),
    failing: notice(fact.proves.failing),
    degraded: notice(fact.proves.degraded),
    wrong: notice(fact.proves.wrong),
    silent: UNATTENDED,
  };
}

function personRow(leaf: Leaf & { via: 'person' }): Row {
  const nobody = unknown('nothing here says who notices when nobody comes');
  if (leaf.expect === undefined) {
    const blind = green('the step names no reading that would be wrong, so whoever is there can tick it');
    return { gone: red('whoever comes sees that it is not there'), stuck: blind, failing: blind, degraded: blind, wrong: blind, silent: nobody };
  }
  return { ...always(red(`the step expects ${leaf.expect}`)), silent: nobody };
}
