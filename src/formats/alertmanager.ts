import { defineFormat } from '../format.ts';
import type { Evidence, Item, Route, RouteMatcher, Span } from '../model/index.ts';
import { entriesAt, get, itemsAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';

/**
 * Alertmanager's configuration and the operator's `AlertmanagerConfig`: who is behind each receiver, and the tree
 * of routes that lead there.
 */
export default defineFormat({
  id: 'alertmanager',
  title: 'Alertmanager configuration',
  docs: 'https://prometheus.io/docs/alerting/latest/configuration/',
  globs: ['**/*.{yml,yaml}'],
  sign: /\breceivers["']?:/,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => configurationIn(root) !== undefined),
  *read({ path, yaml }): Iterable<Item> {
    for (const { root } of yaml().documents) {
      const configuration = configurationIn(root);
      if (!configuration) continue;
      for (const receiver of itemsAt(configuration, 'receivers')) yield receiverOf(receiver, path);
      const route = get(configuration, 'route');
      if (route?.is === 'map') yield* routesFrom(route, path, { id: `${path}#route`, receiver: '' });
    }
  },
});

/** The map that holds `receivers`, with `route` beside it or as an `AlertmanagerConfig`'s `spec`. */
function configurationIn(root: YamlNode | null): YamlNode | undefined {
  if (textAt(root, 'kind') === 'AlertmanagerConfig') return get(root, 'spec');
  const isPlain = get(root, 'receivers')?.is === 'seq' && get(root, 'route')?.is === 'map';
  return isPlain ? (root ?? undefined) : undefined;
}

function receiverOf(node: YamlNode, path: string): Item {
  const span = { path, start: node.start, end: node.end };
  const integrations = node.is === 'map' ? node.entries.filter(({ key }) => /_?configs$/i.test(key.text)) : [];
  const recipients = integrations.flatMap(({ key, value }) =>
    (value.is === 'seq' ? value.items : []).map((item): Evidence => ({ text: recipientOf(key.text, item), at: { path, start: item.start, end: item.end } })),
  );
  const name = textAt(node, 'name') ?? '';
  const at = node.is === 'map' ? (get(node, 'name') ?? node) : node;
  return { kind: 'receiver', id: `alertmanager:receiver/${name}`, system: 'alertmanager', name, recipients, span, at: { path, start: at.start, end: at.end } };
}

/** Keys that say who is told, in the order in which they say it best. */
const ADDRESS_KEYS = ['channel', 'to', 'room_id', 'chat_id', 'url', 'api_url', 'service_key', 'routing_key', 'user_key', 'topic_arn', 'apiURL', 'webhook_url'];

function recipientOf(integration: string, node: YamlNode): string {
  const service = integration.replace(/_?configs$/i, '');
  const address = ADDRESS_KEYS.map((key) => textAt(node, key)).find((text) => text !== undefined);
  return address === undefined ? service : `${service} ${address}`;
}

/** The route and all below it, each behind the one that it hangs from. */
function* routesFrom(node: YamlMap, path: string, { id, parent, receiver: inherited }: { id: string; parent?: string; receiver: string }): Generator<Route> {
  const receiver = textAt(node, 'receiver') ?? inherited;
  const span = { path, start: node.start, end: node.end };
  yield {
    kind: 'route',
    id,
    system: 'alertmanager',
    ...(parent !== undefined && { parent }),
    receiver,
    matchers: matchersOf(node, path),
    goesOn: textAt(node, 'continue') === 'true',
    mutedIn: namesAt(node, ['mute_time_intervals', 'muteTimeIntervals'], path),
    activeIn: namesAt(node, ['active_time_intervals', 'activeTimeIntervals'], path),
    span,
    at: span,
  };
  for (const [index, child] of itemsAt(node, 'routes').entries()) {
    if (child.is === 'map') yield* routesFrom(child, path, { id: `${id}.${index + 1}`, parent: id, receiver });
  }
}

function namesAt(node: YamlMap, keys: readonly string[], path: string): Evidence[] {
  return keys.flatMap((key) => itemsAt(node, key)).flatMap((item) => (item.is === 'scalar' ? { text: item.text, at: { path, start: item.start, end: item.end } } : []));
}

/** `matchers` as strings or as the operator's objects, and the older `match` and `match_re`. */
function matchersOf(node: YamlMap, path: string): RouteMatcher[] {
  const at = ({ start, end }: YamlNode): Span => ({ path, start, end });
  const listed = itemsAt(node, 'matchers').flatMap((matcher) => {
    if (matcher.is === 'scalar') return matchersIn(matcher.text, at(matcher));
    const operator = OPERATORS.find((known) => known === (textAt(matcher, 'matchType') ?? (textAt(matcher, 'regex') === 'true' ? '=~' : '=')));
    return operator ? { label: textAt(matcher, 'name') ?? '', operator, value: textAt(matcher, 'value') ?? '', at: at(matcher) } : [];
  });
  const older = (['match', 'match_re'] as const).flatMap((key) =>
    entriesAt(node, key).map(({ key: label, value }): RouteMatcher => ({ label: label.text, operator: key === 'match' ? '=' : '=~', value: value.is === 'scalar' ? value.text : '', at: at(value) })),
  );
  return [...listed, ...older];
}

const OPERATORS = ['=~', '!~', '!=', '='] as const;

/** `severity="page"`, and several of them in braces. */
function matchersIn(text: string, at: Span): RouteMatcher[] {
  const found = text.trim().replace(/^\{|\}$/g, '').matchAll(/\s*([\w.:-]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^,]*)\s*,?/g);
  return [...found].map(([, label = '', operator, value = '']) => ({ label, operator: operator as RouteMatcher['operator'], value: value.replace(/^"|"$/g, '').trim(), at }));
}
