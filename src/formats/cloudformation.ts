import type { Document } from '../document.ts';
import { defineFormat } from '../format.ts';
import type { Check, Item, Response } from '../model/index.ts';
import { entriesAt, get, itemsAt, textAt, type YamlEntry, type YamlNode } from '../syntax/yaml.ts';
import { cloudCheck, type CloudResource } from './common/cloudwatch.ts';
import { isDefault, symbolicText, type CloudProperties, type Subscribers } from './common/cloud-value.ts';
import { withComment } from './common/switched-off.ts';
import { entriesIn, referencesIn, valueOf, type Template } from './common/template-values.ts';

const KINDS: Record<string, CloudResource['kind']> = {
  'AWS::CloudWatch::Alarm': 'metric-alarm',
  'AWS::CloudWatch::CompositeAlarm': 'composite-alarm',
  'AWS::Route53::HealthCheck': 'health-check',
};

/**
 * Alarms of CloudWatch and health checks of Route 53 in CloudFormation templates, in YAML or JSON, in those of SAM, in what CDK
 * synthesises and below `resources` of a serverless.yml.
 */
export default defineFormat({
  id: 'cloudformation',
  title: 'CloudFormation alarms',
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html',
  globs: ['**/*.{yml,yaml,json,template}'],
  sign: /AWS::(?:CloudWatch::(?:Composite)?Alarm|Route53::HealthCheck)\b/,
  yaml: true,
  claims: (document) => stacksIn(document).length > 0,
  *read(document): Iterable<Item> {
    for (const stack of stacksIn(document)) yield* checksOf(stack, document);
  },
});

interface Stack {
  root: YamlNode;
  resources: YamlEntry[];
}

function stacksIn(document: Document): Stack[] {
  return document.yaml().documents.flatMap(({ root }) => {
    if (!root) return [];
    const below = get(root, 'resources');
    const roots = [root, ...(below?.is === 'seq' ? below.items : below ? [below] : [])];
    return roots.flatMap((candidate) => {
      const resources = entriesAt(candidate, 'Resources').flatMap((entry) => resourcesIn(entry));
      return resources.some(({ value }) => kindOf(value) !== undefined) ? [{ root: candidate, resources }] : [];
    });
  });
}

/** A resource, or those that a loop makes: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function resourcesIn(entry: YamlEntry): YamlEntry[] {
  if (!entry.key.text.startsWith('Fn::ForEach::')) return [entry];
  return entriesAt(itemsAt(entry.value)[2]).filter(({ key }) => !key.text.startsWith('Fn::ForEach::'));
}

function kindOf(resource: YamlNode): CloudResource['kind'] | undefined {
  const type = textAt(resource, 'Type') ?? '';
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

function* checksOf({ root, resources }: Stack, { path, text }: Document): Generator<Check> {
  const template = templateOf(root, resources, path);
  const readers = readersOf(root, resources);
  const known = new Map<string, CloudResource>();
  const own: CloudResource[] = [];
  for (const { key, value } of resources) {
    const kind = kindOf(value);
    if (!kind) continue;
    const name = key.text;
    const readBy = readers.get(name);
    const properties = propertiesOf(value, kind, template);
    const resource: CloudResource = {
      kind,
      id: `cloudformation:${name}`,
      format: 'cloudformation',
      name,
      span: { path, start: key.start, end: trimmedEnd(text, Math.max(value.end, key.end)) },
      at: { path, start: key.start, end: key.end },
      properties,
      ...(readBy && { readBy }),
    };
    own.push(resource);
    // A rule may have any of these for it; what is only known in part is the same text wherever it stands.
    const alarmName = symbolicText(properties.get('AlarmName'));
    for (const alias of [name, `\${${name}}`, `\${${name}.Arn}`, ...(alarmName === undefined ? [] : [alarmName])]) if (!known.has(alias)) known.set(alias, resource);
  }
  for (const resource of own) {
    const check = cloudCheck(resource, (name) => known.get(name) ?? known.get(name.split(':').at(-1) ?? ''));
    yield { ...check, state: withComment(check.state, text) };
  }
}

function propertiesOf(resource: YamlNode, kind: CloudResource['kind'], template: Template): CloudProperties {
  const properties = get(resource, 'Properties');
  const outer = entriesIn(properties, template);
  return kind === 'health-check' ? new Map([...outer, ...entriesIn(get(properties, 'HealthCheckConfig'), template)]) : outer;
}

function templateOf(root: YamlNode, resources: readonly YamlEntry[], path: string): Template {
  const types = new Map(resources.map(({ key, value }) => [key.text, textAt(value, 'Type') ?? '']));
  const parameters = new Map(entriesAt(root, 'Parameters').map(({ key, value }) => [key.text, value]));
  const bare: Template = { path, parameters, mappings: get(root, 'Mappings'), types, subscribers: new Map() };
  return { ...bare, subscribers: subscribersOf(resources, bare) };
}

/** Who listens to the topics of the template. Others may listen from elsewhere, so a topic without any says nothing. */
function subscribersOf(resources: readonly YamlEntry[], template: Template): Map<string, Subscribers> {
  const told = new Map<string, Exclude<Subscribers, 'unknown'>>();
  const add = (topic: string | undefined, endpoint: YamlNode | undefined): void => {
    const value = valueOf(endpoint, template);
    // Who is only the default of a parameter may be anybody: `none`, or an example.
    if (topic === undefined || !value || isDefault(value)) return;
    const text = symbolicText(value) ?? 'a subscriber';
    if (text === '') return;
    told.set(topic, [...(told.get(topic) ?? []), { text, at: value.at }]);
  };
  for (const { key, value } of resources) {
    const type = textAt(value, 'Type');
    const properties = get(value, 'Properties');
    if (type === 'AWS::SNS::Topic') for (const item of itemsAt(properties, 'Subscription')) add(key.text, get(item, 'Endpoint'));
    if (type !== 'AWS::SNS::Subscription') continue;
    const topic = get(properties, 'TopicArn');
    const [name] = topic ? referencesIn(topic) : [];
    add(name, get(properties, 'Endpoint'));
  }
  return told;
}

type Reader = NonNullable<CloudResource['readBy']>;

/** What else in the template reads an alarm or a health check: by its logical id. */
function readersOf(root: YamlNode, resources: readonly YamlEntry[]): Map<string, Reader> {
  const readers = new Map<string, Reader>();
  const note = (node: YamlNode | undefined, reader: Reader, self?: string): void => {
    for (const name of node ? referencesIn(node) : []) if (name !== self && (readers.get(name) ?? 'unknown') === 'unknown') readers.set(name, reader);
  };
  note(get(root, 'Globals'), 'rollback');
  for (const { key, value } of resources) {
    const type = textAt(value, 'Type') ?? '';
    note(get(value, 'Properties'), readerOf(type), key.text);
  }
  note(get(root, 'Outputs'), 'unknown');
  return readers;
}

function readerOf(type: string): Reader {
  if (type === 'AWS::Serverless::Function' || type === 'AWS::CodeDeploy::DeploymentGroup' || type === 'AWS::AppConfig::Environment') return 'rollback';
  return type.startsWith("AWS::Route53::RecordSet") ? ('unroute' satisfies Response['automatic']) : 'unknown';
}

const SPACE = 32;

function trimmedEnd(text: string, from: number): number {
  let end = from;
  while (end > 0 && text.charCodeAt(end - 1) <= SPACE) end -= 1;
  return end;
}
