import type { Route } from '../model/index.ts';
import { nodesOf, splitBy, waysThrough, worldOf, type Tree } from './route-walk.ts';

const known = new WeakMap<Tree, ReadonlySet<Route>>();

/** The nodes of a tree that no alert enters, whatever its labels; none where the tree is too large to tell. */
export function unreachableIn(tree: Tree): ReadonlySet<Route> {
  let found = known.get(tree);
  if (!found) {
    const entered = new Set<Route>();
    const ways = waysThrough(tree, () => undefined, entered);
    found = new Set(ways ? nodesOf(tree).filter((route) => !entered.has(route)) : []);
    known.set(tree, found);
  }
  return found;
}

/** Why no alert enters a node. */
export type Hindrance =
  /** Its matchers and those above it cannot hold together. */
  | { is: 'contradiction' }
  /** These stand before it or before what is above it, and take its alerts. */
  | { is: 'taken'; routes: Route[] };

export function hindrance(route: Route, tree: Tree): Hindrance {
  const above: Route[] = [];
  for (let node: Route | undefined = route; node; node = tree.parentOf(node)) above.unshift(node);
  const { yes: worlds } = splitBy(above.flatMap(({ matchers }) => matchers), worldOf(tree.asked, () => undefined));
  if (worlds.length === 0) return { is: 'contradiction' };
  const before = above.flatMap((node) => {
    const parent = tree.parentOf(node);
    const siblings = parent ? tree.childrenOf(parent) : [];
    return siblings.slice(0, siblings.indexOf(node)).filter(({ goesOn }) => !goesOn);
  });
  const alone = before.find(({ matchers }) => worlds.every((world) => splitBy(matchers, world).no.length === 0));
  const taking = before.filter(({ matchers }) => worlds.some((world) => splitBy(matchers, world).yes.length > 0));
  return { is: 'taken', routes: alone ? [alone] : taking };
}
