import { defineFormat } from '../format.ts';
import type { Item } from '../model/index.ts';
import { booleanAt, entriesAt, get, itemsAt, numberAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { azureCheck, webTestCheck, type AzureAlert, type AzureCriterion } from './common/azure.ts';
import { uniqueIds } from './common/ids.ts';
import { fieldsAt, spanOf, written, type Value, type Written } from './common/written.ts';

/**
 * Alert rules in ARM templates, as they are written and as Bicep compiles them. An expression in brackets is followed to a
 * parameter's default or a variable where it names one, and is unknown otherwise.
 */
export default defineFormat({
  id: 'azure',
  title: 'Azure alert rules (ARM templates)',
  docs: 'https://learn.microsoft.com/azure/azure-monitor/alerts/resource-manager-alerts-metric',
  globs: ['**/*.json'],
  sign: /microsoft\.insights\/(?:metricalerts|scheduledqueryrules|activitylogalerts|webtests)/i,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => resourcesIn(root).length > 0),
  *read({ path, yaml }): Iterable<Item> {
    const idOf = uniqueIds();
    for (const { root } of yaml().documents) {
      for (const place of resourcesIn(root)) yield itemOf(place, path, idOf);
    }
  },
});

/** A resource and the template whose parameters it reads. */
interface Place {
  resource: YamlMap;
  template: YamlMap;
}

const MOST_DEPTH = 8;

/** Alert rules of a template, of the templates within it, and of resources within resources. */
function resourcesIn(root: YamlNode | null, depth = 0): Place[] {
  if (root?.is !== 'map' || depth > MOST_DEPTH) return [];
  const listed = get(root, 'resources');
  // With symbolic names resources are a map.
  const resources = listed?.is === 'seq' ? listed.items : listed?.is === 'map' ? listed.entries.map(({ value }) => value) : [];
  return resources.flatMap((resource): Place[] => {
    if (resource.is !== 'map') return [];
    const nested = get(resource, 'properties', 'template');
    const own = typeOf(resource) in READERS ? [{ resource, template: root }] : [];
    const within = resourcesIn(resource, depth + 1).map((place) => (place.template === resource ? { ...place, template: root } : place));
    return [...own, ...within, ...resourcesIn(nested ?? null, depth + 1)];
  });
}

function typeOf(resource: YamlMap): string {
  return (textAt(resource, 'type') ?? '').toLowerCase();
}

type Common = Omit<AzureAlert, 'criteria' | 'actions'>;

const READERS: Record<string, (place: Place, common: Common, path: string) => Item> = {
  'microsoft.insights/metricalerts': (place, common, path) => azureCheck({ ...common, criteria: metricCriteria(place, path), actions: groupsIn(resolved(place, 'properties', 'actions'), 'actionGroupId', place, path) }),
  'microsoft.insights/scheduledqueryrules': (place, common, path) => azureCheck({ ...common, criteria: queryCriteria(place, path), actions: queryActions(place, path) }),
  'microsoft.insights/activitylogalerts': (place, common, path) => azureCheck({ ...common, criteria: activityCriteria(place, path), actions: groupsIn(resolved(place, 'properties', 'actions', 'actionGroups'), 'actionGroupId', place, path) }),
  'microsoft.insights/webtests': webTest,
};

function itemOf(place: Place, path: string, idOf: (id: string) => string): Item {
  const { resource } = place;
  const nameNode = get(resource, 'name');
  const found = valueOf(nameNode, place, path);
  const at = spanOf(nameNode ?? resource, path);
  const name: Written = found === undefined || found === 'computed' ? { text: bare(textAt(resource, 'name') ?? 'unnamed'), at, part: () => at } : { ...found, at };
  const enabled = get(resource, 'properties', 'enabled');
  const every = seconds(textAt(resource, 'properties', 'evaluationFrequency'));
  const common: Common = {
    id: idOf(`azure:${name.text}`),
    format: 'azure',
    name,
    span: spanOf(resource, path),
    description: valueOf(get(resource, 'properties', 'description'), place, path),
    severity: valueOf(get(resource, 'properties', 'severity'), place, path),
    tags: fieldsAt(resource, path, 'tags'),
    ...(every !== undefined && { every }),
    ...(enabled && (booleanAt(enabled) ?? booleanAt(get(resource, 'properties'), 'Enabled')) === false && { disabled: spanOf(enabled, path) }),
  };
  return (READERS[typeOf(resource)] ?? webTest)(place, common, path);
}

