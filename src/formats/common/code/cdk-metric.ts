import { cdkMetric } from '../../../knowledge/cdk-metrics.ts';
import type { Node } from '../../../syntax/typescript.ts';
import type { CloudProperties, CloudValue } from '../cloud-value.ts';
import { spanOf } from './assertions.ts';
import { cdkNameOf, cdkValue, constructOf, logicalIdOf } from './cdk-names.ts';
import { cloudValueOf, entriesIn, renamed, type Special } from './cloud.ts';
import { argumentOf, evaluate, isAbsent, keysOf, propertyOf, type Value } from './values.ts';

/** A metric of the CDK, by CloudFormation's names: of one metric, or of an expression with those that it names. */
type Metric = { is: 'metric'; properties: Map<string, CloudValue> } | { is: 'expression'; text: CloudValue; of: [string, Metric][]; period?: CloudValue };

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch.Metric.html: five minutes, on average. */
const PERIOD = 300;

const NAMES: Record<string, string> = { namespace: 'Namespace', metricName: 'MetricName', statistic: 'Statistic', period: 'Period', dimensionsMap: 'Dimensions', dimensions: 'Dimensions' };

/** Deeper than any person nests expressions. */
const DEEPEST = 12;

/** What an alarm reads, as properties of a template; empty where it cannot be told. */
export function metricProperties(metric: Value | undefined, special: Special = cdkValue): Map<string, CloudValue> {
  const found = metric && metricOf(metric, special);
  if (!found) return new Map();
  if (found.is === 'metric') return found.properties;
  const at = found.text.at;
  return new Map([['Metrics', { is: 'list', items: queriesOf(found, 'expr_1', true), at }]]);
}

/** The queries of an expression, those that it names behind it. */
function queriesOf(metric: Metric, id: string, returns: boolean, depth = 0): CloudValue[] {
  const at = metric.is === 'expression' ? metric.text.at : ([...metric.properties.values()][0]?.at ?? { path: '', start: 0, end: 0 });
  const text = (value: string): CloudValue => ({ is: 'text', text: value, known: 'written', at });
  const map = (entries: [string, CloudValue][]): CloudValue => ({ is: 'map', entries: new Map(entries), at });
  const head: [string, CloudValue][] = [['Id', text(id)], ...(returns ? [] : [['ReturnData', text('false')] as [string, CloudValue]])];
  if (metric.is === 'expression') {
    const inner = depth > DEEPEST ? [] : metric.of.flatMap(([name, of]) => queriesOf(of, name, false, depth + 1));
    return [map([...head, ['Expression', metric.text]]), ...inner];
  }
  const of = (...keys: string[]): [string, CloudValue][] => keys.flatMap((key): [string, CloudValue][] => (metric.properties.has(key) ? [[key, metric.properties.get(key) ?? text('')]] : []));
  return [map([...head, ['MetricStat', map([['Metric', map(of('MetricName', 'Namespace', 'Dimensions'))], ...of('Period'), ['Stat', metric.properties.get('Statistic') ?? text('Average')]])]])];
}

function metricOf(value: Value, special: Special, depth = 0): Metric | undefined {
  if (value.is !== 'call' || depth > DEEPEST) return undefined;
  const made = constructOf(value);
  const first = argumentOf(value, 0);
  if (made?.module === 'aws-cloudwatch' && made.name === 'Metric') return first && plainMetric(first, special);
  if (made?.module === 'aws-cloudwatch' && made.name === 'MathExpression') return first && expressionOf(first, special, depth);
  if (value.node.type !== 'CallExpression' || value.node.callee.type !== 'MemberExpression' || !('name' in value.node.callee.property)) return undefined;
  const method = value.node.callee.property.name;
  const receiver = value.node.callee.object;
  if (method === 'with' || method === 'attachTo') {
    const before = metricOf(evaluate(receiver, value.scope), special, depth + 1);
    return before?.is === 'metric' && method === 'with' && first ? { ...before, properties: new Map([...before.properties, ...options(first, special)]) } : before;
  }
  return offered(method, receiver, value, special);
}

function plainMetric(props: Value, special: Special): Metric {
  const at = spanOf(props.node, props.scope.program);
  return { is: 'metric', properties: new Map([['Period', { is: 'text', text: String(PERIOD), known: 'written', at }], ['Statistic', { is: 'text', text: 'Average', known: 'written', at }], ...options(props, special)]) };
}

