import type { Fault, Notice } from '../model/index.ts';

/** The six answers of one kind of look, before combinations. */
export type Row = Record<Fault, Notice>;

export const red = (because: string): Notice => ({ verdict: 'red', because });
export const green = (because: string): Notice => ({ verdict: 'green', because });
export const unknown = (because: string): Notice => ({ verdict: 'unknown', because });

/** The same answer to every fault. */
export function always(notice: Notice): Row {
  return { gone: notice, stuck: notice, failing: notice, degraded: notice, wrong: notice, silent: notice };
}

const OPPOSITE = { red: 'green', green: 'red', unknown: 'unknown' } as const;

/** One is red: red. All are green: green. */
export function anyRed(notices: readonly Notice[]): Notice {
  return decisive(notices, 'red');
}

/** One is green: green. All are red: red. */
export function allRed(notices: readonly Notice[]): Notice {
  return decisive(notices, 'green');
}

export function inverted({ verdict, because }: Notice): Notice {
  return { verdict: OPPOSITE[verdict], because };
}

/** The first notice with the verdict that settles it; failing that one that leaves it open; failing that the first. */
function decisive(notices: readonly Notice[], settles: 'red' | 'green'): Notice {
  return (
    notices.find((notice) => notice.verdict === settles) ??
    notices.find((notice) => notice.verdict === 'unknown') ??
    notices[0] ??
    unknown('it looks at nothing')
  );
}

/** Of a check that somebody has to run: its own end is not in the file. */
export const UNATTENDED = unknown('nothing here says what happens when the check itself no longer runs');

/** Of a check that takes no answer for a good one. */
export const UNANSWERED = green('no answer at all meets its conditions');
