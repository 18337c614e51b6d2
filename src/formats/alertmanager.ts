import { defineFormat } from '../format.ts';
import type { Evidence, Item, Route, Span } from '../model/index.ts';
import { entriesAt, get, itemsAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';

/**
 * Alertmanager's configuration and the operator's `AlertmanagerConfig`: who is behind each receiver, and which routes
 * lead there. Every route of the tree becomes one flat route whose matchers are its own and those above it.
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
      if (route?.is === 'map') yield* routesBelow(route, path, 'route', [], '');
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
  return { kind: 'receiver', name: textAt(node, 'name') ?? '', recipients, span };
}

/** Keys that say who is told, in the order in which they say it best. */
const ADDRESS_KEYS = ['channel', 'to', 'room_id', 'chat_id', 'url', 'api_url', 'service_key', 'routing_key', 'user_key', 'topic_arn', 'apiURL', 'webhook_url'];

function recipientOf(integration: string, node: YamlNode): string {
  const service = integration.replace(/_?configs$/i, '');
  const address = ADDRESS_KEYS.map((key) => textAt(node, key)).find((text) => text !== undefined);
  return address === undefined ? service : `${service} ${address}`;
}

function* routesBelow(node: YamlMap, path: string, id: string, above: Evidence[], inherited: string): Generator<Route> {
  const receiver = textAt(node, 'receiver') ?? inherited;
  const matchers = [...above, ...matchersOf(node, path)];
  for (const [index, child] of itemsAt(node, 'routes').entries()) {
    if (child.is === 'map') yield* routesBelow(child, path, `${id}.${index + 1}`, matchers, receiver);
  }
  yield { kind: 'route', id: `${path}#${id}`, receiver, matchers, span: { path, start: node.start, end: node.end } };
}

/** `matchers` as strings or as the operator's objects, and the older `match` and `match_re`. */
function matchersOf(node: YamlMap, path: string): Evidence[] {
  const at = ({ start, end }: YamlNode): Span => ({ path, start, end });
  const listed = itemsAt(node, 'matchers').map((matcher) => ({
    text: matcher.is === 'scalar' ? matcher.text : `${textAt(matcher, 'name') ?? ''}${textAt(matcher, 'matchType') ?? '='}"${textAt(matcher, 'value') ?? ''}"`,
    at: at(matcher),
  }));
  const older = (['match', 'match_re'] as const).flatMap((key) =>
    entriesAt(node, key).map(({ key: label, value }) => ({
      text: `${label.text}${key === 'match' ? '=' : '=~'}"${value.is === 'scalar' ? value.text : ''}"`,
      at: at(value),
    })),
  );
  return [...listed, ...older];
}
