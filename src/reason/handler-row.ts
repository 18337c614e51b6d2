import type { Endpoint } from '../knowledge/index.ts';
import type { Answer, Check, HandlerObservation } from '../model/index.ts';
import { green, red, unknown, UNATTENDED, type Row } from './verdicts.ts';

/** What a handler can tell of the state behind it. */
export type Tells =
  /** It answers the same whatever the state. */
  | 'nothing'
  /** It looks, and answers with a good status in every branch. */
  | 'body'
  | 'status'
  | 'unknown';

export function tells({ answers, looks, throws, open }: HandlerObservation): Tells {
  if (looks.length > 0 && answers.some(isBad)) return 'status';
  // Without a look, 405 is about the one who asks; where nothing else is answered, there is no such page.
  if (answers.some(({ status }) => status !== null && status >= 500) || answers.every(isBad)) return 'unknown';
  if (open) return 'unknown';
  if (throws && looks.length > 0) return 'status';
  if (answers.length === 0 || answers.some(({ status }) => status === null)) return 'unknown';
  return looks.length > 0 ? 'body' : 'nothing';
}

/** The answer by which a failure that was seen is told as success. */
export function caughtGood({ answers, looks, open }: HandlerObservation): Answer | undefined {
  if (open || looks.length === 0 || answers.some(isBad)) return undefined;
  return answers.find(({ caught, status }) => caught && status !== null);
}

function isBad({ status }: Answer): boolean {
  return status !== null && status >= 400;
}

/** The drill of the code that answers: what breaks is what it depends on, and the status is what others read. */
export function handlerRow(handler: HandlerObservation): Row {
  const what = tells(handler);
  const state = {
    nothing: green('the answer is the same whatever the state behind it'),
    body: green('every branch answers with a good status'),
    status: red('what it looks at decides the status'),
    unknown: unknown('it depends on what the handler does with what it sees'),
  }[what];
  return {
    gone: red('nobody answers'),
    stuck: red('no answer comes in time'),
    failing: state,
    degraded: what === 'status' ? unknown('it depends on whether it looks at the part that is unwell') : state,
    wrong: green('it says how it is, and not what it serves'),
    silent: UNATTENDED,
  };
}

/**
 * What the project's own code answers on its paths, for the checks that ask there. A path that several services answer
 * differently says nothing; neither does a liveness page, which may be constant.
 */
export function answersByPath(checks: readonly Check[]): Map<string, Endpoint> {
  const answers = new Map<string, Endpoint>();
  const ambiguous = new Set<string>();
  for (const { observes, at } of checks) {
    if (observes.via !== 'handler' || observes.asks === 'liveness') continue;
    const says = SAYS[tells(observes)];
    const known = answers.get(observes.path);
    if (says === undefined || (known && known.says !== says)) ambiguous.add(observes.path);
    else answers.set(observes.path, { says, title: `the code in \`${at.path}\`` });
  }
  for (const path of ambiguous) answers.delete(path);
  return answers;
}

const SAYS = { nothing: 'static', body: 'body', status: 'status', unknown: undefined } as const;
