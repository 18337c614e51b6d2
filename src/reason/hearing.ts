import type { Check } from '../model/index.ts';
import { emptyEnds, type Reach, type Routing, type Stop } from './routing.ts';

/** Who hears a check that is red, as far as the files tell. */
export interface Hearing {
  /** The surest thing that can be said: somebody surely, somebody maybe, nobody, or that it is not known here. */
  is: 'surely' | 'maybe' | 'nobody' | 'unknown';
  /** Names of receivers, or of the recipients that the check itself names, that hear it whatever its labels turn out to be. */
  surely: string[];
  /** Those that hear it if labels turn out so that are not written. */
  maybe: string[];
}

interface Project {
  readonly routing: Routing;
  readonly reach: (check: Check) => Reach | undefined;
}

/** Follows a check to those who hear it: the recipients that it names itself, or else the receivers that the routing trees lead to. */
export function hearingOf(check: Check, { routing, reach }: Project): Hearing {
  const { recipients } = check.audience;
  if (recipients !== 'unknown') {
    const told = recipients.filter(({ hears }) => hears === undefined);
    return told.length === 0 || routing.deadEnds(told) ? { is: 'nobody', surely: [], maybe: [] } : { is: 'surely', surely: namesOf(told.map(({ text }) => text)), maybe: [] };
  }
  const reached = reach(check);
  if (!reached) return { is: 'unknown', surely: [], maybe: [] };
  if (emptyEnds(reached, routing)) return { is: 'nobody', surely: [], maybe: [] };
  const [surely, maybe] = [reached.surely, reached.maybe].map((stops) => namesOf(stops.filter(isSomebody).map(({ name }) => name)));
  const is = surely?.length ? 'surely' : maybe?.length ? 'maybe' : 'unknown';
  return { is, surely: surely ?? [], maybe: maybe ?? [] };

  /** A receiver that was not read may be anybody. */
  function isSomebody({ receiver }: Stop): boolean {
    return !receiver || (receiver.recipients.length > 0 && !routing.deadEnds(receiver.recipients));
  }
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)];
}
