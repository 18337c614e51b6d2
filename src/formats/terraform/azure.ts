import type { Item } from '../../model/index.ts';
import type { CloudProperties } from '../common/cloud-value.ts';
import { azureCheck, type AzureCriterion } from '../common/azure.ts';
import type { Written } from '../common/written.ts';
import type { Resource, Translate } from './resource.ts';
import { blocksAt, fieldsAt, given, headOf, namesAt, numberAt, placeWhere, textAt, textsAt, valueAt } from './written.ts';

/**
 * Alert rules of Azure Monitor on metrics, on logs and on the activity log.
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_metric_alert
 */
export const translateAzure: Translate = function* (resource): Generator<Item> {
  const { id, span, properties } = resource;
  yield azureCheck({
    id,
    format: resource.format,
    name: headOf(resource, 'name'),
    span,
    description: valueAt(properties, 'description'),
    severity: valueAt(properties, 'severity'),
    tags: fieldsAt(properties, 'tags'),
    criteria: criteriaOf(resource),
    actions: groupsOf(properties),
    ...given({ disabled: placeWhere(properties, 'enabled', false), every: minutes(textAt(properties, 'frequency') ?? textAt(properties, 'evaluation_frequency')) }),
  });
};

/** `PT5M`, or `5` where a number of minutes is meant. */
function minutes(text: string | undefined): number | undefined {
  const [, hours, whole] = /^(?:PT)?(?:(\d+)H)?(?:(\d+)M?)?$/.exec(text ?? '') ?? [];
  return hours === undefined && whole === undefined ? undefined : Number(hours ?? 0) * 3600 + Number(whole ?? 0) * 60;
}

/** One group an action for a metric, several for a query. */
function groupsOf(properties: CloudProperties): Written[] | 'unknown' {
  if (properties.get('action')?.is === 'unknown') return 'unknown';
  const found = blocksAt(properties, 'action').flatMap((action) => ['action_group_id', 'action_groups', 'action_group'].map((name) => namesAt(action, name)));
  const known = found.flatMap((names) => (names === 'unknown' ? [] : names));
  return known.length === 0 && found.includes('unknown') ? 'unknown' : known;
}

function criteriaOf({ type, properties, at: head }: Resource): AzureCriterion[] | 'unknown' {
  const web = blocksAt(properties, 'application_insights_web_test_location_availability_criteria').map((block): AzureCriterion => ({ kind: 'webtest', at: head, text: valueAt(block, 'web_test_id'), dimensions: [] }));
  const fixed = blocksAt(properties, 'criteria').map((block) => criterionOf(type, block, head));
  const learnt = blocksAt(properties, 'dynamic_criteria').map((block): AzureCriterion => ({ ...criterionOf(type, block, head), threshold: null }));
  const before = properties.has('query') ? [criterionOf(type, properties, head)] : [];
  const all = [...web, ...fixed, ...learnt, ...before];
  return all.length === 0 ? 'unknown' : all;
}

function criterionOf(type: string, block: CloudProperties, head: Resource['at']): AzureCriterion {
  const kind = type.includes('activity_log') ? 'activity' : block.has('query') ? 'query' : 'metric';
  const name = { activity: block.has('operation_name') ? 'operation_name' : 'category', query: 'query', metric: 'metric_name' }[kind];
  return {
    kind,
    at: block.get(name)?.at ?? head,
    text: valueAt(block, name),
    threshold: numberAt(block, 'threshold') ?? null,
    dimensions: blocksAt(block, 'dimension').map((dimension) => ({ name: textAt(dimension, 'name') ?? '', operator: textAt(dimension, 'operator') ?? '', values: textsAt(dimension, 'values').map(({ text }) => text) })),
    ...given({ operator: textAt(block, 'operator'), aggregation: textAt(block, 'aggregation') ?? textAt(block, 'time_aggregation_method'), namespace: textAt(block, 'metric_namespace') }),
  };
}
