import type { Document } from '../document.ts';
import { defineFormat } from '../format.ts';
import type { Evidence, Inhibition, Interval, Item, Receiver, Recipient, Route, RouteMatcher, Span } from '../model/index.ts';
import { placesOf } from '../syntax/places.ts';
import { entriesAt, get, isNull, itemsAt, parseYaml, textAt, type YamlMap, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import { parseMatchers } from './common/alertmanager-matchers.ts';
import { refusalOf } from './common/alertmanager-schema.ts';
import { holdsWhen } from './common/time-interval.ts';
import { unfilledAddress, unfilledKey } from './common/unfilled.ts';
import { uniqueIds } from './common/ids.ts';

/**
 * Alertmanager's configuration: the tree of routes, who is behind each receiver, when routes are silent and what keeps
 * alerts quiet. It stands in a file of its own, in a Secret or ConfigMap, in the values of a chart, or as the operators' resource.
 */
export default defineFormat({
  id: 'alertmanager',
  title: 'Alertmanager configuration',
  docs: 'https://prometheus.io/docs/alerting/latest/configuration/',
  globs: ['**/*.{yml,yaml,json}'],
  sign: /\breceivers["']?\s*:|alertmanager\.ya?ml["']?\s*:/,
  yaml: true,
  claims: (document) => configurationsOf(document).length > 0,
  *read(document): Iterable<Item> {
    const idOf = uniqueIds();
    for (const [index, configuration] of configurationsOf(document).entries()) {
      yield* itemsOf({ ...configuration, within: index === 0 ? document.path : `${document.path}#${index + 1}`, idOf });
    }
  },
});

interface Configuration {
  root: YamlMap;
  place: (start: number, end: number) => Span;
  /** The operators' resource: routes for alerts of its namespace below a tree that stands elsewhere. */
  resource?: { namespace: string | null };
  /** It stands among the values of a chart, which others may replace. */
  isDefault: boolean;
  /** It is a file as Alertmanager reads it, and no part of the values of a chart, which may have fields of their own. */
  isFile: boolean;
}

interface Context extends Configuration {
  within: string;
  idOf: (id: string) => string;
}

/** Claiming a document asks for its configurations, and so does reading it. */
const known = new WeakMap<Document, Configuration[]>();

function configurationsOf(document: Document): Configuration[] {
  const remembered = known.get(document);
  if (remembered) return remembered;
  const place = (start: number, end: number): Span => ({ path: document.path, start, end });
  const found = document.yaml().documents.flatMap(({ root }) => (root ? configurationsIn(root, place, { depth: 0, isDeployed: textAt(root, 'kind') !== undefined }) : []));
  known.set(document, found);
  return found;
}

/** Texts inside texts inside texts are nobody's configuration. */
const DEEPEST_TEXT = 3;

/** Every configuration in a tree: at any depth, and in texts that hold a file. */
function configurationsIn(top: YamlNode, place: Configuration['place'], { depth, isDeployed }: { depth: number; isDeployed: boolean }): Configuration[] {
  const found: Configuration[] = [];
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode, isDefault: boolean): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.is === 'seq') for (const item of node.items) visit(item, isDefault);
    else if (node.is === 'scalar') found.push(...(depth < DEEPEST_TEXT ? embedded(node, place, { depth: depth + 1, isDeployed: !isDefault }) : []));
    else if (isConfiguration(node)) found.push({ root: node, place, isDefault, isFile: node === top });
    else if (RESOURCES.has(textAt(node, 'kind') ?? '')) found.push(...resourceIn(node, place));
    else for (const { value } of node.entries) visit(value, !isDeployed);
  };
  visit(top, false);
  return found;
}

const RESOURCES: ReadonlySet<string> = new Set(['AlertmanagerConfig', 'VMAlertmanagerConfig']);

function isConfiguration(node: YamlMap): boolean {
  return get(node, 'receivers')?.is === 'seq' && get(node, 'route')?.is === 'map';
}

function resourceIn(node: YamlMap, place: Configuration['place']): Configuration[] {
  const root = get(node, 'spec');
  const namespace = textAt(node, 'metadata', 'namespace');
  return root?.is === 'map' ? [{ root, place, resource: { namespace: namespace === undefined || isComputed(namespace) ? null : namespace }, isDefault: false, isFile: false }] : [];
}

