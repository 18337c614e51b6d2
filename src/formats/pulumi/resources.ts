import type { Span } from '../../model/index.ts';
import type { Program } from '../../syntax/typescript.ts';
import { spanOf } from '../common/code/assertions.ts';
import { cloudValueOf, entriesIn, renamed, type Special } from '../common/code/cloud.ts';
import { instancesIn, nameInPackage, type Instance } from '../common/code/instances.ts';
import { usesOf } from '../common/code/uses.ts';
import { argumentOf, propertyOf, textOf, type Modules, type Value } from '../common/code/values.ts';
import type { CloudUnknown, CloudValue, Subscribers } from '../common/cloud-value.ts';
import type { Resource } from '../terraform/resource.ts';

/**
 * Resources of Pulumi that are checks, by what Terraform calls them: Pulumi's providers are made from Terraform's, with names in camel case.
 * https://www.pulumi.com/docs/iac/concepts/vs/terraform/
 */
const TYPES: Record<string, string> = {
  'aws.cloudwatch.MetricAlarm': 'aws_cloudwatch_metric_alarm',
  'aws.cloudwatch.CompositeAlarm': 'aws_cloudwatch_composite_alarm',
  'aws.route53.HealthCheck': 'aws_route53_health_check',
  'datadog.Monitor': 'datadog_monitor',
  'datadog.SyntheticsTest': 'datadog_synthetics_test',
  'gcp.monitoring.AlertPolicy': 'google_monitoring_alert_policy',
  'gcp.monitoring.UptimeCheckConfig': 'google_monitoring_uptime_check_config',
  'azure.monitoring.MetricAlert': 'azurerm_monitor_metric_alert',
  'azure.monitoring.ActivityLogAlert': 'azurerm_monitor_activity_log_alert',
  'azure.monitoring.ScheduledQueryRulesAlert': 'azurerm_monitor_scheduled_query_rules_alert',
  'azure.monitoring.ScheduledQueryRulesAlertV2': 'azurerm_monitor_scheduled_query_rules_alert_v2',
  'azure-native.insights.MetricAlert': 'azurerm_monitor_metric_alert',
  'azure-native.monitor.MetricAlert': 'azurerm_monitor_metric_alert',
};

/** Other resources that alarms speak of, by what CloudFormation calls them. */
const OTHERS: Record<string, string> = {
  'aws.sns.Topic': 'AWS::SNS::Topic',
  'aws.autoscaling.Policy': 'AWS::AutoScaling::ScalingPolicy',
  'aws.appautoscaling.Policy': 'AWS::ApplicationAutoScaling::ScalingPolicy',
  'aws.lambda.Function': 'AWS::Lambda::Function',
};

const SUBSCRIPTION = 'aws.sns.TopicSubscription';

/** Blocks that Terraform names in the singular. */
const SINGULAR: Record<string, string> = { metricQueries: 'metric_query', apiSteps: 'api_step', browserSteps: 'browser_step', assertions: 'assertion', criterias: 'criteria' };
const SINGULAR_OF_AZURE: Record<string, string> = { ...SINGULAR, actions: 'action', dimensions: 'dimension', timeAggregation: 'aggregation' };

/** Maps whose keys are the user's own. */
const FREE = new Set(['dimensions', 'tags', 'userLabels', 'labels']);

/** What Pulumi calls a class: `aws.cloudwatch.MetricAlarm`, whichever way it is imported. */
function typeOf(value: Value): string | undefined {
  const found = nameInPackage(value);
  const [, provider, inner] = /^@pulumi\/([\w-]+)((?:\/\w+)*)$/.exec(found?.module ?? '') ?? [];
  return found && provider !== undefined ? [provider, ...(inner ?? '').split('/'), found.name].filter((part) => part !== '').join('.') : undefined;
}

