import type { Settings } from './config/settings.ts';
import type { Document } from './document.ts';
import { createKnowledge, type Knowledge } from './knowledge/index.ts';
import type { Check, CheckKind, Dashboard, Inhibition, Interval, Item, Link, Notices, Objective, Ownership, Receiver, Recording, Route, Runbook, Server, Service, Skip, Span, Step, Text } from './model/index.ts';
import { createOwnersOf, type OwnersOf } from './ownership.ts';
import { answerOf, type Answer } from './reason/answer.ts';
import { clarityOf, type Clarity } from './reason/clarity.ts';
import { createLinks, type Lead, type Links, type LinkTarget } from './reason/links.ts';
import { answersByPath } from './reason/handler-row.ts';
import { notices } from './reason/notices.ts';
import { stepClarity } from './reason/page.ts';
import { createRouting, type Reach, type Routing } from './reason/routing.ts';
import { createSiblings, type Siblings } from './reason/siblings.ts';

/** All files together: what a rule may ask beyond the one thing that it judges. */
export interface Project {
  readonly checks: readonly Check[];
  /** Every page of Markdown that a link can lead to; `isRunbook` tells those that are runbooks. */
  readonly runbooks: readonly Runbook[];
  readonly recordings: readonly Recording[];
  readonly services: readonly Service[];
  readonly servers: readonly Server[];
  readonly routes: readonly Route[];
  readonly receivers: readonly Receiver[];
  readonly intervals: readonly Interval[];
  readonly inhibitions: readonly Inhibition[];
  readonly dashboards: readonly Dashboard[];
  readonly objectives: readonly Objective[];
  readonly ownerships: readonly Ownership[];
  readonly skips: readonly Skip[];
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  /** Questions (`ask`) are wanted: to be put to the owner, or to know what a suppression or the baseline is about. */
  readonly asks: boolean;
  /** How many files were read as what, to say what a statement about the whole project rests on. */
  readonly scanned: { files: number; formats: ReadonlyMap<string, number> };
  /** The drill of a check. */
  drill(check: Check): Notices;
  /** What a text tells a person. */
  clarity(text: Text): Clarity;
  /** What a step of a runbook tells a person. */
  said(step: Step): Clarity;
  /** What the texts of a check say to do. */
  answer(check: Check): Answer;
  /** The words at a place. */
  textAt(span: Span): string;
  /** The checks with the same target, the check itself among them. */
  siblings(check: Check): readonly Check[];
  /** Alerts that read so generally that they may have the same target. */
  possibleSiblings(check: Check): readonly Check[];
  /** The alert watches every scraped target, so it is a sibling of all alerts. */
  watchesAll(check: Check): boolean;
  /** Who answers for a check by what is written outside of it. */
  ownersOf: OwnersOf;
  /** Where a link to a runbook leads. */
  resolve(link: Link): LinkTarget;
  /** The runbooks that a check's links or name lead to. */
  runbooksOf(check: Check): readonly Runbook[];
  /** The checks whose links or names lead to a page. */
  leadsTo(runbook: Runbook): readonly Lead[];
  /** It looks like a runbook, or a check leads to it as one. */
  isRunbook(page: Runbook): boolean;
  /** Who hears a check, by the routing trees that were read. */
  readonly routing: Routing;
  /** The receivers that a check reaches; undefined where no tree was read that carries it. */
  reach: (check: Check) => Reach | undefined;
}

/** What texts say depends on them and on the words that are known alone. */
export interface Said {
  texts: Known<Text, Clarity>;
  steps: Known<Step, Clarity>;
  answers: Known<Check, Answer>;
}

type Known<Key, Value> = Pick<Map<Key, Value>, 'get'> & { set(key: Key, value: Value): unknown };

/** `said`: what is known from an earlier project with the same words. */
export function createProject(
  documents: ReadonlyMap<string, Document>,
  items: readonly Item[],
  formats: ReadonlyMap<string, number>,
  settings: Settings,
  asks = settings.preset === 'strict',
  said: Said = { texts: new Map(), steps: new Map(), answers: new Map() },
): Project {
  const sorted = sort(items);
  const knowledge = createKnowledge(settings.lights, settings.words, answersByPath(sorted.checks));
  const drills = new Map<Check, Notices>();
  const clarity = (text: Text): Clarity => remember(said.texts, text, () => clarityOf(text.value, knowledge.words));
  let known: Siblings | undefined;
  const siblings = (): Siblings => (known ??= createSiblings(sorted.checks, sorted.recordings, knowledge));
  const routing = createRouting(sorted);
  let owners: OwnersOf | undefined;
  let links: Links | undefined;
  const linked = (): Links => (links ??= createLinks({ checks: sorted.checks, runbooks: sorted.runbooks, folders: settings.runbooks, paths: documents.keys() }));
  return {
    ...sorted,
    knowledge,
    settings,
    asks,
    scanned: { files: documents.size, formats },
    drill: (check) => remember(drills, check, () => notices(check, knowledge)),
    clarity,
    said: (step) => remember(said.steps, step, () => stepClarity(step, knowledge.words)),
    answer: (check) => remember(said.answers, check, () => answerOf(check, clarity, knowledge.words)),
    textAt: ({ path, start, end }) => documents.get(path)?.text.slice(start, end) ?? '',
    siblings: (check) => siblings().of(check),
    possibleSiblings: (check) => siblings().possible(check),
    watchesAll: (check) => siblings().watchesAll(check),
    ownersOf: (check) => (owners ??= createOwnersOf(sorted.ownerships))(check),
    resolve: (link) => linked().resolve(link),
    runbooksOf: (check) => linked().runbooksOf(check),
    leadsTo: (runbook) => linked().leadsTo(runbook),
    isRunbook: (page) => page.shape === 'page' || linked().leadsTo(page).length > 0,
    routing,
    reach: routing.reach,
  };
}

function remember<Key, Value>(known: Known<Key, Value>, key: Key, work: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = work();
    known.set(key, value);
  }
  return value;
}

type Lists = Pick<Project, 'checks' | 'runbooks' | 'recordings' | 'services' | 'servers' | 'routes' | 'receivers' | 'intervals' | 'inhibitions' | 'dashboards' | 'objectives' | 'ownerships' | 'skips'>;

/** One list per kind of item, in the order of reading. */
function sort(items: readonly Item[]): Lists {
  const lists = new Map<string, Item[]>();
  for (const item of items) {
    const key = CHECKS.has(item.kind) ? 'check' : item.kind;
    const list = lists.get(key);
    if (list) list.push(item);
    else lists.set(key, [item]);
  }
  // Each list holds what its key says.
  const of = <Kind extends Item>(key: string): Kind[] => (lists.get(key) ?? []) as Kind[];
  return {
    checks: of<Check>('check'),
    runbooks: of<Runbook>('runbook'),
    recordings: of<Recording>('recording'),
    services: of<Service>('service'),
    servers: of<Server>('server'),
    routes: of<Route>('route'),
    receivers: of<Receiver>('receiver'),
    intervals: of<Interval>('interval'),
    inhibitions: of<Inhibition>('inhibition'),
    dashboards: of<Dashboard>('dashboard'),
    objectives: of<Objective>('objective'),
    ownerships: of<Ownership>('ownership'),
    skips: of<Skip>('skip'),
  };
}

const CHECKS: ReadonlySet<Item['kind']> = new Set<CheckKind>(['alert', 'probe', 'synthetic', 'round', 'endpoint']);
