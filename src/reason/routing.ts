import type { Check, Receiver, Recipient, Route, Skip } from '../model/index.ts';
import { nodesOf, plantTree, waysThrough, type Labels, type Outcome, type Tree } from './route-walk.ts';

/** Where an alert is carried to, as far as the routing trees that were read tell. */
export interface Reach {
  /** Receivers that it reaches whatever the labels turn out to be that are not written. */
  surely: Stop[];
  /** Receivers that it reaches if those labels turn out so. */
  maybe: Stop[];
  /** Why others may hear it too, of whom nothing was read: a clause that can follow "because". */
  elsewhere?: string;
  /** The root of a configuration that its system does not load; only where that holds of every one that could carry it. */
  refused?: Route;
}

/** A receiver at which an alert ends. */
export interface Stop {
  name: string;
  /** Absent where no receiver of that name was read. */
  receiver?: Receiver;
  /** The nodes that send it there. */
  routes: Route[];
}

/** What routing needs of a project. */
export interface RoutingSources {
  routes: readonly Route[];
  receivers: readonly Receiver[];
  skips: readonly Skip[];
}

export interface Routing {
  /** Undefined where no tree was read that carries the check, and the check names no receiver itself. */
  reach: (check: Check) => Reach | undefined;
  /** The same for a check whose labels were others. */
  reachWith: (check: Check, labels: Check['labels']) => Reach | undefined;
  trees: readonly Tree[];
  /** The tree that a node belongs to. */
  treeOf: (route: Route) => Tree | undefined;
  /** The receiver that a node sends to. */
  receiverOf: (route: Route) => Receiver | undefined;
  /** Where what is sent to these recipients ends, if nobody is there: receivers without anybody; undefined where somebody is told. */
  deadEnds: (recipients: readonly Recipient[]) => Receiver[] | undefined;
}

export function createRouting({ routes, receivers, skips }: RoutingSources): Routing {
  const trees = routes.filter(({ parent }) => parent === undefined).map((root) => plantTree(root, routes));
  const byNode = new Map(trees.flatMap((tree) => nodesOf(tree).map((node) => [node, tree] as const)));
  const byName = new Map(receivers.map((receiver) => [nameKey(receiver, receiver.name), receiver]));
  const receiverOf = (route: Route): Receiver | undefined => byName.get(nameKey(route, route.receiver));
  const hidden = hiddenConfigurations(skips, trees);
  const known = new Map<Tree, Map<string, Reach>>();

  const through = (tree: Tree, labels: Check['labels']): Reach => {
    const memory = known.get(tree) ?? new Map<string, Reach>();
    known.set(tree, memory);
    const key = keyOf(tree, labels);
    const remembered = memory.get(key) ?? reachThrough(tree, (label) => labels?.[label] ?? undefined, receiverOf);
    memory.set(key, remembered);
    return remembered;
  };

  const reachWith = (check: Check, labels: Check['labels']): Reach | undefined => {
    const system = check.audience.system ?? check.format;
    const direct = check.audience.receiver;
    if (direct) {
      const receiver = byName.get(nameKey({ system }, direct.text));
      return { surely: [{ name: direct.text, routes: [], ...(receiver && { receiver }) }], maybe: [] };
    }
    if (labels === undefined) return undefined;
    const carriers = trees.filter(({ root }) => root.system === system && isFor(root.span.path, check));
    return carriers.length === 0 ? undefined : together(carriers.map((tree) => through(tree, labels)), hiddenFrom(check, hidden));
  };

  const deadEnds = (recipients: readonly Recipient[]): Receiver[] | undefined => {
    const ends = recipients.map(({ via }) => via && byName.get(nameKey(via, via.name)));
    const known = ends.flatMap((end) => (end?.recipients.length === 0 ? end : []));
    return ends.length > 0 && known.length === ends.length ? [...new Set(known)] : undefined;
  };

  return { reach: (check) => reachWith(check, check.labels), reachWith, trees, treeOf: (route) => byNode.get(route), receiverOf, deadEnds };
}

function nameKey({ system, within }: { system: string; within?: string }, name: string): string {
  return `${system}\0${within ?? ''}\0${name}`;
}

/** Folders whose files show how something is done and carry nothing. */
const SAMPLES = /(?:^|\/)\.?(?:examples?|samples?|demos?|tests?|testdata|fixtures?|docs?|documentation)\//i;

/** A file that shows how something is done, so that whoever copies it fills in the rest. */
export function isSample(path: string): boolean {
  return /(?:^|\/)\.?(?:examples?|samples?|demos?|testdata|fixtures?)\//i.test(path);
}

/** What is written in a folder of samples is for what lies in the same folder only. */
export function isFor(path: string, { span }: Check): boolean {
  const sample = SAMPLES.exec(path);
  return !sample || span.path.startsWith(path.slice(0, sample.index + sample[0].length));
}

