import { defineFormat } from '../format.ts';
import type { Item } from '../model/index.ts';
import { booleanAt, entriesAt, get, itemsAt, numberAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { monitorCheck, testCheck, type DatadogAssertion, type DatadogRequest } from './common/datadog.ts';
import { uniqueIds } from './common/ids.ts';
import { spanOf, textOf, writtenAt, written, type Written } from './common/written.ts';

const MONITOR_TYPE = /^(?:(?:[a-z][a-z0-9-]*) alert|service check|composite)$/;
const SIGN = / alert"|service check|composite|DatadogMonitor|"locations"/;

/**
 * Monitors and synthetic tests as Datadog's API exports them: one object, a list, or a list below `monitors` or `tests`; and
 * the operator's `DatadogMonitor`.
 */
export default defineFormat({
  id: 'datadog',
  title: 'Datadog monitors and synthetic tests',
  docs: 'https://docs.datadoghq.com/api/latest/monitors/',
  globs: ['**/*.{json,yml,yaml}'],
  sign: SIGN,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => definitionsIn(root).length > 0),
  *read({ path, yaml }): Iterable<Item> {
    const idOf = uniqueIds();
    for (const { root } of yaml().documents) {
      for (const node of definitionsIn(root)) yield isTest(node) ? readTest(node, path, idOf) : readMonitor(node, path, idOf);
    }
  },
});

type IdOf = (id: string) => string;

function definitionsIn(root: YamlNode | null): YamlMap[] {
  if (!root) return [];
  const listed = root.is === 'seq' ? root.items : [...itemsAt(root, 'monitors'), ...itemsAt(root, 'tests')];
  const candidates = listed.length > 0 ? listed : [textAt(root, 'kind') === 'DatadogMonitor' ? get(root, 'spec') : root];
  return candidates.filter((node): node is YamlMap => node?.is === 'map' && (isMonitor(node) || isTest(node)));
}

function isMonitor(node: YamlMap): boolean {
  return MONITOR_TYPE.test(textAt(node, 'type') ?? '') && get(node, 'query')?.is === 'scalar' && (get(node, 'message') ?? get(node, 'options')) !== undefined;
}

function isTest(node: YamlMap): boolean {
  return /^(?:api|browser|mobile)$/.test(textAt(node, 'type') ?? '') && get(node, 'locations')?.is === 'seq' && get(node, 'config')?.is === 'map';
}

/** The API writes `notify_no_data`, the operator `notifyNoData`. */
function optionsOf(node: YamlMap): { tellsNoData?: boolean; onMissingData?: string } {
  const tellsNoData = booleanAt(node, 'options', 'notify_no_data') ?? booleanAt(node, 'options', 'notifyNoData');
  const onMissingData = textAt(node, 'options', 'on_missing_data') ?? textAt(node, 'options', 'onMissingData');
  return { ...(tellsNoData !== undefined && { tellsNoData }), ...(onMissingData !== undefined && { onMissingData }) };
}

function readMonitor(node: YamlMap, path: string, idOf: IdOf): Item {
  const name = nameOf(node, path);
  const draft = get(node, 'draft_status') ?? get(node, 'options', 'draft_status');
  const everywhere = entriesAt(node, 'options', 'silenced').find(({ key }) => key.text === '*');
  const until = everywhere?.value.is === 'scalar' && /^\d{9,11}$/.test(everywhere.value.text) ? new Date(Number(everywhere.value.text) * 1000).toISOString().slice(0, 10) : undefined;
  return monitorCheck({
    id: idOf(`datadog:${name.text}`),
    format: 'datadog',
    name,
    span: spanOf(node, path),
    query: writtenAt(node, path, 'query'),
    message: writtenAt(node, path, 'message'),
    tags: tagsOf(node, path),
    priority: writtenAt(node, path, 'priority'),
    ...optionsOf(node),
    ...typeOf(node),
    ...(draft?.is === 'scalar' && draft.text === 'draft' && { draft: spanOf(draft, path) }),
    ...(everywhere && { silenced: { at: spanOf(everywhere.key, path), ...(until !== undefined && { until }) } }),
  });
}

function typeOf(node: YamlMap): { type?: string } {
  const type = textAt(node, 'type');
  return type === undefined ? {} : { type };
}

function nameOf(node: YamlMap, path: string): Written {
  return writtenAt(node, path, 'name') ?? { text: 'unnamed', at: spanOf(node, path), part: () => spanOf(node, path) };
}

function tagsOf(node: YamlMap, path: string): Written[] {
  return itemsAt(node, 'tags').flatMap((tag) => (tag.is === 'scalar' ? written(tag, path) : []));
}

function readTest(node: YamlMap, path: string, idOf: IdOf): Item {
  const name = nameOf(node, path);
  const status = get(node, 'status');
  const subtype = textAt(node, 'subtype');
  const every = numberAt(node, 'options', 'tick_every');
  const steps = itemsAt(node, 'config', 'steps');
  return testCheck({
    id: idOf(`datadog:${name.text}`),
    format: 'datadog',
    name,
    span: spanOf(node, path),
    message: writtenAt(node, path, 'message'),
    tags: tagsOf(node, path),
    priority: writtenAt(node, path, 'options', 'monitor_priority'),
    requests: (steps.length > 0 ? steps : [get(node, 'config')]).flatMap((step) => (step && get(step, 'request')?.is === 'map' ? requestOf(step, path) : [])),
    steps: itemsAt(node, 'steps').map((step) => ({ type: textAt(step, 'type') ?? '', at: spanOf(step, path) })),
    ...typeOf(node),
    ...(subtype !== undefined && { subtype }),
    ...(every !== undefined && { every }),
    ...(status?.is === 'scalar' && status.text === 'paused' && { paused: spanOf(status, path) }),
  });
}

/** The test as a whole, or one of its steps. */
function requestOf(node: YamlNode, path: string): DatadogRequest {
  const text = (key: string): string | undefined => textOf(writtenAt(node, path, 'request', key));
  const [subtype, url, host, port] = [textAt(node, 'subtype'), text('url'), text('host'), text('port')];
  const request = get(node, 'request') ?? node;
  return {
    at: spanOf(request, path),
    assertions: itemsAt(node, 'assertions').map((assertion) => assertionOf(assertion, path)),
    ...(subtype !== undefined && { subtype }),
    ...(url !== undefined && { url }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(booleanAt(node, 'allowFailure') === true && { mayFail: true }),
  };
}

/** `target` is a value, or an object that holds one for a path in the body. */
function assertionOf(node: YamlNode, path: string): DatadogAssertion {
  const target = textAt(node, 'target') ?? textAt(node, 'target', 'targetValue') ?? textAt(node, 'target', 'jsonSchema');
  const type = textAt(node, 'type') ?? '';
  return { type, operator: textAt(node, 'target', 'operator') ?? textAt(node, 'operator') ?? '', at: spanOf(node, path), ...(target !== undefined && { target }) };
}
