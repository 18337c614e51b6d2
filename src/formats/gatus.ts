import { defineFormat, type Surroundings } from '../format.ts';
import type { Check, HttpObservation, Item, Leaf, Observation, Recipient, Span, Text } from '../model/index.ts';
import { booleanAt, entriesAt, get, itemsAt, numberAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { readAnnotations } from './common/annotations.ts';
import { goDuration } from './common/container-health.ts';
import { conditionOf, type Condition } from './common/gatus-condition.ts';
import { uniqueIds } from './common/ids.ts';
import { fieldsAt, hostKeys, spanOf, urlOf, writtenAt, written } from './common/written.ts';

/**
 * Endpoints of Gatus. All conditions of an endpoint must hold, and only they decide: a request that fails leaves its results
 * at 0 and empty, and conditions that these meet pass.
 */
export default defineFormat({
  id: 'gatus',
  title: 'Gatus endpoints',
  docs: 'https://github.com/TwiN/gatus#configuration',
  globs: ['**/*.{yml,yaml}'],
  sign: /\bendpoints:/,
  yaml: true,
  looksAround: true,
  claims: (document) => document.yaml().documents.some(({ root }) => endpointsIn(root).length > 0),
  *read({ path, yaml }, _parsers, around): Iterable<Item> {
    const idOf = uniqueIds();
    for (const { root } of yaml().documents) {
      const endpoints = endpointsIn(root);
      if (endpoints.length === 0) continue;
      const beside = besideIn(path, around);
      for (const endpoint of endpoints) yield checkOf(endpoint, { root, beside }, path, idOf);
    }
  },
});

interface Endpoint {
  node: YamlMap;
  group?: string;
}

/** A configuration: one file, or all files of the folder that Gatus was given, which it merges. */
interface Configuration {
  root: YamlNode | null;
  /** The other files of the folder, as far as they may be part of it. */
  beside: readonly YamlNode[];
}

function besideIn(path: string, around: Surroundings): YamlNode[] {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return around.folder(folder).flatMap((document) => {
    if (document.path === path || !PART.test(document.text)) return [];
    return document.yaml().documents.flatMap(({ root }) => (root?.is === 'map' ? [root] : []));
  });
}

/** What a file of a configuration begins with that matters to the endpoints of another. */
const PART = /^(?:alerting|metrics):/m;

/** A setting of the configuration, whichever of its files it stands in. */
function isOn({ root, beside }: Configuration, key: string): boolean {
  return [root, ...beside].some((part) => booleanAt(part, key) === true);
}

function endpointsIn(root: YamlNode | null): Endpoint[] {
  const own = (node: YamlNode | null | undefined, suite?: string): Endpoint[] =>
    [...itemsAt(node, 'endpoints'), ...itemsAt(node, 'external-endpoints')].flatMap((item) => {
      if (item.is !== 'map' || !isEndpoint(item)) return [];
      const group = textAt(item, 'group') ?? suite;
      return { node: item, ...(group !== undefined && { group }) };
    });
  return [...own(root), ...itemsAt(root, 'suites').flatMap((suite) => own(suite, textAt(suite, 'name')))];
}

function isEndpoint(node: YamlMap): boolean {
  const isAsked = get(node, 'url')?.is === 'scalar' && get(node, 'conditions')?.is === 'seq';
  return get(node, 'name')?.is === 'scalar' && (isAsked || get(node, 'token')?.is === 'scalar');
}

function checkOf({ node, group }: Endpoint, whole: Configuration, path: string, idOf: (id: string) => string): Check {
  const { root } = whole;
  const name = textAt(node, 'name') ?? '';
  const url = textAt(node, 'url');
  const nameNode = get(node, 'name') ?? node;
  const enabled = get(node, 'enabled');
  const alerts = itemsAt(node, 'alerts').filter((alert) => booleanAt(alert, 'enabled') !== false);
  const labels = fieldsAt(node, path, 'extra-labels');
  const read = readAnnotations(labels, []);
  const heartbeat = textAt(node, 'heartbeat', 'interval');
  const every = goDuration(textAt(node, 'interval') ?? (url === undefined ? (heartbeat ?? null) : '60s'));
  const failures = alerts.flatMap((alert) => numberAt(alert, 'failure-threshold') ?? defaultOf(root, textAt(alert, 'type'), 'failure-threshold') ?? 3);
  return {
    kind: 'synthetic',
    id: idOf(`gatus:${group === undefined ? '' : `${group}/`}${name}`),
    name,
    format: 'gatus',
    span: spanOf(node, path),
    at: spanOf(nameNode, path),
    target: { name: url ?? name, keys: hostKeys(url) },
    observes: url === undefined ? { via: 'reference', name: 'whoever reports it', at: spanOf(nameNode, path) } : observe(node, url, path),
    silence: silenceOf(node, url, heartbeat),
    timing: { ...(every !== undefined && { every }), ...(failures.length > 0 && { failures: Math.min(...failures) }) },
    state: enabled && booleanAt(enabled) === false ? { is: 'disabled', at: spanOf(enabled, path) } : { is: 'enabled' },
    response: { ...read.response, texts: [...read.response.texts, ...textsOf(alerts, root, path)] },
    audience: { ...read.audience, recipients: recipientsOf(alerts, whole, path), ...(isPage(whole) && { elsewhere: 'somebody watches its page' }) },
    // https://github.com/TwiN/gatus/blob/master/metrics/metrics.go
    ...(isOn(whole, 'metrics') && { published: { metrics: 'gatus_results_', labels: { name, ...(group !== undefined && { group }) } } }),
  };
}

function silenceOf(node: YamlMap, url: string | undefined, heartbeat: string | undefined): Check['silence'] {
  if (url !== undefined) return { is: 'unknown', because: 'nothing here says who notices when Gatus itself is gone' };
  if (heartbeat !== undefined && goDuration(heartbeat) !== 0) return { is: 'red', because: `a report must come every ${heartbeat}` };
  return { is: 'green', because: get(node, 'heartbeat') ? 'its heartbeat has no interval' : 'it has no heartbeat, so the last report stands for ever' };
}

function providerOf(root: YamlNode | null, type: string | undefined): YamlNode | undefined {
  return type === undefined ? undefined : get(root, 'alerting', type, 'default-alert');
}

function defaultOf(root: YamlNode | null, type: string | undefined, key: string): number | undefined {
  return numberAt(providerOf(root, type), key);
}

/** An alert's own description, or that of its provider. */
function textsOf(alerts: readonly YamlNode[], root: YamlNode | null, path: string): Text[] {
  return alerts.flatMap((alert): Text[] => {
    const found = writtenAt(alert, path, 'description') ?? writtenAt(providerOf(root, textAt(alert, 'type')), path, 'description');
    return found && found.text.trim() !== '' ? [{ role: 'description', key: 'description', value: found.text, at: found.at }] : [];
  });
}

/** Nothing of it can tell anybody, so it is a page of statuses by intent. */
function isPage({ root, beside }: Configuration): boolean {
  return [root, ...beside].every((part) => get(part, 'alerting') === undefined);
}

/** With metrics, alerts elsewhere may read the outcome, so that an endpoint without alerts of its own need not be mute. */
function recipientsOf(alerts: readonly YamlNode[], whole: Configuration, path: string): Recipient[] | 'unknown' {
  const told = alerts.flatMap((alert): Recipient[] => {
    const type = get(alert, 'type');
    return type?.is === 'scalar' ? [{ text: type.text, at: spanOf(type, path) }] : [];
  });
  return told.length === 0 && isOn(whole, 'metrics') ? 'unknown' : told;
}

function observe(node: YamlMap, url: string, path: string): Observation {
  const conditions = itemsAt(node, 'conditions').flatMap((item): Condition[] => (item.is === 'scalar' ? [conditionOf(written(item, path))] : []));
  const list = get(node, 'conditions');
  const at = spanOf(list && list.start > node.start ? list : node, path);
  // It proves that something cannot be reached.
  if (conditions.some(({ reads, meetsNothing }) => reads === 'connection' && meetsNothing)) return { via: 'inverted', of: lookOf(node, url, [], at), at };
  return lookOf(node, url, conditions, at);
}

/** A request that nobody answers meets them all. */
function isOptional(conditions: readonly Condition[]): boolean {
  return conditions.length > 0 && conditions.every(({ meetsNothing }) => meetsNothing);
}

function lookOf(node: YamlMap, url: string, conditions: readonly Condition[], at: Span): Leaf {
  const { scheme = '', host, port, ...rest } = urlOf(url);
  const place = { at, ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  const optional = isOptional(conditions) ? { answer: 'optional' as const } : {};
  const body = conditions.find(({ reads, forbids }) => reads === 'body' && !forbids) ?? conditions.find(({ reads }) => reads === 'body');
  if (conditions.length > 0 && conditions.every(({ reads }) => reads === 'certificate')) return { via: 'certificate', at, ...(host !== undefined && { host }) };
  if (get(node, 'dns')?.is === 'map') return { via: 'dns', at, ...(body && { expects: body.expects }) };
  switch (scheme) {
    case 'icmp':
      return { via: 'ping', at, ...(host !== undefined && { host }), ...optional };
    case 'tcp':
    case 'udp':
    case 'sctp':
    case 'ws':
    case 'wss':
      return { via: 'tcp', ...place, ...(body && { expects: body.expects }), ...optional };
    case 'tls':
    case 'starttls':
      return conditions.some(({ reads }) => reads === 'certificate') ? { via: 'certificate', at, ...(host !== undefined && { host }) } : { via: 'tcp', ...place, ...optional };
    case 'grpc':
    case 'grpcs':
      return { via: 'grpc', at, ...(port !== undefined && { port }) };
    case 'ssh':
      return { via: 'command', program: 'ssh', arguments: [null], at };
    default:
      return httpLook({ scheme, ...(host !== undefined && { host }), ...(port !== undefined && { port }), ...rest }, conditions, body, at, node);
  }
}

function httpLook(url: HttpObservation['url'], conditions: readonly Condition[], body: Condition | undefined, at: Span, node: YamlMap): HttpObservation {
  const headers = entriesAt(node, 'headers').map(({ key }) => key.text);
  return {
    via: 'http',
    at,
    client: 'Gatus',
    url,
    status: conditions.some(({ refusesErrors }) => refusesErrors) ? 'judged' : 'ignored',
    body: body ? { is: 'read', expects: body.expects, at: body.at, ...(body.forbids && { absent: true as const }) } : { is: 'ignored' },
    ...(isOptional(conditions) && { answer: 'optional' as const }),
    ...(headers.length > 0 && { headers }),
    limit: goDuration(textAt(node, 'client', 'timeout') ?? '10s') ?? 10,
  };
}