const HOLDS_CONFIGURATION = /(?:^|\n)[ \t-]*["']?(?:receivers|alertmanager_config)["']?[ \t]*:/;

/** The configurations in a text that holds a file, or in the base64 of one; a template in it is not read. */
function embedded(scalar: YamlScalar, outerPlace: Configuration['place'], within: { depth: number; isDeployed: boolean }): Configuration[] {
  if (scalar.end - scalar.start < 20) return [];
  const text = HOLDS_CONFIGURATION.test(scalar.text) ? scalar.text : decoded(scalar.text);
  if (text === undefined || !HOLDS_CONFIGURATION.test(text)) return [];
  const places = text === scalar.text ? placesOf(scalar) : null;
  const place = (start: number, end: number): Span => (places ? outerPlace(places(start), end > start ? places(end - 1) + 1 : places(start)) : outerPlace(scalar.start, scalar.end));
  const { documents, templated } = parseYaml(text);
  return templated ? [] : documents.flatMap(({ root }) => (root ? configurationsIn(root, place, within) : []));
}

function decoded(text: string): string | undefined {
  const plain = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]{40,}={0,2}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : undefined;
}

function* itemsOf(context: Context): Generator<Item> {
  const { root } = context;
  const receivers = itemsAt(root, 'receivers').map((node) => receiverOf(node, context));
  yield* receivers;
  const isReplaceable = context.isDefault && receivers.every(({ recipients }) => recipients.length === 0);
  const route = get(root, 'route');
  const refusal = context.isFile ? refusalOf(root) : undefined;
  const refused = refusal && { text: refusal.because, at: context.place(refusal.node.start, refusal.node.end) };
  if (route?.is === 'map') yield* routesFrom(route, context, { id: `${context.within}#route`, receiver: '', isReplaceable, ...(refused && { refused }) });
  for (const key of ['time_intervals', 'mute_time_intervals', 'muteTimeIntervals']) {
    for (const node of itemsAt(root, key)) yield intervalOf(node, context);
  }
  for (const node of [...itemsAt(root, 'inhibit_rules'), ...itemsAt(root, 'inhibitRules')]) yield inhibitionOf(node, context);
}

function receiverOf(node: YamlNode, { place, within, idOf }: Context): Receiver {
  const integrations = node.is === 'map' ? node.entries.filter(({ key }) => /_?configs$/i.test(key.text)) : [];
  const recipients = integrations.flatMap(({ key, value }) => (value.is === 'seq' ? value.items : []).map((item) => recipientOf(key.text, item, place(item.start, item.end))));
  const name = textAt(node, 'name') ?? '';
  const at = get(node, 'name') ?? node;
  return {
    kind: 'receiver',
    id: idOf(`alertmanager:receiver/${name}`),
    system: 'alertmanager',
    within,
    name,
    recipients,
    span: place(node.start, node.end),
    at: place(at.start, at.end),
  };
}

/** Keys that say who is told, in the order in which they say it best; keys that hold a secret say nothing here. */
const ADDRESS_KEYS = ['channel', 'to', 'room_id', 'chat_id', 'topic_arn', 'url', 'webhook_url', 'api_url', 'apiURL'];

/** Keys that hold the secret, or the address with the secret in it, without which nothing arrives. */
const KEY_KEYS: ReadonlySet<string> = new Set(['to', 'url', 'webhook_url', 'api_url', 'apiURL', 'service_key', 'serviceKey', 'routing_key', 'routingKey', 'api_key', 'apiKey', 'bot_token', 'token', 'user_key']);

/** Services that call a person until somebody answers, and those that put a line where people look by themselves. */
const PAGERS: ReadonlySet<string> = new Set(['pagerduty', 'opsgenie', 'victorops']);
const BOARDS: ReadonlySet<string> = new Set(['slack', 'email', 'discord', 'msteams', 'msteamsv2', 'webex', 'mattermost', 'rocketchat', 'jira']);

