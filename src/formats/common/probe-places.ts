import { booleanAt, entriesAt, get, itemsAt, textAt, type YamlEntry, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';

export type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

/** Where a probe stands in a resource. */
export interface ProbePlace {
  name: ProbeName;
  entry: YamlEntry;
  /** The map with the handler and the thresholds; charts may put it below the named key. */
  probe: YamlNode;
  /** The map that describes the container. */
  container: YamlMap;
  /** The container's name, or the nearest key that stands for one. */
  containerName: string;
  /** The nearest `metadata.labels` above: those of the pod. */
  labels: Record<string, string>;
  /** A chart's own switch beside it says `enabled: false`. */
  off?: YamlNode;
}

interface Context {
  /** Keys on the way, without list indices. */
  keys: string[];
  labels: Record<string, string>;
}

const PROBES: readonly ProbeName[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
export const HANDLERS = ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const;

/** The resources of a document; a `List` holds several. */
export function resourcesIn(root: YamlNode | null): YamlMap[] {
  if (root?.is !== 'map') return [];
  const items = textAt(root, 'kind')?.endsWith('List') === true ? itemsAt(root, 'items') : [];
  return items.length > 0 ? items.filter((item) => item.is === 'map') : [root];
}

/** Every probe with a handler, in the order of the file. */
export function* probesIn(node: YamlNode, context: Context = { keys: [], labels: {} }): Generator<ProbePlace> {
  if (node.is === 'seq') for (const item of node.items) yield* probesIn(item, context);
  if (node.is !== 'map') return;
  // A workload's own labels are not those of its pods; a pod is its own.
  const isPod = context.keys.length > 0 || textAt(node, 'kind') === 'Pod';
  const labels = isPod ? labelsAt(node, 'metadata', 'labels') : {};
  const own: Context = { ...context, labels: Object.keys(labels).length > 0 ? labels : context.labels };
  for (const entry of node.entries) {
    const place = placeOf(entry, node, own);
    if (place) yield place;
    else yield* probesIn(entry.value, { ...own, keys: [...own.keys, entry.key.text] });
  }
}

/** `livenessProbe:` in a container; `liveness:` below `probes:` in the values of several charts, with or without `spec:`. */
function placeOf(entry: YamlEntry, container: YamlMap, { keys, labels }: Context): ProbePlace | null {
  const key = entry.key.text;
  const name = PROBES.find((candidate) => candidate === key || (keys.at(-1) === 'probes' && candidate === `${key}Probe`));
  if (!name) return null;
  const probe = [entry.value, get(entry.value, 'spec')].find((node) => HANDLERS.some((handler) => get(node, handler)?.is === 'map'));
  if (!probe) return null;
  const containerName = textAt(container, 'name') ?? keys.filter((text) => !STRUCTURE.test(text)).at(-1) ?? 'container';
  const off = booleanAt(entry.value, 'enabled') === false ? get(entry.value, 'enabled') : undefined;
  return { name, entry, probe, container, containerName, labels, ...(off && { off }) };
}

/** Keys that are there in every resource and name nothing. */
const STRUCTURE = /^(?:spec|values|probes|containers?|controllers|template|templates)$/;

/** The scalar entries of a map, as labels and selectors are. */
export function labelsAt(node: YamlNode, ...path: string[]): Record<string, string> {
  return Object.fromEntries(entriesAt(node, ...path).flatMap(({ key, value }) => (value.is === 'scalar' ? [[key.text, value.text]] : [])));
}
