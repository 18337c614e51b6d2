import { looksOf, type Check, type Evidence, type Receiver, type Route } from '../model/index.ts';
import { onceFor } from './remembering.ts';
import { emptyEnds, isFor, type Reach, type Routing, type Stop } from './routing.ts';
import { readersOf, type Reader } from './readers.ts';
import { isSwitch } from './switch.ts';

/** Why nobody is told of a check. */
export type Unheard =
  /** It has no action, no receiver and no handle of its own. */
  | { is: 'no-action'; doubt?: Doubt }
  /** The configuration that carries it is not loaded. */
  | { is: 'refused'; root: Route; reason: Evidence }
  /** It tells nobody itself, and the alerts that read such metrics as its own leave it out. */
  | { is: 'unread'; readers: Reader[] }
  /** Every way through the routing that was read ends where nobody is. `replaced`: what stands elsewhere may take the place of that routing. */
  | { is: 'dead-end'; stops: Stop[]; replaced: boolean };

/** Others may be told whom the file cannot show: how, and whether another check of the project names somebody in its own file all the same. */
export interface Doubt {
  unless: string;
  others: boolean;
}

interface Project {
  readonly checks: readonly Check[];
  readonly routing: Pick<Routing, 'deadEnds'>;
  reach(check: Check): Reach | undefined;
}

/** Undefined where somebody may be told, and for checks that are meant for nobody. */
export function unheard(check: Check, project: Project): Unheard | undefined {
  const known = answersIn(project);
  if (!known.has(check)) known.set(check, whyUnheard(check, project));
  return known.get(check);
}

/** Several rules ask it, some once for each receiver. */
const answersIn = onceFor<Project, Map<Check, Unheard | undefined>>(() => new Map());

/** The checks all of whose ways end at receivers without anybody, this one among them; what stands elsewhere may not take the place of these. */
export function endingAt(receiver: Receiver, project: Project): readonly Check[] {
  return endingsIn(project).get(receiver) ?? [];
}

const endingsIn = onceFor((project: Project) => {
  const endings = new Map<Receiver, Check[]>();
  for (const check of project.checks) {
    const found = unheard(check, project);
    if (found?.is !== 'dead-end' || found.replaced) continue;
    for (const end of new Set(found.stops.flatMap((stop) => stop.receiver ?? []))) {
      const ending = endings.get(end);
      if (ending) ending.push(check);
      else endings.set(end, [check]);
    }
  }
  return endings;
});

function whyUnheard(check: Check, project: Project): Unheard | undefined {
  const { recipients } = check.audience;
  const reach = recipients === 'unknown' ? project.reach(check) : undefined;
  const ends = recipients === 'unknown' ? undefined : project.routing.deadEnds(recipients);
  if (check.published && recipients === 'unknown' && check.state.is === 'enabled') {
    const readers = readersOf(check, project.checks);
    return readers?.own.length === 0 && readers.others.length > 0 ? { is: 'unread', readers: readers.others } : undefined;
  }
  if (recipients === 'unknown' ? !reach : recipients.length > 0 && !ends) return undefined;
  if (isForNobody(check) || isSwitch(check) || check.state.is !== 'enabled') return undefined;
  if (ends) return isPart(check, project) ? undefined : { is: 'dead-end', stops: ends.map((receiver) => ({ name: receiver.name, receiver, routes: [] })), replaced: false };
  if (!reach) return isPart(check, project) ? undefined : { is: 'no-action', ...doubtOf(check, project) };
  const { refused: root } = reach;
  if (root?.refused && reach.elsewhere === undefined) return { is: 'refused', root, reason: root.refused };
  const stops = [...reach.surely, ...reach.maybe];
  const replaced = stops.every(({ routes }) => routes.some(({ elsewhere }) => elsewhere === 'replaced'));
  const settled = replaced ? { surely: reach.surely, maybe: reach.maybe } : reach;
  const empty = emptyEnds(settled, project.routing);
  return empty && { is: 'dead-end', stops: empty, replaced };
}

function doubtOf(check: Check, project: Project): { doubt?: Doubt } {
  const { elsewhere: unless } = check.audience;
  return unless === undefined ? {} : { doubt: { unless, others: tellingIn(project).some(({ format, span }) => format === check.format && isFor(span.path, check)) } };
}

/** The checks that name whom they tell. */
const tellingIn = onceFor(({ checks }: Project) => checks.filter(({ audience: { recipients } }) => recipients !== 'unknown' && recipients.length > 0));

/** Another alarm is red when it is, and tells somebody. */
function isPart({ name, alias }: Check, project: Project): boolean {
  const named = referredIn(project);
  return named.has(name) || (alias !== undefined && named.has(alias));
}

/** The names that the alarms of a project call each other by. */
const referredIn = onceFor(({ checks }: Project) => new Set(checks.flatMap(({ observes }) => looksOf(observes).flatMap((look) => (look.via === 'reference' ? look.name : [])))));

/** Severities that ask nobody to come. */
const FOR_NOBODY = /^(?:none|info|informational|debug|notice|silent|ignore)$/i;
/** It fires so that others are kept quiet. */
const INHIBITOR = /inhibit/i;

function isForNobody({ name, response: { severity } }: Check): boolean {
  return FOR_NOBODY.test(severity?.text ?? '') || INHIBITOR.test(name);
}