/** What a tree asks of the labels, so that alerts that it cannot tell apart are walked once. */
function keyOf({ asked }: Tree, labels: Check['labels']): string {
  const parts = [...asked].map(([label, { values, patterns }]) => {
    const value = labels?.[label];
    if (value === undefined || value === null) return '?';
    return patterns || values.has(value) ? `=${value}` : '*';
  });
  return parts.join('\0');
}

/** What an alert with these labels reaches through one tree. */
export function reachThrough(tree: Tree, labels: Labels, receiverOf: (route: Route) => Receiver | undefined): Reach {
  const ways = waysThrough(tree, labels);
  const elsewhere = elsewhereOf(tree.root);
  const stops = new Map<string, Stop>();
  for (const route of new Set(ways?.flatMap(({ taken }) => taken) ?? nodesOf(tree))) {
    const stop = stops.get(route.receiver);
    const receiver = receiverOf(route);
    if (stop) stop.routes.push(route);
    else stops.set(route.receiver, { name: route.receiver, routes: [route], ...(receiver && { receiver }) });
  }
  const always = (stop: Stop): boolean => ways?.every((way) => endsAt(way, stop)) ?? false;
  return {
    surely: [...stops.values()].filter(always),
    maybe: [...stops.values()].filter((stop) => !always(stop)),
    ...(elsewhere !== undefined && { elsewhere }),
    ...(tree.root.refused && { refused: tree.root }),
  };
}

function endsAt({ taken }: Outcome, { routes }: Stop): boolean {
  return taken.some((route) => routes.includes(route));
}

function elsewhereOf({ elsewhere }: Route): string | undefined {
  switch (elsewhere) {
    case 'above':
      return 'the tree that it hangs from was not read';
    case 'replaced':
      return 'other values may take its place';
    default:
      return undefined;
  }
}

/** Several trees may each be the one: what is sure is what is sure in all of them. */
function together(reaches: readonly Reach[], hidden: string | undefined): Reach {
  const elsewhere = reaches.map((reach) => reach.elsewhere).find((reason) => reason !== undefined) ?? hidden;
  const [only] = reaches;
  const rest: Pick<Reach, 'elsewhere' | 'refused'> = {};
  if (elsewhere !== undefined) rest.elsewhere = elsewhere;
  if (only?.refused && reaches.every(({ refused }) => refused)) rest.refused = only.refused;
  if (only && reaches.length === 1) return { ...only, ...rest };
  const isSure = (stop: Stop): boolean => reaches.every(({ surely }) => surely.some(({ name }) => name === stop.name));
  const stops = reaches.flatMap(({ surely, maybe }) => [...surely, ...maybe]);
  return { surely: stops.filter(isSure), maybe: stops.filter((stop) => !isSure(stop)), ...rest };
}

const CONFIGURATION = /alert-?_?manager/i;
const OTHER_RESOURCE = /service|ingress|deploy|stateful|pvc|volume|polic|role|account|rule|monitor|dashboard/i;

/** Files that were not read and, by their names, hold a configuration; the values that fill one in stand for it where they were read. */
function hiddenConfigurations(skips: readonly Skip[], trees: readonly Tree[]): string[] {
  const values = trees.flatMap(({ root }) => (root.elsewhere === 'replaced' ? root.span.path.slice(0, root.span.path.lastIndexOf('/') + 1) : []));
  return skips.flatMap(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return CONFIGURATION.test(name) && !OTHER_RESOURCE.test(name) && !values.some((folder) => path.startsWith(folder)) ? path : [];
  });
}

/** A template of a chart carries the alerts of that chart; another one may carry any. */
function hiddenFrom({ span }: Check, hidden: readonly string[]): string | undefined {
  const path = hidden.find((candidate) => {
    const chart = candidate.lastIndexOf('/templates/');
    return chart < 0 || span.path.startsWith(candidate.slice(0, chart + 1));
  });
  return path && `\`${path}\` was not read`;
}

/** The receivers of a reach behind whom there is somebody, the sure ones first. */
export function hearers({ surely, maybe }: Reach): Receiver[] {
  return [...surely, ...maybe].flatMap(({ receiver }) => (receiver && receiver.recipients.length > 0 ? receiver : []));
}

/** The receivers at which an alert ends, if all that it can reach are known and nobody is behind any of them; undefined otherwise. */
export function emptyEnds({ surely, maybe, elsewhere }: Reach, { deadEnds }: Pick<Routing, 'deadEnds'>): Stop[] | undefined {
  const ends = [...surely, ...maybe].map((stop): Stop[] | undefined => {
    const { receiver } = stop;
    return receiver?.recipients.length === 0 ? [stop] : receiver && deadEnds(receiver.recipients)?.map((end) => ({ name: end.name, receiver: end, routes: stop.routes }));
  });
  return elsewhere === undefined && ends.length > 0 && ends.every((end) => end !== undefined) ? ends.flat() : undefined;
}
