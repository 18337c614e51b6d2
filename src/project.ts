import type { Settings } from './config/settings.ts';
import type { Document } from './document.ts';
import { createKnowledge, type Knowledge } from './knowledge/index.ts';
import type { Check, Item, Link, Notices, Reader, Receiver, Recording, Route, Runbook, Section, Service, Skip, Span } from './model/index.ts';
import { notices } from './reason/notices.ts';
import { createSiblings, type Siblings } from './reason/siblings.ts';

/** All files together: what a rule may ask beyond the one thing that it judges. */
export interface Project {
  readonly checks: readonly Check[];
  readonly runbooks: readonly Runbook[];
  readonly recordings: readonly Recording[];
  readonly readers: readonly Reader[];
  readonly services: readonly Service[];
  readonly routes: readonly Route[];
  readonly receivers: readonly Receiver[];
  readonly skips: readonly Skip[];
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  /** How many files were read as what, to say what a statement about the whole project rests on. */
  readonly scanned: { files: number; formats: ReadonlyMap<string, number> };
  /** The drill of a check. */
  drill(check: Check): Notices;
  /** The words at a place. */
  textAt(span: Span): string;
  /** Other checks with the same target. */
  siblings(check: Check): readonly Check[];
  /** Other alerts that read so generally that they may have the same target. */
  possibleSiblings(check: Check): readonly Check[];
  /** Where a link to a runbook leads. */
  resolve(link: Link): LinkTarget;
  /** The runbooks that a check's links or name lead to. */
  runbooksOf(check: Check): readonly Runbook[];
}

export type LinkTarget =
  /** A page of this project, and the section that its anchor names. */
  | { is: 'runbook'; runbook: Runbook; section?: Section }
  /** It belongs to this project, and there is no such file. */
  | { is: 'missing-file'; path: string; sure: boolean }
  /** The page is there and has no such heading. */
  | { is: 'missing-anchor'; runbook: Runbook; anchor: string; sure: boolean }
  /** It leads out of the project and cannot be read. */
  | { is: 'outside' };

export function createProject(documents: ReadonlyMap<string, Document>, items: readonly Item[], formats: ReadonlyMap<string, number>, settings: Settings): Project {
  const sorted = sort(items);
  const knowledge = createKnowledge(settings.lights);
  const drills = new WeakMap<Check, Notices>();
  let known: Siblings | undefined;
  const siblings = (): Siblings => (known ??= createSiblings(sorted.checks, sorted.recordings, knowledge));
  return {
    ...sorted,
    knowledge,
    settings,
    scanned: { files: documents.size, formats },
    drill: (check) => remember(drills, check, () => notices(check, knowledge)),
    textAt: ({ path, start, end }) => documents.get(path)?.text.slice(start, end) ?? '',
    siblings: (check) => siblings().of(check),
    possibleSiblings: (check) => siblings().possible(check),
    resolve: () => ({ is: 'outside' }),
    runbooksOf: () => [],
  };
}

function remember<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, work: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = work();
    known.set(key, value);
  }
  return value;
}

/** One list per kind of item, in the order of reading. */
function sort(items: readonly Item[]): Pick<Project, 'checks' | 'runbooks' | 'recordings' | 'readers' | 'services' | 'routes' | 'receivers' | 'skips'> {
  const checks: Check[] = [];
  const runbooks: Runbook[] = [];
  const recordings: Recording[] = [];
  const readers: Reader[] = [];
  const services: Service[] = [];
  const routes: Route[] = [];
  const receivers: Receiver[] = [];
  const skips: Skip[] = [];
  for (const item of items) {
    switch (item.kind) {
      case 'runbook':
        runbooks.push(item);
        break;
      case 'recording':
        recordings.push(item);
        break;
      case 'reader':
        readers.push(item);
        break;
      case 'service':
        services.push(item);
        break;
      case 'route':
        routes.push(item);
        break;
      case 'receiver':
        receivers.push(item);
        break;
      case 'skip':
        skips.push(item);
        break;
      default:
        checks.push(item);
    }
  }
  return { checks, runbooks, recordings, readers, services, routes, receivers, skips };
}
