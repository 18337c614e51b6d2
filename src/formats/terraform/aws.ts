import type { Check } from '../../model/index.ts';
import { cloudCheck, type CloudResource } from '../common/cloudwatch.ts';
import { isDefault, symbolicText, type CloudProperties, type CloudValue, type Subscribers } from '../common/cloud-value.ts';
import { serviceBehind } from './pagerduty.ts';
import { nameOf, type Resource, type Translate } from './resource.ts';
import { representative } from './values.ts';

const KINDS: Record<string, CloudResource['kind']> = {
  aws_cloudwatch_metric_alarm: 'metric-alarm',
  aws_cloudwatch_composite_alarm: 'composite-alarm',
  aws_route53_health_check: 'health-check',
};

/** Names that are not Terraform's with capitals. */
const NAMES: Record<string, string> = {
  ok_actions: 'OKActions',
  metric_query: 'Metrics',
  fqdn: 'FullyQualifiedDomainName',
  ip_address: 'IPAddress',
  cloudwatch_alarm_name: 'AlarmName',
  child_healthchecks: 'ChildHealthChecks',
  child_health_threshold: 'HealthThreshold',
  invert_healthcheck: 'Inverted',
};

/** Maps whose keys are the user's own. */
const FREE = new Set(['dimensions', 'tags']);

export const translateAws: Translate = function* (resource, all) {
  const cloud = cloudResourceOf(resource, all);
  if (cloud) yield inOwnWords(cloudCheck(cloud, (name) => named(name, all)), resource.format === 'terraform' ? ownName : camelName);
};

/** Texts bear the names that the file has for them. */
function inOwnWords(check: Check, nameFor: (name: string) => string): Check {
  const texts = check.response.texts.map((text) => ({ ...text, key: nameFor(text.key) }));
  return { ...check, response: { ...check.response, texts }, silence: { ...check.silence, because: check.silence.because.replace(/(?<=`)[A-Z]\w+(?=`)/g, nameFor) } };
}

function ownName(name: string): string {
  return name.replace('OKActions', 'OkActions').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}

/** `okActions`, as programs name properties. */
function camelName(name: string): string {
  return name.replace('OKActions', 'OkActions').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

function cloudResourceOf(resource: Resource, all: readonly Resource[]): CloudResource | undefined {
  const kind = KINDS[resource.type];
  if (!kind) return undefined;
  const { id, format, span, at } = resource;
  const readers = resource.readers();
  const own = new Map([...actionsThrough(readers?.composites ?? [], all), ...resource.properties]);
  for (const key of ACTIONS) {
    const value = own.get(key);
    if (value) own.set(key, withSubscribers(value, all));
  }
  const properties = renamed(own);
  return { kind, id, format, name: nameOf(resource, 'alarm_name', 'reference_name'), span, at, properties, ...(readers && { readBy: readers.does }) };
}

const ACTIONS = ['alarm_actions', 'ok_actions', 'insufficient_data_actions'];

/** Topics with whoever listens to them by the files; others may from elsewhere, so one without any stays as it is. */
function withSubscribers(value: CloudValue, all: readonly Resource[]): CloudValue {
  if (value.is === 'list') return { ...value, items: value.items.map((item) => withSubscribers(item, all)) };
  if (value.is !== 'unknown') return value;
  if (value.of) return { ...value, of: value.of.map((item) => withSubscribers(item, all)) };
  const topic = topicIn(value);
  const subscriptions = topic === undefined ? [] : all.filter(({ type, properties }) => type === 'aws_sns_topic_subscription' && topicIn(properties.get('topic_arn')) === topic);
  const subscribers = subscriptions.flatMap(({ properties }) => subscriberOf(properties.get('endpoint'), topic ?? '', all));
  return value.resource && subscribers.length > 0 ? { ...value, resource: { ...value.resource, subscribers } } : value;
}

/** The name of the topic whose attribute a value is. */
function topicIn(value: CloudValue | undefined): string | undefined {
  return /^(?:\$\{)?aws_sns_topic\.([\w-]+)/.exec(symbolicText(value) ?? '')?.[1];
}

/** The default of a variable may be anybody. */
function subscriberOf(endpoint: CloudValue | undefined, topic: string, all: readonly Resource[]): Exclude<Subscribers, 'unknown'> {
  if (!endpoint || isDefault(endpoint)) return [];
  // A loop's own name says nothing to anybody.
  const text = endpoint.is === 'text' ? endpoint.text : endpoint.is === 'unknown' && !endpoint.text.startsWith('each.') ? endpoint.text : topic;
  const via = serviceBehind(text, all);
  return text.trim() === '' ? [] : [{ text: via?.name ?? text, at: endpoint.at, ...(via && { via }) }];
}

/** Whoever a composite alarm tells hears of the alarms that it is made of. */
function actionsThrough(composites: readonly string[], all: readonly Resource[]): [string, CloudValue][] {
  const found = all.filter(({ type, label }) => type === 'aws_cloudwatch_composite_alarm' && composites.includes(label));
  return found.flatMap(({ properties }): [string, CloudValue][] => {
    const actions = properties.get('alarm_actions');
    return actions ? [['alarm_actions', actions]] : [];
  });
}

function renamed(properties: CloudProperties): CloudProperties {
  return new Map([...properties].map(([name, value]) => [awsName(name), FREE.has(name) ? value : name === 'alarm_description' ? (representative(value) ?? value) : renamedIn(value)]));
}

function renamedIn(value: CloudValue): CloudValue {
  if (value.is === 'list') return { ...value, items: value.items.map(renamedIn) };
  return value.is === 'map' ? { ...value, entries: renamed(value.entries) } : value;
}

function awsName(name: string): string {
  return NAMES[name] ?? name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `${aws_cloudwatch_metric_alarm.cpu.alarm_name}`, or the alarm's name itself. */
function named(name: string, all: readonly Resource[]): CloudResource | undefined {
  const [, type, label] = /^\$\{(\w+)\.([\w-]+)\./.exec(name) ?? [];
  const found = all.find((resource) => Object.hasOwn(KINDS, resource.type) && (type === undefined ? nameOf(resource, 'alarm_name') === name : resource.type === type && resource.label === label));
  return found && cloudResourceOf(found, all);
}
