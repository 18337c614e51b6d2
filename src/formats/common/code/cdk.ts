import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Check, Item } from '../../../model/index.ts';
import { cloudCheck, type CloudResource } from '../cloudwatch.ts';
import { symbolicText, type CloudProperties, type CloudText, type CloudValue } from '../cloud-value.ts';
import { uniqueIds } from '../ids.ts';
import { withComment } from '../switched-off.ts';
import { spanOf } from './assertions.ts';
import { actsElsewhere } from './cdk-aspects.ts';
import { metricProperties } from './cdk-metric.ts';
import { monitoredChecks } from './cdk-monitoring.ts';
import { actionsIn, cdkNameOf, cdkValue } from './cdk-names.ts';
import { cloudValueOf, entriesIn, renamed, type Special } from './cloud.ts';
import { instancesIn, type Instance, type Wanted } from './instances.ts';
import { modulesAround, programIn } from './modules.ts';
import { usesOf, type Uses } from './uses.ts';
import { argumentOf, evaluate, itemsOf, literalOf, propertyOf, scopeOf, textOf, type Value } from './values.ts';

const KINDS: Record<string, CloudResource['kind']> = {
  'aws-cloudwatch.Alarm': 'metric-alarm',
  'aws-cloudwatch.AnomalyDetectionAlarm': 'metric-alarm',
  'aws-cloudwatch.CfnAlarm': 'metric-alarm',
  'aws-cloudwatch.CompositeAlarm': 'composite-alarm',
  'aws-cloudwatch.CfnCompositeAlarm': 'composite-alarm',
  'aws-route53.CfnHealthCheck': 'health-check',
  'aws-route53.HealthCheck': 'health-check',
};

const BY_METRIC = 'createAlarm';

/** The alarms and health checks that a file of the AWS CDK makes. */
export function* cdkItems(document: Document, around: Surroundings): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) {
    yield { kind: 'skip', path: document.path, reason: `cannot be read as TypeScript: ${program.message}` };
    return;
  }
  const modules = modulesAround(around);
  const idOf = uniqueIds();
  const alarms = instancesIn(program, modules, wanted).map((instance): Alarm => ({ instance, id: idOf(`cdk:${nameOf(instance)}`), uses: usesOf(instance.through, instance.classes) }));
  const context: Context = { special: referring(alarms), open: () => actsElsewhere(around) };
  const resources = new Map(alarms.map((alarm) => [alarm.id, resourceOf(alarm, context)]));
  for (const { id, uses } of alarms) {
    const resource = resources.get(id);
    if (resource && uses.isRuled) resources.set(id, { ...resource, ...throughComposites(resource, [...resources.values()]) });
  }
  for (const { id } of alarms) {
    const resource = resources.get(id);
    if (!resource) continue;
    const check = inOwnWords(cloudCheck(resource, (name) => resources.get(/^\$\{(.*)\}$/.exec(name)?.[1] ?? '')));
    yield { ...check, state: withComment(check.state, document.text) };
  }
  for (const check of monitoredChecks(program, scopeOf(program, modules), context.open, idOf)) yield inOwnWords(check);
}

/** Whoever a composite alarm tells hears of the alarms that it is made of. One whose rule is not read here may have any of them. */
function throughComposites({ id, properties, at }: CloudResource, all: readonly CloudResource[]): Pick<CloudResource, 'properties' | 'readBy'> {
  const composites = all.filter(({ kind, properties: others }) => kind === 'composite-alarm' && symbolicText(others.get('AlarmRule'))?.includes(`"\${${id}}"`) === true);
  const [actions] = composites.flatMap(({ properties: others }) => others.get('AlarmActions') ?? []);
  if (properties.has('AlarmActions')) return { readBy: 'unknown', properties };
  const own = new Map(properties);
  if (actions) own.set('AlarmActions', actions);
  // What is heard is the composite alarm, with its words.
  own.set('AlarmDescription', { is: 'unknown', text: 'the description of a composite alarm', at });
  return { readBy: 'unknown', properties: own };
}

interface Alarm {
  instance: Instance;
  id: string;
  uses: Uses;
}

interface Context {
  special: Special;
  /** Other code of the project gives alarms their actions. */
  open: () => boolean;
}

/** A construct by its class, or an alarm that a metric makes: `metric.createAlarm(scope, id, props)`. */
const wanted: Wanted = (callee, node) => {
  const name = cdkNameOf(callee);
  const full = name && `${name.module}.${name.name}`;
  if (node.type === 'NewExpression') return full !== undefined && Object.hasOwn(KINDS, full) ? full : undefined;
  if (callee.is === 'function' || node.callee.type !== 'MemberExpression' || !('name' in node.callee.property)) return undefined;
  return node.callee.property.name === BY_METRIC && node.arguments.length === 3 ? BY_METRIC : undefined;
};