function options(props: Value, special: Special): CloudProperties {
  const wanted = new Map([...entriesIn(props, special)].filter(([name]) => Object.hasOwn(NAMES, name)));
  const found = renamed(wanted, (name) => NAMES[name] ?? name, () => true);
  const statistic = found.get('Statistic');
  if (statistic?.is === 'text') found.set('Statistic', { ...statistic, text: STATISTICS[statistic.text.toLowerCase()] ?? statistic.text });
  return found;
}

const STATISTICS: Record<string, string> = { sum: 'Sum', average: 'Average', avg: 'Average', minimum: 'Minimum', min: 'Minimum', maximum: 'Maximum', max: 'Maximum', samplecount: 'SampleCount', n: 'SampleCount' };

function expressionOf(props: Value, special: Special, depth: number): Metric | undefined {
  const text = cloudValueOf(propertyOf(props, 'expression'), special);
  if (!text) return undefined;
  const using = propertyOf(props, 'usingMetrics');
  const period = cloudValueOf(propertyOf(props, 'period'), special);
  const of = keysOf(using).flatMap((name): [string, Metric][] => {
    const found = metricOf(propertyOf(using, name), special, depth + 1);
    if (!found) return [];
    // The expression's own period holds for all that it reads.
    if (found.is === 'metric') found.properties.set('Period', period ?? { is: 'text', text: String(PERIOD), known: 'written', at: text.at });
    return [[name, found]];
  });
  return { is: 'expression', text, of };
}

/** The dimension by which a service tells its resources apart. */
const DIMENSIONS: Record<string, string> = {
  'AWS/Lambda': 'FunctionName', 'AWS/SQS': 'QueueName', 'AWS/SNS': 'TopicName', 'AWS/DynamoDB': 'TableName', 'AWS/RDS': 'DBInstanceIdentifier', 'AWS/ECS': 'ServiceName', 'AWS/ApiGateway': 'ApiName',
  'AWS/States': 'StateMachineArn', 'AWS/Kinesis': 'StreamName', 'AWS/ApplicationELB': 'LoadBalancer', 'AWS/NetworkELB': 'LoadBalancer', 'AWS/CloudFront': 'DistributionId', 'AWS/ES': 'DomainName',
};

/** A metric that a construct offers: `fn.metricErrors()`, `alb.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT)`. */
function offered(method: string, receiver: Node, call: Value & { is: 'call' }, special: Special): Metric | undefined {
  const whole = receiver.type === 'MemberExpression' && 'name' in receiver.property && receiver.property.name === 'metrics' ? receiver.object : receiver;
  const of = evaluate(whole, call.scope);
  const made = constructOf(of) ?? (of.is === 'import' || of.is === 'member' ? cdkNameOf(of) : undefined);
  const module = made?.module.startsWith('aws-lambda') === true ? 'aws-lambda' : made?.module;
  const coded = /^(?:metricH|h)ttpCode(?:Target|Elb)$/.test(method);
  const metric = coded ? codedMetric(argumentOf(call, 0)) : method === 'metric' ? undefined : cdkMetric(method, module, made?.name);
  if (!metric) return undefined;
  const at = spanOf(call.node, call.scope.program);
  const text = (value: string): CloudValue => ({ is: 'text', text: value, known: 'written', at });
  const [namespace = '', name = ''] = metric.metric.split(':');
  const label = DIMENSIONS[namespace];
  const own = (of.is === 'call' ? logicalIdOf(of) : undefined) ?? call.scope.program.text.slice(...whole.range).replace(/^this\.|[{}\s]/g, '');
  const given = argumentOf(call, coded ? 1 : 0);
  return {
    is: 'metric',
    properties: new Map([
      ['MetricName', text(name)],
      ['Namespace', text(namespace)],
      ['Statistic', text(metric.statistic)],
      ['Period', text(String(PERIOD))],
      ...(label === undefined ? [] : [['Dimensions', { is: 'map', entries: new Map([[label, { is: 'text', text: `\${${own}}`, known: 'partly', at }]]), at }] as [string, CloudValue]]),
      ...(given && !isAbsent(given) ? options(given, special) : []),
    ]),
  };
}

/** `HttpCodeTarget.TARGET_5XX_COUNT` is `HTTPCode_Target_5XX_Count`. */
function codedMetric(code: Value | undefined): { metric: string; statistic: string } | undefined {
  const name = code?.is === 'member' ? code.name : undefined;
  const [, side, number] = /^(TARGET|ELB)_(\w+)_COUNT$/.exec(name ?? '') ?? [];
  return side === undefined || number === undefined ? undefined : { metric: `AWS/ApplicationELB:HTTPCode_${side === 'ELB' ? 'ELB' : 'Target'}_${number}_Count`, statistic: 'Sum' };
}