/** The checks that a file makes, as Terraform would have them. */
export function resourcesIn(program: Program, modules: Modules, idOf: (id: string) => string): Resource[] {
  const instances = instancesIn(program, modules, (callee, node) => {
    const type = node.type === 'NewExpression' ? typeOf(callee) : undefined;
    return type !== undefined && (Object.hasOwn(TYPES, type) || type === SUBSCRIPTION) ? type : undefined;
  });
  const special = specialOf(instances);
  return instances.filter(({ name }) => name !== SUBSCRIPTION).map((instance) => resourceOf(instance, special, idOf));
}

function resourceOf({ name, call, at, program, through, classes }: Instance, special: Special, idOf: (id: string) => string): Resource {
  const type = TYPES[name] ?? name;
  const label = labelOf(call);
  const props = argumentOf(call, 1);
  const isAzure = type.startsWith('azurerm_');
  const names = isAzure ? SINGULAR_OF_AZURE : SINGULAR;
  const properties = renamed(props ? entriesIn(props, special) : new Map(), (key) => names[key] ?? snake(key), (key) => FREE.has(key) && !(isAzure && key === 'dimensions'));
  if (props && props.is !== 'object') for (const key of CALLERS) properties.set(key, { is: 'unknown', text: 'its properties', at: spanOf(props.node, props.scope.program) });
  return {
    type,
    format: 'pulumi',
    label,
    id: idOf(`pulumi:${label}`),
    span: spanOf(at, program),
    at: spanOf(at === call.node ? (call.node.arguments[0] ?? at) : at, program),
    properties: flattened(properties),
    folder: program.path.slice(0, Math.max(program.path.lastIndexOf('/'), 0)),
    readers: () => (usesOf(through, classes).escapes ? { does: 'unknown', composites: [] } : undefined),
  };
}

/** What is not known where the properties as a whole are not. */
const CALLERS = ['alarm_actions', 'alarm_description', 'treat_missing_data', 'notification_channels', 'documentation', 'message', 'query', 'action', 'description'];

/** Azure's own provider has its conditions one level deeper. */
function flattened(properties: Map<string, CloudValue>): Map<string, CloudValue> {
  const criteria = properties.get('criteria');
  const all = criteria?.is === 'map' ? criteria.entries.get('all_of') : undefined;
  return all ? properties.set('criteria', all) : properties;
}

function labelOf(call: Value & { is: 'call' }): string {
  return textOf(argumentOf(call, 0)) ?? 'unnamed';
}

function snake(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

/** Other resources of the program, as themselves or by one of their attributes. */
function specialOf(instances: readonly Instance[]): Special {
  const subscriptions = new Map<unknown, Exclude<Subscribers, 'unknown'>>();
  const special: Special = (value, at) => {
    const made = value.is === 'member' ? value.of : value;
    const type = made.is === 'call' && made.node.type === 'NewExpression' ? typeOf(made.callee) : undefined;
    if (made.is !== 'call' || type === undefined) return undefined;
    const name = labelOf(made);
    const own = TYPES[type];
    if (own !== undefined) return { is: 'text', text: `\${${own}.${name}.${value.is === 'member' ? value.name : 'id'}}`, known: 'partly', at };
    return referred(type, name, at, subscriptions.get(made.node));
  };
  for (const { name, call } of instances) {
    const props = name === SUBSCRIPTION ? argumentOf(call, 1) : undefined;
    const topic = props && propertyOf(props, 'topic');
    const made = topic?.is === 'member' ? topic.of : topic;
    const endpoint = props && cloudValueOf(propertyOf(props, 'endpoint'));
    if (made?.is !== 'call' || !endpoint) continue;
    subscriptions.set(made.node, [...(subscriptions.get(made.node) ?? []), { text: endpoint.is === 'text' || endpoint.is === 'unknown' ? endpoint.text : 'a subscriber', at: endpoint.at }]);
  }
  return special;
}

function referred(type: string, name: string, at: Span, subscribers: Subscribers | undefined): CloudUnknown {
  return { is: 'unknown', text: name, at, resource: { type: OTHERS[type] ?? type, name, ...(subscribers && { subscribers }) } };
}