function nameOf({ call, name }: Instance): string {
  return textOf(argumentOf(call, 1)) ?? name.slice(name.lastIndexOf('.') + 1);
}

/** Other alarms of the file as what stands for them in the properties of one, by their ids. */
function referring(alarms: readonly Alarm[]): Special {
  const byNode = new Map(alarms.map(({ instance, id }) => [instance.through[0]?.node ?? instance.call.node, id]));
  return (value, at) => {
    const made = value.is === 'member' && /^(?:attr\w*|ref|alarm(?:Arn|Name)|healthCheckId)$/.test(value.name) ? value.of : value;
    const id = made.is === 'call' ? byNode.get(made.node) : undefined;
    return id === undefined ? cdkValue(value, at) : { is: 'text', text: `\${${id}}`, known: 'partly', at };
  };
}

function resourceOf({ instance, id, uses }: Alarm, { special, open }: Context): CloudResource {
  const { call, at, program } = instance;
  const kind = KINDS[instance.name] ?? 'metric-alarm';
  const name = nameOf(instance);
  const properties = kind === 'health-check' ? healthProperties(instance, special) : alarmProperties(instance, special);
  const alias = properties.get('AlarmName');
  return {
    kind,
    id,
    format: 'cdk',
    name: alias?.is === 'text' && alias.known === 'written' ? alias.text : name,
    span: spanOf(at, program),
    at: spanOf(call.node.arguments[1] && at === call.node ? call.node.arguments[1] : at, program),
    properties: kind === 'health-check' ? properties : withActions(properties, instance, uses, open),
    ...(kind === 'health-check' && uses.escapes && { readBy: 'unknown' as const }),
  };
}

const NAMES: Record<string, string> = { okActions: 'OKActions', ipAddress: 'IPAddress', fqdn: 'FullyQualifiedDomainName', compositeAlarmName: 'AlarmName' };

