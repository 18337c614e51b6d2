import type { Evidence, Interval, Receiver, Recipient, Route, RouteMatcher } from '../../model/index.ts';
import { entriesAt, get, itemsAt, textAt, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';
import { parseMatchers } from './alertmanager-matchers.ts';
import { spanOfNode, type Block } from './blocks.ts';
import { holdsWhen } from './time-interval.ts';
import { unfilledKey } from './unfilled.ts';

/**
 * Contact points, notification policies and mute timings of Grafana. They are Alertmanager's receivers, routes and intervals by other names.
 * https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
export function routingItems(block: Block): (Receiver | Route | Interval)[] {
  const { root } = block;
  switch (textAt(root, 'kind')) {
    case 'GrafanaContactPoint':
      return listOf(get(root, 'spec')).map((spec) => receiverOf(textAt(spec, 'name') ?? textAt(root, 'metadata', 'name') ?? '', spec, integrationsOf(spec), block));
    case 'GrafanaNotificationPolicy':
      return treeFrom(get(root, 'spec', 'route'), `${block.path}#${textAt(root, 'metadata', 'name') ?? 'route'}`, block);
    case 'GrafanaMuteTiming':
      return listOf(get(root, 'spec')).map((spec) => intervalOf(spec, block));
    default:
      return [
        ...itemsAt(root, 'contactPoints').flatMap((point) => (get(point, 'receivers')?.is === 'seq' ? receiverOf(textAt(point, 'name') ?? '', point, itemsAt(point, 'receivers'), block) : [])),
        ...itemsAt(root, 'policies').flatMap((policy, index) => (isPolicy(policy) ? treeFrom(policy, `${block.path}#policies.${index + 1}`, block) : [])),
        ...['muteTimes', 'muteTimings'].flatMap((key) => itemsAt(root, key)).map((timing) => intervalOf(timing, block)),
      ];
  }
}

function listOf(node: YamlNode | undefined): YamlNode[] {
  return node ? [node] : [];
}

/** `policies` is a word of many files. */
function isPolicy(node: YamlNode): boolean {
  return get(node, 'receiver')?.is === 'scalar' && ['orgId', 'group_by', 'routes', 'group_wait', 'repeat_interval'].some((key) => get(node, key) !== undefined);
}

/** The operator writes one integration beside the name, or several below it. */
function integrationsOf(spec: YamlNode): YamlNode[] {
  const several = itemsAt(spec, 'receivers');
  return several.length > 0 ? several : [spec];
}

function receiverOf(name: string, node: YamlNode, integrations: readonly YamlNode[], block: Block): Receiver {
  const at = get(node, 'name') ?? node;
  return {
    kind: 'receiver',
    id: `grafana:receiver/${name}`,
    system: 'grafana',
    name,
    recipients: integrations.flatMap((integration) => recipientOf(integration, block) ?? []),
    span: spanOfNode(node, block),
    at: spanOfNode(at, block),
  };
}

/** Where the settings of each kind of integration say who is told, best first. */
export const ADDRESS_KEYS = ['addresses', 'recipient', 'responders', 'chatid', 'bottoken', 'integrationKey', 'integration_key', 'routing_key', 'apiKey', 'api_key', 'userKey', 'room_id', 'topic_arn', 'url', 'api_url', 'apiUrl', 'webhook_url', 'kafkaRestProxy', 'token'];

/** Integrations that wake somebody, and those that nobody hears in their sleep. */
export const WAKES: Record<string, boolean> = {
  pagerduty: true, opsgenie: true, victorops: true, oncall: true, sns: false, email: false, slack: false, teams: false, msteams: false, discord: false, telegram: false, googlechat: false, webex: false, mqtt: false, kafka: false,
};

/** Nobody stands behind an integration whose settings say no address and leave none to be filled in. */
function recipientOf(integration: YamlNode, block: Block): Recipient | undefined {
  const type = textAt(integration, 'type');
  if (type === undefined) return undefined;
  const settings = get(integration, 'settings');
  const isElsewhere = ['secureSettings', 'secure_settings', 'valuesFrom'].some((key) => get(integration, key) !== undefined);
  const address = ADDRESS_KEYS.map((key) => get(settings, key)).find((node) => node?.is === 'scalar');
  if (address?.is === 'scalar' && address.text.trim() === '' && !isElsewhere) return undefined;
  if (!isElsewhere && (settings === undefined || (settings.is === 'map' && settings.entries.length === 0))) return undefined;
  const wakes = Object.hasOwn(WAKES, type) ? WAKES[type] : undefined;
  const text = address?.is === 'scalar' && address.text.trim() !== '' ? `${type} ${address.text.trim()}` : type;
  const unfilled = address?.is === 'scalar' ? unfilledKey([address.text]) : undefined;
  return { text, at: spanOfNode(integration, block), ...(wakes !== undefined && { wakes }), ...(unfilled !== undefined && { unfilled }) };
}

/** The policy and all below it, each behind the one that it hangs from. */
function treeFrom(node: YamlNode | undefined, id: string, block: Block, above?: Route): Route[] {
  if (node?.is !== 'map') return [];
  const span = spanOfNode(node, block);
  const route: Route = {
    kind: 'route',
    id,
    system: 'grafana',
    ...(above && { parent: above.id }),
    receiver: textAt(node, 'receiver') ?? above?.receiver ?? '',
    matchers: matchersOf(node, block),
    goesOn: textAt(node, 'continue') === 'true',
    mutedIn: namesAt(node, ['mute_time_intervals', 'muteTimeIntervals', 'mute_timings'], block),
    activeIn: namesAt(node, ['active_time_intervals', 'activeTimeIntervals', 'active_timings'], block),
    span,
    at: span,
  };
  return [route, ...itemsAt(node, 'routes').flatMap((child, index) => treeFrom(child, `${id}.${index + 1}`, block, route))];
}

function namesAt(node: YamlMap, keys: readonly string[], block: Block): Evidence[] {
  return keys.flatMap((key) => itemsAt(node, key)).flatMap((item) => (item.is === 'scalar' ? { text: item.text, at: spanOfNode(item, block) } : []));
}

export const OPERATORS = ['=~', '!~', '!=', '='] as const;

/** `object_matchers` as triples, `matchers` as strings or triples or objects, and the older `match` and `match_re`. */
function matchersOf(node: YamlMap, block: Block): RouteMatcher[] {
  const listed = ['object_matchers', 'objectMatchers', 'matchers', 'matcher'].flatMap((key) => itemsAt(node, key)).flatMap((item) => matchersIn(item, block));
  const older = (['match', 'match_re'] as const).flatMap((key) =>
    entriesAt(node, key).map(({ key: label, value }) => made(label.text, key === 'match' ? '=' : '=~', value.is === 'scalar' ? value.text : '', value, block)),
  );
  return [...listed, ...older];
}

function matchersIn(item: YamlNode, block: Block): RouteMatcher[] {
  if (item.is === 'scalar') return parseMatchers(item.text).map(({ label, operator, value }) => made(label, operator, value, item, block));
  if (item.is === 'seq') {
    const [label = '', operator, value = ''] = item.items.map((part) => (part.is === 'scalar' ? part.text : ''));
    return [made(label, OPERATORS.find((known) => known === operator) ?? '=', value, item, block)];
  }
  const operator = textAt(item, 'match') ?? textAt(item, 'matchType');
  return [made(textAt(item, 'label') ?? textAt(item, 'name') ?? '', OPERATORS.find((known) => known === operator) ?? '=', textAt(item, 'value') ?? '', item, block)];
}

/** Provisioning files take `$NAME` and `${NAME}` from the environment. */
function made(label: string, operator: RouteMatcher['operator'], value: string, at: YamlNode, block: Block): RouteMatcher {
  return { label, operator, value: /\$(?:\{|[A-Za-z_])/.test(value) ? null : value, at: spanOfNode(at, block) };
}

function intervalOf(node: YamlNode, block: Block): Interval {
  const at = get(node, 'name') ?? node;
  const holds = holdsWhen(itemsAt(node, 'time_intervals'));
  return {
    kind: 'interval',
    system: 'grafana',
    name: textAt(node, 'name') ?? '',
    always: holds === 'always',
    ...(holds === 'never' && { never: true as const }),
    span: spanOfNode(node, block),
    at: spanOfNode(at, block),
  };
}