/** `[concat('cpu of ', parameters('vm'))]` as a name for people. */
function bare(expression: string): string {
  const named = /'([^']+)'/.exec(expression)?.[1];
  return named ?? expression.replace(/^\[|\]$/g, '');
}

const EXPRESSION = /^\[(?!\[)[\s\S]*\]$/;
const NAMED = /^\[\s*(parameters|variables)\(\s*'([^']+)'\s*\)\s*\]$/;

/** The node behind an expression that only names a parameter or a variable; undefined where it says more or nothing is there. */
function behind(node: YamlNode | undefined, { template }: Place): YamlNode | undefined {
  let current = node;
  for (let steps = 0; steps < MOST_DEPTH; steps += 1) {
    if (current?.is !== 'scalar' || !EXPRESSION.test(current.text)) return current;
    const [, kind = '', name = ''] = NAMED.exec(current.text) ?? [];
    if (kind === '') return undefined;
    current = kind === 'parameters' ? get(template, 'parameters', name, 'defaultValue') : get(template, 'variables', name);
  }
  return undefined;
}

/** What a property is: nothing, `computed`, or a node. */
type Resolved = YamlNode | 'computed' | undefined;

function resolved(place: Place, ...keys: string[]): Resolved {
  return resolve(get(place.resource, ...keys), place);
}

function resolve(node: YamlNode | undefined, place: Place): Resolved {
  return node === undefined ? undefined : (behind(node, place) ?? 'computed');
}

function valueOf(node: YamlNode | undefined, place: Place, path: string): Value {
  const found = resolve(node, place);
  if (found === undefined || found === 'computed') return found;
  return found.is === 'scalar' ? written(found, path) : undefined;
}

/** The ids of action groups, as they are written: an expression that names one is a recipient all the same. */
function groupsIn(list: Resolved, key: string, place: Place, path: string): Written[] | 'unknown' {
  if (list === undefined) return [];
  if (list === 'computed' || list.is !== 'seq') return 'unknown';
  return list.items.flatMap((item) => {
    const node = item.is === 'map' ? item.entries.find((entry) => entry.key.text.toLowerCase() === key.toLowerCase())?.value : item;
    if (node?.is !== 'scalar') return [];
    const found = valueOf(node, place, path);
    if (found === undefined || found === 'computed') return [written(node, path)];
    return found.text === '' ? [] : [found];
  });
}

/** `actions.actionGroups` since 2021, `action.aznsAction.actionGroup` before; an older rule may only send a webhook. */
function queryActions(place: Place, path: string): Written[] | 'unknown' {
  const before = get(place.resource, 'properties', 'action', 'aznsAction', 'actionGroup');
  if (before) return groupsIn(resolve(before, place), 'actionGroup', place, path);
  const now = resolved(place, 'properties', 'actions');
  if (now === 'computed') return 'unknown';
  return groupsIn(now && resolve(get(now, 'actionGroups'), place), 'actionGroup', place, path);
}

function metricCriteria(place: Place, path: string): AzureCriterion[] | 'unknown' {
  const criteria = resolved(place, 'properties', 'criteria');
  if (criteria === undefined || criteria === 'computed') return 'unknown';
  if (get(criteria, 'webTestId')) return [{ kind: 'webtest', at: spanOf(criteria, path), text: valueOf(get(criteria, 'webTestId'), place, path), dimensions: [] }];
  const all = resolve(get(criteria, 'allOf'), place);
  if (all === undefined || all === 'computed' || all.is !== 'seq') return 'unknown';
  return all.items.map((node) => criterionOf(node, 'metric', valueOf(get(node, 'metricName'), place, path), place, path));
}

function criterionOf(node: YamlNode, kind: AzureCriterion['kind'], text: Value, place: Place, path: string): AzureCriterion {
  const threshold = resolve(get(node, 'threshold'), place);
  const [operator, aggregation, namespace] = [textAt(node, 'operator'), textAt(node, 'timeAggregation'), textAt(node, 'metricNamespace')];
  return {
    kind,
    at: spanOf(node, path),
    text,
    threshold: threshold === undefined || threshold === 'computed' || textAt(node, 'criterionType') === 'DynamicThresholdCriterion' ? null : (numberAt(threshold) ?? null),
    dimensions: itemsAt(node, 'dimensions').map((dimension) => ({
      name: textAt(dimension, 'name') ?? '',
      operator: textAt(dimension, 'operator') ?? '',
      values: itemsAt(dimension, 'values').flatMap((value) => (value.is === 'scalar' ? value.text : [])),
    })),
    ...(operator !== undefined && { operator }),
    ...(aggregation !== undefined && { aggregation }),
    ...(namespace !== undefined && { namespace }),
  };
}

function queryCriteria(place: Place, path: string): AzureCriterion[] | 'unknown' {
  const source = get(place.resource, 'properties', 'source', 'query');
  if (source) return [criterionOf(source, 'query', valueOf(source, place, path), place, path)];
  const all = resolved(place, 'properties', 'criteria', 'allOf');
  if (all === undefined || all === 'computed' || all.is !== 'seq') return 'unknown';
  return all.items.map((node) => criterionOf(node, 'query', valueOf(get(node, 'query'), place, path), place, path));
}

/** The operation, or failing that the category, that an entry of the activity log must have. */
function activityCriteria(place: Place, path: string): AzureCriterion[] | 'unknown' {
  const all = resolved(place, 'properties', 'condition', 'allOf');
  if (all === undefined || all === 'computed' || all.is !== 'seq') return 'unknown';
  const named = ['operationName', 'category'].map((field) => all.items.find((item) => textAt(item, 'field') === field)).find((item) => item !== undefined);
  return [{ kind: 'activity', at: spanOf(all, path), text: valueOf(get(named, 'equals'), place, path), dimensions: [] }];
}

/** https://learn.microsoft.com/azure/templates/microsoft.insights/webtests */
function webTest(place: Place, common: Common, path: string): Item {
  const properties = get(place.resource, 'properties');
  const request = get(properties, 'Request') ?? get(properties, 'request');
  const rules = get(properties, 'ValidationRules') ?? get(properties, 'validationRules');
  const of = (node: YamlNode | undefined, name: string): YamlNode | undefined => entriesAt(node).find(({ key }) => key.text.toLowerCase() === name.toLowerCase())?.value;
  const status = resolve(of(rules, 'ExpectedHttpStatusCode'), place);
  const ignores = booleanAt(of(rules, 'IgnoreHttpStatusCode')) === true;
  const content = of(rules, 'ContentValidation');
  const match = of(content, 'ContentMatch');
  const [every, timeout] = [numberAt(of(properties, 'Frequency')), numberAt(of(properties, 'Timeout'))];
  const { id, format, name, span, disabled } = common;
  return webTestCheck({
    id,
    format,
    name,
    span,
    request: request ? { url: valueOf(of(request, 'RequestUrl'), place, path), at: spanOf(request, path) } : 'unknown',
    content: valueOf(match, place, path),
    forbids: booleanAt(of(content, 'PassIfTextFound')) === false,
    ...(ignores ? { status: 0 } : status === 'computed' ? { status } : status && { status: numberAt(status) ?? 200 }),
    ...(disabled && { disabled }),
    ...(every !== undefined && { every }),
    ...(timeout !== undefined && { timeout }),
  });
}

/** `PT5M`, `PT1H` */
function seconds(text: string | undefined): number | undefined {
  const [, hours, minutes, rest] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text ?? '') ?? [];
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  return total > 0 ? total : undefined;
}