function awsName(name: string): string {
  return NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** The properties of an alarm by CloudFormation's names. https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch.Alarm.html */
function alarmProperties({ name, call }: Instance, special: Special): Map<string, CloudValue> {
  const props = argumentOf(call, 2);
  const at = spanOf(call.node, call.scope.program);
  if (!props) return new Map();
  const written = renamed(entriesIn(props, special), awsName, () => false);
  // What is not known as a whole leaves nothing at its default.
  if (props.is !== 'object') for (const key of ['TreatMissingData', 'AlarmDescription', 'Threshold', 'AlarmActions']) written.set(key, { is: 'unknown', text: 'its properties', at });
  if (name === 'aws-cloudwatch.CfnAlarm' || name === 'aws-cloudwatch.CfnCompositeAlarm') return written;
  if (name === 'aws-cloudwatch.CompositeAlarm') {
    const rule = ruleOf(propertyOf(props, 'alarmRule'), special);
    return rule ? written.set('AlarmRule', rule) : written;
  }
  const metric = name === BY_METRIC ? receiverOf(call) : propertyOf(props, 'metric');
  const read = metricProperties(metric, special);
  written.delete('Metric');
  if (name === BY_METRIC) for (const key of ['Statistic', 'Period']) if (written.has(key)) read.set(key, written.get(key) ?? { is: 'unknown', text: key, at });
  if (name === 'aws-cloudwatch.AnomalyDetectionAlarm') return banded(written, read, at);
  const all = new Map([...read, ...written]);
  if (!all.has('ComparisonOperator') && props.is === 'object') all.set('ComparisonOperator', { is: 'text', text: 'GreaterThanOrEqualToThreshold', known: 'written', at });
  return all;
}

function receiverOf({ node, scope }: Value & { is: 'call' }): Value | undefined {
  return node.callee.type === 'MemberExpression' ? evaluate(node.callee.object, scope) : undefined;
}

/** An alarm that compares with what the metric has been. */
function banded(written: Map<string, CloudValue>, read: CloudProperties, at: CloudText['at']): Map<string, CloudValue> {
  const text = (value: string): CloudValue => ({ is: 'text', text: value, known: 'written', at });
  const map = (entries: [string, CloudValue | undefined][]): CloudValue => ({ is: 'map', entries: new Map(entries.filter((entry): entry is [string, CloudValue] => entry[1] !== undefined)), at });
  const metric = map([['Id', text('m0')], ['MetricStat', map([['Metric', map(['MetricName', 'Namespace', 'Dimensions'].map((key) => [key, read.get(key)]))], ['Period', read.get('Period')], ['Stat', read.get('Statistic')]])]]);
  const band = map([['Id', text('expr_1')], ['Expression', text('ANOMALY_DETECTION_BAND(m0, 2)')]]);
  return new Map([['ComparisonOperator', text('LessThanLowerOrGreaterThanUpperThreshold')], ...written, ['Metrics', { is: 'list', items: [band, metric], at }], ['ThresholdMetricId', text('expr_1')]]);
}

/** `AlarmRule.anyOf(a, AlarmRule.not(b))` in the words of CloudWatch. */
function ruleOf(rule: Value, special: Special): CloudValue | undefined {
  const at = spanOf(rule.node, rule.scope.program);
  const text = ruleText(rule, special);
  return text === undefined ? cloudValueOf(rule, special) : { is: 'text', text, known: 'partly', at };
}

function ruleText(rule: Value | undefined, special: Special, depth = 0): string | undefined {
  if (!rule || depth > 20) return undefined;
  const called = rule.is === 'call' ? cdkNameOf(rule.callee) : undefined;
  if (called?.module !== 'aws-cloudwatch' || rule.is !== 'call' || !called.name.startsWith('AlarmRule.')) return stateText(rule, 'ALARM', special);
  const operands = rule.node.arguments.flatMap((argument) => (argument.type === 'SpreadElement' ? itemsOf(evaluate(argument.argument, rule.scope)) : [evaluate(argument, rule.scope)]));
  const [first, second] = operands;
  switch (called.name) {
    case 'AlarmRule.anyOf':
    case 'AlarmRule.allOf': {
      const parts = operands.map((operand) => ruleText(operand, special, depth + 1));
      return parts.includes(undefined) ? undefined : `(${parts.join(called.name.endsWith('anyOf') ? ' OR ' : ' AND ')})`;
    }
    case 'AlarmRule.not': {
      const inner = ruleText(first, special, depth + 1);
      return inner === undefined ? undefined : `(NOT ${inner})`;
    }
    case 'AlarmRule.fromAlarm': {
      const state = second && special(second, spanOf(second.node, second.scope.program));
      return first && stateText(first, state?.is === 'text' ? state.text : 'ALARM', special);
    }
    case 'AlarmRule.fromBoolean':
      return literalOf(first) === true ? 'TRUE' : literalOf(first) === false ? 'FALSE' : undefined;
    case 'AlarmRule.fromString':
      return textOf(first);
    default:
      return undefined;
  }
}

function stateText(alarm: Value, state: string, special: Special): string | undefined {
  const found = special(alarm, spanOf(alarm.node, alarm.scope.program));
  const name = found?.is === 'text' ? found.text : alarm.scope.program.text.slice(...alarm.node.range);
  return /["'()]/.test(name) ? undefined : `${state}("${name}")`;
}

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_route53.HealthCheck.html */
function healthProperties({ name, call }: Instance, special: Special): Map<string, CloudValue> {
  const props = argumentOf(call, 2);
  if (!props) return new Map();
  const config = name.endsWith('CfnHealthCheck') ? propertyOf(props, 'healthCheckConfig') : props;
  return new Map([...renamed(entriesIn(props, special), awsName, () => false), ...renamed(entriesIn(config, special), awsName, () => false)]);
}

const ADDED: Record<string, string> = { addAlarmAction: 'AlarmActions', addOkAction: 'OKActions', addInsufficientDataAction: 'InsufficientDataActions' };

/** The actions that the program adds; who adds none has none, unless the alarm goes where others can. */
function withActions(properties: Map<string, CloudValue>, { call }: Instance, { calls, escapes }: Uses, open: () => boolean): CloudProperties {
  const at = spanOf(call.node, call.scope.program);
  for (const [method, key] of Object.entries(ADDED)) {
    const added = actionsIn(calls.filter(({ name }) => name === method).map(({ call: use }) => use));
    const before = properties.get(key);
    const all = before?.is === 'list' ? [...before.items, ...added] : added;
    if (all.length > 0) properties.set(key, { is: 'list', items: all, at });
  }
  for (const key of ['AlarmActions', 'InsufficientDataActions']) {
    if (!properties.has(key) && (escapes || open())) properties.set(key, { is: 'unknown', text: 'actions', at });
  }
  return properties;
}

/** Texts bear the names that the CDK has for them. */
function inOwnWords(check: Check): Check {
  const texts = check.response.texts.map((text) => ({ ...text, key: ownName(text.key) }));
  const because = check.silence.because.replace(/`[A-Z]\w+`/g, (name) => `\`${ownName(name.slice(1, -1))}\``).replace('`InsufficientDataActions`', '`addInsufficientDataAction`');
  const runbooks = check.response.runbooks.map((link) => ({ ...link, key: ownName(link.key) }));
  return { ...check, response: { ...check.response, texts, runbooks }, silence: { ...check.silence, because } };
}

function ownName(name: string): string {
  return name === 'OKActions' ? 'okActions' : name.charAt(0).toLowerCase() + name.slice(1);
}
