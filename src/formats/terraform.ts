import type { Document } from '../document.ts';
import { defineFormat, type Surroundings } from '../format.ts';
import type { Item } from '../model/index.ts';
import type { HclBlock, HclBody, HclFile } from '../syntax/hcl.ts';
import type { QueryParsers } from './common/grafana-query.ts';
import { translateAws } from './terraform/aws.ts';
import { translateAzure } from './terraform/azure.ts';
import { translateMonitor, translateTest } from './terraform/datadog.ts';
import { eachOf, propertiesOf, scopeOf, scopeWithin, type Scope } from './terraform/evaluate.ts';
import { ruleTranslation, translateContactPoint, translateMuteTiming, translatePolicy } from './terraform/grafana.ts';
import { policyTranslation, translateUptime } from './terraform/google.ts';
import { jsonBody } from './terraform/json.ts';
import { folderOf, isTerraform, moduleOf } from './terraform/module.ts';
import { translatePingdom, translateStatusCake } from './terraform/pingdom.ts';
import { translateService } from './terraform/pagerduty.ts';
import { readersOf } from './terraform/readers.ts';
import { notMade, type Resource, type Translate } from './terraform/resource.ts';

/** The resources that are read. */
const TRANSLATIONS: Record<string, (parsers: Parsers) => Translate> = {
  aws_cloudwatch_metric_alarm: () => translateAws,
  aws_cloudwatch_composite_alarm: () => translateAws,
  aws_route53_health_check: () => translateAws,
  azurerm_monitor_activity_log_alert: () => translateAzure,
  azurerm_monitor_metric_alert: () => translateAzure,
  azurerm_monitor_scheduled_query_rules_alert: () => translateAzure,
  azurerm_monitor_scheduled_query_rules_alert_v2: () => translateAzure,
  datadog_monitor: () => translateMonitor,
  datadog_synthetics_test: () => translateTest,
  google_monitoring_alert_policy: ({ parsePromql }) => policyTranslation(parsePromql),
  google_monitoring_uptime_check_config: () => translateUptime,
  grafana_contact_point: () => translateContactPoint,
  grafana_mute_timing: () => translateMuteTiming,
  grafana_notification_policy: () => translatePolicy,
  grafana_rule_group: ruleTranslation,
  pagerduty_service: () => translateService,
  pingdom_check: () => translatePingdom,
  statuscake_test: () => translateStatusCake,
  statuscake_uptime_check: () => translateStatusCake,
};

/** Resources that say more of those. */
const SUPPORTING: ReadonlySet<string> = new Set([
  'aws_sns_topic_subscription',
  'datadog_integration_pagerduty_service_object',
  'pagerduty_escalation_policy',
  'pagerduty_schedule',
  'pagerduty_service_integration',
  'pagerduty_user',
]);

const SIGN = new RegExp(`"(?:${Object.keys(TRANSLATIONS).join('|')})"`);

type Parse = (text: string) => HclFile;

interface Parsers extends QueryParsers {
  parse: Parse;
  durationOf: (text: string) => number | undefined;
}

/**
 * Checks that are resources of Terraform or OpenTofu. The files of a folder are one module: locals and the defaults of
 * variables are looked up in those that are read in the same run. What a caller fills in is unknown.
 */
export default defineFormat<Parsers>({
  id: 'terraform',
  title: 'Terraform resources',
  docs: 'https://developer.hashicorp.com/terraform/language/resources/syntax',
  globs: ['**/*.tf', '**/*.tf.json'],
  looksAround: true,
  sign: SIGN,
  parsers: async () => {
    const [{ loadHcl }, promql, logql] = await Promise.all([import('../syntax/hcl.ts'), import('../syntax/promql.ts'), import('../syntax/logql.ts')]);
    return { ...promql, ...logql, parse: await loadHcl() };
  },
  claims: ({ path }) => isTerraform(path),
  *read(document, parsers, around): Iterable<Item> {
    const { path } = document;
    const { parse } = parsers;
    const file = fileOf(document, parse);
    if (file.error) yield { kind: 'skip', path, reason: `line ${document.lines().positionOf(file.error.offset).line} cannot be read as Terraform; the block that it stands in is left out, and the rest of the file is read` };
    const resources = resourcesAround(document, parse, around);
    for (const resource of resources) {
      if (resource.span.path !== path) continue;
      for (const item of translationOf(resource, parsers)?.(resource, resources) ?? []) yield settled(item, resource);
    }
  },
});

function translationOf({ type }: Resource, parsers: Parsers): Translate | undefined {
  return Object.hasOwn(TRANSLATIONS, type) ? TRANSLATIONS[type]?.(parsers) : undefined;
}

/** A resource of which there are none does nothing, whatever it says. */
function settled(item: Item, resource: Resource): Item {
  const state = notMade(resource);
  return state && 'state' in item ? { ...item, state } : item;
}

/** Each file is parsed once, though it is asked for by every file of its module. */
const files = new WeakMap<Document, HclFile>();

function fileOf(document: Document, parse: Parse): HclFile {
  const known = files.get(document);
  if (known) return known;
  const file = document.path.endsWith('.json') ? jsonBody(document, parse) : parse(document.text);
  files.set(document, file);
  return file;
}

const modules = new WeakMap<Surroundings, Map<string, Resource[]>>();

/** The resources that are read of the document's whole module. */
function resourcesAround(document: Document, parse: Parse, around: Surroundings): Resource[] {
  const folder = folderOf(document.path);
  const known = modules.get(around) ?? new Map<string, Resource[]>();
  modules.set(around, known);
  const resources = known.get(folder) ?? resourcesIn(folder, around, (each): HclBody => fileOf(each, parse));
  known.set(folder, resources);
  return resources;
}

function resourcesIn(folder: string, around: Surroundings, readBody: (document: Document) => HclBody): Resource[] {
  const module = moduleOf(folder, around, readBody);
  const scope = scopeOf(module);
  return module.blocks.flatMap(({ path, written }) => {
    const [type = '', label] = written.labels;
    const isRead = written.type === 'resource' && label !== undefined && (Object.hasOwn(TRANSLATIONS, type) || SUPPORTING.has(type)) && !written.broken;
    return isRead ? resourceOf(type, label, written, { ...scope, path }) : [];
  });
}

function resourceOf(type: string, label: string, block: HclBlock, module: Scope): Resource {
  const { path } = module;
  const outer = scopeWithin(block, module);
  const scope = { ...outer, names: eachOf(block, outer) };
  const span = { path, start: block.start, end: block.end };
  return { type, format: 'terraform', label, id: `terraform:${type}.${label}`, span, at: { path, ...block.head }, properties: propertiesOf(block, scope), folder: module.module.folder, readers: () => readersOf(type, label, module.module) };
}