function recipientOf(integration: string, node: YamlNode, at: Span): Recipient {
  const service = integration.replace(/_?configs$/i, '');
  const written = ADDRESS_KEYS.map((key) => textAt(node, key)).find((text) => text !== undefined);
  // The path of a hook's address is often its password.
  const address = /^https?:\/\/([^/?#@]+)/.exec(written ?? '')?.[1] ?? written;
  const recipient: Recipient = { text: address === undefined ? service : `${service} ${address}`, at };
  const keys = node.is === 'map' ? node.entries.flatMap(({ key, value }) => (value.is === 'scalar' && KEY_KEYS.has(key.text) ? value.text : [])) : [];
  const unfilled = unfilledKey(keys) ?? (service === 'email' ? unfilledAddress(written ?? '') : undefined);
  if (unfilled !== undefined) recipient.unfilled = unfilled;
  if (PAGERS.has(service.toLowerCase())) recipient.wakes = true;
  if (BOARDS.has(service.toLowerCase())) recipient.wakes = false;
  return recipient;
}

/** The route and all below it, each behind the one that it hangs from. */
function* routesFrom(node: YamlMap, context: Context, { id, parent, receiver: inherited, isReplaceable, refused }: { id: string; parent?: string; receiver: string; isReplaceable: boolean; refused?: Evidence }): Generator<Route> {
  const { place, within, resource } = context;
  const receiver = textAt(node, 'receiver') ?? inherited;
  const span = place(node.start, node.end);
  const isRoot = parent === undefined;
  // The operator puts the namespace first, and lets other resources see the alert as well.
  const added: RouteMatcher[] = isRoot && resource ? [{ label: 'namespace', operator: '=', value: resource.namespace, at: span }] : [];
  yield {
    kind: 'route',
    id,
    system: 'alertmanager',
    within,
    ...(isRoot ? rootPlace(resource !== undefined, isReplaceable) : { parent }),
    ...(refused && { refused }),
    receiver,
    matchers: [...added, ...matchersOf(node, ROUTE_KEYS, place)],
    goesOn: textAt(node, 'continue') === 'true' || added.length > 0,
    mutedIn: namesAt(node, ['mute_time_intervals', 'muteTimeIntervals'], place),
    activeIn: namesAt(node, ['active_time_intervals', 'activeTimeIntervals'], place),
    span,
    at: span,
  };
  for (const [index, child] of itemsAt(node, 'routes').entries()) {
    if (child.is === 'map') yield* routesFrom(child, context, { id: `${id}.${index + 1}`, parent: id, receiver, isReplaceable });
  }
}

function rootPlace(isResource: boolean, isReplaceable: boolean): Pick<Route, 'elsewhere'> {
  if (isResource) return { elsewhere: 'above' };
  return isReplaceable ? { elsewhere: 'replaced' } : {};
}

function namesAt(node: YamlMap, keys: readonly string[], place: Configuration['place']): Evidence[] {
  return keys.flatMap((key) => itemsAt(node, key)).flatMap((item) => (item.is === 'scalar' ? { text: item.text, at: place(item.start, item.end) } : []));
}

interface MatcherKeys {
  listed: readonly string[];
  equal: string;
  pattern: string;
}

const ROUTE_KEYS: MatcherKeys = { listed: ['matchers'], equal: 'match', pattern: 'match_re' };
const SOURCE_KEYS: MatcherKeys = { listed: ['source_matchers', 'sourceMatch'], equal: 'source_match', pattern: 'source_match_re' };
const TARGET_KEYS: MatcherKeys = { listed: ['target_matchers', 'targetMatch'], equal: 'target_match', pattern: 'target_match_re' };

/** Matchers as strings or as the operator's objects, and the older maps. */
function matchersOf(node: YamlNode, { listed, equal, pattern }: MatcherKeys, place: Configuration['place']): RouteMatcher[] {
  const at = ({ start, end }: YamlNode): Span => place(start, end);
  const newer = listed
    .flatMap((key) => {
      const value = get(node, key);
      return value?.is === 'seq' ? value.items : value?.is === 'scalar' && !isNull(value) ? [value] : [];
    })
    .flatMap((matcher): RouteMatcher[] => {
      if (matcher.is === 'scalar') return parseMatchers(matcher.text).map((found) => ({ ...found, value: valueOf(found.value), at: at(matcher) }));
      const operator = OPERATORS.find((candidate) => candidate === (textAt(matcher, 'matchType') ?? (textAt(matcher, 'regex') === 'true' ? '=~' : '=')));
      return operator ? [{ label: textAt(matcher, 'name') ?? '', operator, value: valueOf(textAt(matcher, 'value') ?? ''), at: at(matcher) }] : [];
    });
  const older = ([[equal, '='], [pattern, '=~']] as const).flatMap(([key, operator]) =>
    entriesAt(node, key).map(({ key: label, value }): RouteMatcher => ({ label: label.text, operator, value: valueOf(textAt(value) ?? ''), at: at(value) })),
  );
  return [...newer, ...older];
}

const OPERATORS = ['=~', '!~', '!=', '='] as const;

function valueOf(text: string): string | null {
  return isComputed(text) ? null : text;
}

/** It is filled in before Alertmanager reads it: `{{ team }}`, `${TEAM}`, `$(team)`, `<%= team %>`. */
function isComputed(text: string): boolean {
  return /\{\{|\$\{|\$\([A-Za-z_]|<%/.test(text);
}

function intervalOf(node: YamlNode, { place, within }: Context): Interval {
  const at = get(node, 'name') ?? node;
  const holds = holdsWhen([...itemsAt(node, 'time_intervals'), ...itemsAt(node, 'timeIntervals')]);
  return {
    kind: 'interval',
    system: 'alertmanager',
    within,
    name: textAt(node, 'name') ?? '',
    always: holds === 'always',
    ...(holds === 'never' && { never: true }),
    span: place(node.start, node.end),
    at: place(at.start, at.end),
  };
}

function inhibitionOf(node: YamlNode, { place, within }: Context): Inhibition {
  return {
    kind: 'inhibition',
    system: 'alertmanager',
    within,
    source: matchersOf(node, SOURCE_KEYS, place),
    target: matchersOf(node, TARGET_KEYS, place),
    equal: itemsAt(node, 'equal').flatMap((label) => (label.is === 'scalar' ? label.text : [])),
    span: place(node.start, node.end),
  };
}
