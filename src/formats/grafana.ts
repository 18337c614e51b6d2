import type { Document } from '../document.ts';
import { defineFormat } from '../format.ts';
import type { Evidence, Item, Timing } from '../model/index.ts';
import { booleanAt, get, itemsAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { blocksOf, fieldsIn, sourceIn, spanOfNode, type Block } from './common/blocks.ts';
import { grafanaCheck } from './common/grafana.ts';
import type { QueryParsers } from './common/grafana-query.ts';
import { routingItems } from './common/grafana-routing.ts';
import { stepOf, type GrafanaStep } from './common/grafana-steps.ts';
import { uniqueIds } from './common/ids.ts';

interface Parsers extends QueryParsers {
  durationOf: (text: string) => number | undefined;
}

/** `policies` alone is a word of many files, and is looked at more closely. */
const SIGN = /\bdatasource_?uid\b|\bcontactPoints\b|\bmuteTim(?:e|ing)s\b|\bpolicies["']?\s*:\s*(?:\[|$|\n)|\bGrafana(?:AlertRuleGroup|ContactPoint|NotificationPolicy|MuteTiming)\b/im;

/**
 * Grafana's own alerting: rules with their contact points, notification policies and mute timings, as provisioning files, the API and the operator's
 * resources write them, in YAML and JSON, alone or inside of a ConfigMap.
 */
export default defineFormat<Parsers>({
  id: 'grafana',
  title: 'Grafana alerting',
  docs: 'https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/',
  globs: ['**/*.{yml,yaml,json}'],
  sign: SIGN,
  yaml: true,
  claims: (document) => contents(document).some(({ rules, block }) => rules.length > 0 || routingItems(block).length > 0),
  parsers: async () => {
    const [promql, logql] = await Promise.all([import('../syntax/promql.ts'), import('../syntax/logql.ts')]);
    return { ...promql, ...logql };
  },
  *read(document, parsers): Iterable<Item> {
    const unique = uniqueIds();
    for (const { block, rules } of contents(document)) {
      for (const found of rules) yield ruleCheck(found, { block, parsers, unique });
      yield* routingItems(block);
    }
  },
});

interface FoundRule {
  /** The map that holds `condition` and `data`. */
  rule: YamlMap;
  /** The map around it in the form of the ruler API, with `for`, `labels` and `annotations`; else the same. */
  outer: YamlMap;
  group: Group;
}

interface Group {
  name: string;
  folder?: string;
  interval?: string;
}

/** Claiming a document asks for its rules, and so does reading it. */
const known = new WeakMap<Document, { block: Block; rules: FoundRule[] }[]>();

function contents(document: Document): { block: Block; rules: FoundRule[] }[] {
  const remembered = known.get(document) ?? blocksOf(document, SIGN).map((block) => ({ block, rules: [...rulesIn(block.root, { name: '' })] }));
  known.set(document, remembered);
  return remembered;
}

/** Rules at any depth, each with the group around it. */
function* rulesIn(node: YamlNode, group: Group, key = '', seen = new Set<YamlNode>()): Generator<FoundRule> {
  if (node.is === 'scalar' || seen.has(node)) return;
  seen.add(node);
  if (node.is === 'seq') {
    for (const item of node.items) yield* rulesIn(item, group, key, seen);
    return;
  }
  const inner = get(node, 'grafana_alert');
  const rule = inner?.is === 'map' ? inner : node;
  if (isRule(rule)) {
    yield { rule, outer: node, group };
    return;
  }
  const own = groupAt(node, group, key);
  for (const entry of node.entries) yield* rulesIn(entry.value, own, entry.key.text, seen);
}

function isRule(node: YamlMap): boolean {
  return get(node, 'condition')?.is === 'scalar' && itemsAt(node, 'data').some((item) => refIdOf(item) !== undefined && get(item, 'model')?.is === 'map');
}

function refIdOf(item: YamlNode): string | undefined {
  return textAt(item, 'refId') ?? textAt(item, 'ref_id');
}

/** The operator names a group by its resource; the ruler API keeps groups under the name of their folder. */
function groupAt(node: YamlMap, around: Group, key: string): Group {
  if (get(node, 'rules')?.is !== 'seq') return textAt(node, 'kind') === 'GrafanaAlertRuleGroup' ? { ...around, name: textAt(node, 'metadata', 'name') ?? around.name } : around;
  const folder = ['folder', 'title', 'folderUid', 'folderUID', 'folderRef'].map((name) => textAt(node, name)).find((text) => text !== undefined) ?? around.folder ?? (KEYS_OF_FILES.has(key) ? undefined : key);
  const interval = textAt(node, 'interval') ?? around.interval;
  return { name: textAt(node, 'name') ?? around.name, ...(folder !== undefined && folder !== '' && { folder }), ...(interval !== undefined && { interval }) };
}

const KEYS_OF_FILES: ReadonlySet<string> = new Set(['groups', 'spec', '']);

interface Context {
  block: Block;
  parsers: Parsers;
  unique: (id: string) => string;
}

function ruleCheck({ rule, outer, group }: FoundRule, { block, parsers, unique }: Context): Item {
  const title = get(rule, 'title');
  const name = title?.is === 'scalar' && title.text.trim() !== '' ? title.text : (textAt(rule, 'uid') ?? 'unnamed');
  const folder = group.folder ?? textAt(rule, 'folderUID');
  const groupName = group.name === '' ? (textAt(rule, 'ruleGroup') ?? '') : group.name;
  const noData = textAt(rule, 'noDataState') ?? textAt(rule, 'no_data_state');
  const onErrorNode = get(rule, 'execErrState') ?? get(rule, 'exec_err_state');
  const onError = textAt(onErrorNode);
  const isPaused = ['isPaused', 'is_paused'].find((key) => booleanAt(rule, key));
  const paused = isPaused === undefined ? undefined : get(rule, isPaused);
  const receiver = evidenceAt(rule, block, ['notification_settings', 'receiver'], ['notificationSettings', 'receiver']);
  const dashboard = evidenceAt(outer, block, ['annotations', '__dashboardUid__'], ['dashboardUid'], ['dasboardUid']);
  return grafanaCheck(
    {
      format: 'grafana',
      id: unique(`grafana:${[folder, groupName, name].filter((part) => part !== undefined && part !== '').join('/')}`),
      title: { text: name, at: spanOfNode(title ?? rule, block) },
      ...(folder !== undefined && { folder }),
      span: spanOfNode(outer, block),
      condition: textAt(rule, 'condition') ?? '',
      steps: stepsOf(rule, block),
      ...(noData !== undefined && { noData }),
      ...(onErrorNode && onError !== undefined && { onError, onErrorAt: spanOfNode(onErrorNode, block) }),
      ...(paused && { paused: spanOfNode(paused, block) }),
      timing: timingOf(outer, group, block, parsers),
      labels: fieldsIn(outer, 'labels', block),
      annotations: fieldsIn(outer, 'annotations', block).filter(({ key }) => !key.startsWith('__')),
      ...(receiver && { receiver }),
      ...(dashboard && { dashboard }),
    },
    parsers,
  );
}

function stepsOf(rule: YamlMap, block: Block): Map<string, GrafanaStep> {
  const placing = { source: (scalar: Parameters<typeof sourceIn>[0]) => sourceIn(scalar, block), span: (node: YamlNode) => spanOfNode(node, block) };
  return new Map(
    itemsAt(rule, 'data').flatMap((item) => {
      const name = refIdOf(item);
      const model = get(item, 'model');
      return name !== undefined && model ? [[name, stepOf(model, textAt(item, 'datasourceUid') ?? textAt(item, 'datasource_uid'), placing)] as const] : [];
    }),
  );
}

function evidenceAt(node: YamlNode, block: Block, ...paths: string[][]): Evidence | undefined {
  for (const path of paths) {
    const found = get(node, ...path);
    if (found?.is === 'scalar' && found.text.trim() !== '') return { text: found.text, at: spanOfNode(found, block) };
  }
  return undefined;
}

function timingOf(rule: YamlMap, { interval }: Group, block: Block, { durationOf }: Parsers): Timing {
  const hold = get(rule, 'for');
  const seconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : durationOf(text));
  const [every, holds, lingers] = [seconds(interval), seconds(textAt(rule, 'for')), seconds(textAt(rule, 'keepFiringFor') ?? textAt(rule, 'keep_firing_for'))];
  return {
    ...(every !== undefined && { every }),
    ...(holds !== undefined && { holds }),
    ...(lingers !== undefined && { lingers }),
    ...(hold && holds !== undefined && { at: spanOfNode(hold, block) }),
  };
}
