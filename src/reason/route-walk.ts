import type { Route, RouteMatcher } from '../model/index.ts';
import { matchesWhole, plainTexts } from './pattern.ts';

/** A root with all that is below it. */
export interface Tree {
  root: Route;
  childrenOf: (route: Route) => readonly Route[];
  parentOf: (route: Route) => Route | undefined;
  /** What the matchers of the tree ask of each label. */
  asked: ReadonlyMap<string, Asked>;
}

interface Asked {
  /** The values that some matcher names, and the empty one. */
  values: ReadonlySet<string>;
  /** Some pattern on it says more than a list of words. */
  patterns: boolean;
}

/** A tree from its root and the list of all nodes; time is linear in their number. */
export function plantTree(root: Route, routes: readonly Route[]): Tree {
  const byParent = new Map<string, Route[]>();
  for (const route of routes) {
    if (route.parent === undefined) continue;
    const siblings = byParent.get(route.parent);
    if (siblings) siblings.push(route);
    else byParent.set(route.parent, [route]);
  }
  const childrenOf = (route: Route): readonly Route[] => byParent.get(route.id) ?? [];
  const byId = new Map([...nodesBelow(root, childrenOf)].map((route) => [route.id, route]));
  const parentOf = ({ parent }: Route): Route | undefined => (parent === undefined ? undefined : byId.get(parent));
  return { root, childrenOf, parentOf, asked: askedBy([...nodesBelow(root, childrenOf)].flatMap(({ matchers }) => matchers)) };
}

function* nodesBelow(route: Route, childrenOf: Tree['childrenOf']): Generator<Route> {
  yield route;
  for (const child of childrenOf(route)) yield* nodesBelow(child, childrenOf);
}

/** Every node of a tree, each before those below it. */
export function nodesOf({ root, childrenOf }: Tree): Route[] {
  return [...nodesBelow(root, childrenOf)];
}

export function askedBy(matchers: readonly RouteMatcher[]): Map<string, Asked> {
  const asked = new Map<string, { values: Set<string>; patterns: boolean }>();
  for (const { label, operator, value } of matchers) {
    const known = asked.get(label) ?? { values: new Set(['']), patterns: false };
    asked.set(label, known);
    if (value === null) continue;
    const words = operator === '=' || operator === '!=' ? [value] : plainTexts(value);
    if (words) for (const word of words) known.values.add(word);
    else known.patterns = true;
  }
  return asked;
}

/** The labels of an alert as far as they are known; undefined for one that may have any value or none. */
export type Labels = (label: string) => string | undefined;

/** What a label can be in one world: one of some values, or another that no matcher names. */
interface Possible {
  values: ReadonlySet<string>;
  other: boolean;
  /** What has been supposed of the other value, by pattern. */
  supposed: ReadonlyMap<string, boolean>;
}

/** One way in which the labels that are not known may turn out. */
export type World = ReadonlyMap<string, Possible>;

/** One way in which an alert may go: the nodes that take it. */
export interface Outcome {
  world: World;
  taken: Route[];
}

export function worldOf(asked: ReadonlyMap<string, Asked>, labels: Labels): World {
  const world = new Map<string, Possible>();
  for (const [label, { values }] of asked) {
    const known = labels(label);
    world.set(label, known === undefined ? { values, other: true, supposed: NOTHING } : { values: new Set([known]), other: false, supposed: NOTHING });
  }
  return world;
}

const NOTHING: ReadonlyMap<string, boolean> = new Map();

/** Steps after which a tree is too large to follow every way through it. */
const MOST_STEPS = 20_000;

/**
 * Every way that an alert can go through a tree, as Alertmanager walks it: depth first, left to right, to the first child that
 * matches and to the next ones as well for as long as those that matched go on; a node takes what none of its children
 * does. A label that is not known splits the way where a matcher asks for it. Undefined when there are too many ways.
 * https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export function waysThrough({ root, childrenOf, asked }: Tree, labels: Labels, entered?: Set<Route>): Outcome[] | undefined {
  let steps = 0;
  const walk = (route: Route, world: World): Outcome[] => {
    const { yes, no } = splitBy(route.matchers, world);
    const ways: Outcome[] = no.map((other) => ({ world: other, taken: [] }));
    for (const inside of yes) {
      entered?.add(route);
      for (const { outcome } of below(route, inside)) ways.push(outcome.taken.length > 0 ? outcome : { ...outcome, taken: [route] });
    }
    return ways;
  };
  const below = (route: Route, world: World): { outcome: Outcome; open: boolean }[] => {
    let states = [{ outcome: { world, taken: [] } as Outcome, open: true }];
    for (const child of childrenOf(route)) {
      states = states.flatMap((state) => {
        steps += 1;
        if (!state.open || steps > MOST_STEPS) return state;
        return walk(child, state.outcome.world).map((way) => ({
          outcome: { world: way.world, taken: [...state.outcome.taken, ...way.taken] },
          open: way.taken.length === 0 || child.goesOn,
        }));
      });
    }
    return states;
  };
  const ways = walk(root, worldOf(asked, labels));
  return steps > MOST_STEPS ? undefined : ways;
}

/** The worlds in which all matchers match, and those in which one does not. */
export function splitBy(matchers: readonly RouteMatcher[], world: World): { yes: World[]; no: World[] } {
  let yes: World[] = [world];
  const no: World[] = [];
  for (const matcher of matchers) {
    yes = yes.flatMap((candidate) => {
      const split = splitByOne(matcher, candidate);
      if (split.no) no.push(split.no);
      return split.yes ?? [];
    });
  }
  return { yes, no };
}

function splitByOne({ label, operator, value }: RouteMatcher, world: World): { yes?: World; no?: World } {
  const possible = world.get(label);
  if (value === null || !possible) return { yes: world, no: world };
  const isPattern = operator === '=~' || operator === '!~';
  const matches = (text: string): boolean | undefined => (isPattern ? matchesWhole(value, text) : text === value);
  const otherMatches = possible.other ? ofOther(isPattern, value, possible) : undefined;
  const side = (wanted: boolean): World | undefined => {
    const values = new Set([...possible.values].filter((text) => (matches(text) ?? wanted) === wanted));
    const other = possible.other && (otherMatches ?? wanted) === wanted;
    if (values.size === 0 && !other) return undefined;
    if (values.size === possible.values.size && other === possible.other && (!other || otherMatches !== undefined)) return world;
    const supposed = other && otherMatches === undefined ? new Map(possible.supposed).set(value, wanted) : possible.supposed;
    return new Map(world).set(label, { values, other, supposed });
  };
  const negated = operator === '!=' || operator === '!~';
  const [yes, no] = [side(!negated), side(negated)];
  return { ...(yes && { yes }), ...(no && { no }) };
}

/** Whether a value that no matcher names matches; undefined where it may. */
function ofOther(isPattern: boolean, value: string, { supposed }: Possible): boolean | undefined {
  if (!isPattern || plainTexts(value)) return false;
  return ANYTHING.has(value) || supposed.get(value);
}

/** Patterns that every value matches that is not empty. */
const ANYTHING = new Set(['.*', '.+', '^.*$', '^.+$', '(.*)', '(.+)']);
