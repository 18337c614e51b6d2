import { defineFormat } from '../format.ts';
import type { Check, Item, Observation, Port, Service, Span, Target, Timing } from '../model/index.ts';
import { get, itemsAt, numberAt, textAt, type YamlEntry, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { observeArguments, type Argument, type ParseShell } from './common/command.ts';
import { HANDLERS, labelsAt, probesIn, resourcesIn, type ProbePlace } from './common/probe-places.ts';
import { sourceOfScalar, type Source } from './common/source.ts';

/**
 * Probes of containers, and the Services that send traffic to them.
 *
 * Probes are found wherever a map holds one with a handler: in pods and every kind that has a pod template, in custom
 * resources, and in the values of a Helm release. What a patch leaves out is filled in by what it patches, so defaults
 * count only where the container is all there.
 */
export default defineFormat({
  id: 'kubernetes',
  title: 'Kubernetes probes',
  docs: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  globs: ['**/*.{yml,yaml,json}'],
  sign: /(?:liveness|readiness|startup)Probe|\bprobes["']?:|\bkind["']?:\s*["']?Service\b/,
  yaml: true,
  parsers: async () => (await import('../syntax/shell.ts')).parseShell,
  claims: (document) => document.yaml().documents.some(({ root }) => resourcesIn(root).some((resource) => isService(resource) || holdsProbe(resource))),
  *read(document, parseShell): Iterable<Item> {
    const { path } = document;
    const taken = new Map<string, number>();
    for (const resource of document.yaml().documents.flatMap(({ root }) => resourcesIn(root))) {
      if (isService(resource)) yield serviceOf(resource, path);
      const numbers = new Map<YamlMap, string>();
      for (const place of probesIn(resource)) {
        const identity = identityOf(resource, place, path);
        const number = numbers.get(place.container) ?? nextNumber(joined(identity.kind, identity.namespace, identity.name, identity.container), taken);
        numbers.set(place.container, number);
        const observes = observationOf(place, path, parseShell);
        if (observes) yield checkOf(place, { ...identity, container: `${identity.container}${number}` }, observes, path);
      }
    }
  },
});

function holdsProbe(resource: YamlMap): boolean {
  return probesIn(resource).next().done !== true;
}

function isService(resource: YamlMap): boolean {
  return textAt(resource, 'kind') === 'Service' && textAt(resource, 'apiVersion') === 'v1' && get(resource, 'spec', 'selector')?.is === 'map';
}

function serviceOf(resource: YamlMap, path: string): Service {
  return {
    kind: 'service',
    name: textAt(resource, 'metadata', 'name') ?? '',
    namespace: textAt(resource, 'metadata', 'namespace') ?? '',
    selector: labelsAt(resource, 'spec', 'selector'),
    ports: itemsAt(resource, 'spec', 'ports').flatMap((port) => textAt(port, 'targetPort') ?? textAt(port, 'port') ?? []),
    at: spanOf(get(resource, 'metadata', 'name') ?? resource, path),
  };
}

/** What a probe's id and its target's key are made of; what is not written is left out. */
interface Identity {
  /** The path of the file where no kind is written. */
  kind: string;
  namespace: string | undefined;
  name: string | undefined;
  container: string;
}

function identityOf(resource: YamlMap, { containerName }: ProbePlace, path: string): Identity {
  return {
    kind: textAt(resource, 'kind') ?? path,
    namespace: textAt(resource, 'metadata', 'namespace'),
    name: textAt(resource, 'metadata', 'name') ?? textAt(resource, 'metadata', 'generateName'),
    container: containerName,
  };
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('/');
}

/** Two containers of one name in a file, as in the groups of a cluster, are told apart by a number. */
function nextNumber(identity: string, taken: Map<string, number>): string {
  const count = (taken.get(identity) ?? 0) + 1;
  taken.set(identity, count);
  return count === 1 ? '' : `#${count}`;
}

function checkOf(place: ProbePlace, identity: Identity, observes: Observation, path: string): Check {
  const { name, entry, off } = place;
  const { kind, namespace, name: owner, container } = identity;
  return {
    kind: 'probe',
    id: `kubernetes:${joined(kind, namespace, owner, container, name)}`,
    name,
    format: 'kubernetes',
    span: spanOfEntry(entry, path),
    at: spanOf(entry.key, path),
    target: targetOf(place, identity, path),
    observes,
    silence: { is: 'by-query', because: 'the kubelet of the same node asks' },
    timing: timingOf(place, path),
    state: off ? { is: 'disabled', at: spanOf(off, path) } : { is: 'enabled' },
    response: { automatic: name === 'readinessProbe' ? 'unroute' : 'restart', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

/** In a key the namespace comes first, since other formats may know no more than namespace and name. */
function targetOf({ container: node, labels }: ProbePlace, { kind, namespace, name, container }: Identity, path: string): Target {
  const owner = joined(namespace, name);
  return {
    name: `container ${container} of ${kind}${owner === '' ? '' : ` ${owner}`}`,
    keys: [`container:${joined(namespace, kind, name, container)}`],
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(namespace !== undefined && { namespace }),
    ports: itemsAt(node, 'ports').map(portOf),
    ...containerFacts(node, kind, path),
  };
}

/** Kinds whose containers are all there, unlike those of the values of a chart. */
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod']);

function containerFacts(node: YamlMap, kind: string, path: string): Pick<Target, 'whole' | 'image' | 'healthPort'> {
  const image = textAt(node, 'image');
  const healthPort = WORKLOADS.has(kind) ? healthPortOf(node, path) : undefined;
  return { ...(image !== undefined && WORKLOADS.has(kind) && { whole: true as const }), ...(image !== undefined && { image }), ...(healthPort && { healthPort }) };
}

/** Controllers are told where to answer by a flag: `--health-probe-bind-address=:8081`. */
const HEALTH_FLAG = /^--?health[a-z-]*-(?:address|addr|port)(?:=(?:[^:\s]*:)?(\d+))?$/;

function healthPortOf(node: YamlMap, path: string): Target['healthPort'] {
  const args = [...itemsAt(node, 'command'), ...itemsAt(node, 'args')];
  for (const [index, arg] of args.entries()) {
    const flag = arg.is === 'scalar' ? HEALTH_FLAG.exec(arg.text) : null;
    if (!flag) continue;
    const next = args[index + 1];
    const number = flag[1] ?? (next?.is === 'scalar' ? /^(?:[^:\s]*:)?(\d+)$/.exec(next.text)?.[1] : undefined);
    if (number !== undefined) return { number: Number(number), by: { text: textAt(arg) ?? '', at: spanOf(arg, path) } };
  }
  return undefined;
}

function portOf(node: YamlNode): Port {
  const name = textAt(node, 'name');
  const number = numberAt(node, 'containerPort');
  return { ...(name !== undefined && { name }), ...(number !== undefined && { number }) };
}

/** A container without an image is a patch or a part of a chart's values: what it leaves out is decided elsewhere. */
function isWhole({ container }: ProbePlace): boolean {
  return get(container, 'image') !== undefined;
}

function observationOf(place: ProbePlace, path: string, parseShell: ParseShell): Observation | null {
  const handler = HANDLERS.find((key) => get(place.probe, key)?.is === 'map');
  const node = handler && get(place.probe, handler);
  if (!node) return null;
  const at = spanOf(node, path);
  const port = textAt(node, 'port');
  switch (handler) {
    case 'httpGet':
      return httpGet(node, isWhole(place), at);
    case 'tcpSocket':
      return { via: 'tcp', at, ...hostAt(node), ...(port !== undefined && { port }) };
    case 'grpc': {
      const service = textAt(node, 'service');
      return { via: 'grpc', at, ...(port !== undefined && { port }), ...(service !== undefined && { service }) };
    }
    case 'exec':
      return execObservation(node, path, parseShell);
  }
}

/** A status from 200 to 399 is good, the certificate is not looked at, and nobody reads the body. */
function httpGet(node: YamlNode, whole: boolean, at: Span): Observation {
  const written = textAt(node, 'path') ?? (whole ? '/' : undefined);
  const [path, query] = written?.split('?', 2) ?? [];
  const port = textAt(node, 'port');
  const scheme = textAt(node, 'scheme') ?? (whole ? 'http' : undefined);
  const headers = itemsAt(node, 'httpHeaders').flatMap((header) => textAt(header, 'name') ?? []);
  return {
    via: 'http',
    client: 'kubelet',
    at,
    url: {
      ...(scheme !== undefined && { scheme: scheme.toLowerCase() }),
      ...hostAt(node),
      ...(port !== undefined && { port }),
      ...(path !== undefined && { path: path.startsWith('/') ? path : `/${path}` }),
      ...(query !== undefined && { query }),
    },
    status: 'judged',
    body: { is: 'ignored' },
    ...(headers.length > 0 && { headers }),
  };
}

function hostAt(node: YamlNode): { host?: string } {
  const host = textAt(node, 'host');
  return host === undefined ? {} : { host };
}

function execObservation(node: YamlNode, path: string, parseShell: ParseShell): Observation | null {
  const command = get(node, 'command');
  const items = itemsAt(command).filter((item) => item.is === 'scalar');
  if (!command || items.length === 0) return null;
  return observeArguments(
    items.map((item) => argumentOf(sourceOfScalar(item, path))),
    spanOf(command, path),
    parseShell,
  );
}

/** The kubelet puts environment variables in the place of `$(NAME)` before it starts the program; `$$(NAME)` stays. */
function argumentOf(source: Source): Argument {
  const parts = source.text.split(/((?<!\$)\$\([A-Za-z_][\w.-]*\))/).map((text, index) => (index % 2 === 1 ? { source: text } : text));
  return { source, parts: parts.filter((part) => part !== '') };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
const DEFAULTS = { periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };

function timingOf(place: ProbePlace, path: string): Timing {
  const { probe } = place;
  const seconds = (key: keyof typeof DEFAULTS): number | undefined => numberAt(probe, key) ?? (isWhole(place) && get(probe, key) === undefined ? DEFAULTS[key] : undefined);
  const [every, timeout, failures] = [seconds('periodSeconds'), seconds('timeoutSeconds'), seconds('failureThreshold')];
  const slow = get(probe, 'failureThreshold') ?? get(probe, 'periodSeconds');
  return {
    ...(every !== undefined && { every }),
    ...(timeout !== undefined && { timeout }),
    ...(failures !== undefined && { failures }),
    ...(slow && { at: spanOf(slow, path) }),
  };
}

function spanOf({ start, end }: { start: number; end: number }, path: string): Span {
  return { path, start, end };
}

/** From the key to the end of its value; the value of an alias stands elsewhere. */
function spanOfEntry({ key, value }: YamlEntry, path: string): Span {
  return { path, start: key.start, end: value.start >= key.start ? Math.max(value.end, key.end) : key.end };
}
