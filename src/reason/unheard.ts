import { looksOf, type Check } from '../model/index.ts';
import { reachesNobody, type Reach, type Stop } from './routing.ts';
import { isSwitch } from './switch.ts';

/** Why nobody is told of a check. */
export type Unheard =
  /** It has no action, no receiver and no handle of its own. */
  | { is: 'no-action' }
  /** Every way through the routing that was read ends where nobody is. `replaced`: what stands elsewhere may take the place of that routing. */
  | { is: 'dead-end'; stops: Stop[]; replaced: boolean };

interface Project {
  readonly checks: readonly Check[];
  reach(check: Check): Reach | undefined;
}

/** Undefined where somebody may be told, and for checks that are meant for nobody. */
export function unheard(check: Check, project: Project): Unheard | undefined {
  if (isForNobody(check) || isSwitch(check) || check.state.is !== 'enabled') return undefined;
  const { recipients } = check.audience;
  if (recipients !== 'unknown') return recipients.length === 0 && !isPart(check, project) ? { is: 'no-action' } : undefined;
  const reach = project.reach(check);
  if (!reach) return undefined;
  const stops = [...reach.surely, ...reach.maybe];
  const replaced = stops.every(({ routes }) => routes.some(({ elsewhere }) => elsewhere === 'replaced'));
  const settled = replaced ? { surely: reach.surely, maybe: reach.maybe } : reach;
  return reachesNobody(settled) ? { is: 'dead-end', stops, replaced } : undefined;
}

/** Another alarm is red when it is, and tells somebody. */
function isPart(check: Check, { checks }: Project): boolean {
  return checks.some((other) => other !== check && looksOf(other.observes).some((look) => look.via === 'reference' && (look.name === check.name || look.name === check.alias)));
}

/** Severities that ask nobody to come. */
const FOR_NOBODY = /^(?:none|info|informational|debug|notice|silent|ignore)$/i;
/** It fires so that others are kept quiet. */
const INHIBITOR = /inhibit/i;

function isForNobody({ name, response: { severity } }: Check): boolean {
  return FOR_NOBODY.test(severity?.text ?? '') || INHIBITOR.test(name);
}
