import type { Span } from '../../../model/index.ts';
import { calculate } from '../arithmetic.ts';
import type { CloudText, CloudValue, Subscribers } from '../cloud-value.ts';
import { spanOf } from './assertions.ts';
import { cloudValueOf, type Special } from './cloud.ts';
import { nameInPackage } from './instances.ts';
import { usesOf } from './uses.ts';
import { argumentOf, chainOf, itemsOf, literalOf, propertyOf, textOf, type Value } from './values.ts';

/** What the AWS CDK calls something: the package without its prefix, as `aws-cloudwatch`, and the name in it. */
export interface CdkName {
  module: string;
  name: string;
}

/** The class or function of the CDK that a value is, in version 1 or 2. */
export function cdkNameOf(value: Value): CdkName | undefined {
  const found = nameInPackage(value);
  if (!found) return undefined;
  const [, own] = /^(?:aws-cdk-lib|@aws-cdk)\/(aws-[\w-]+)$/.exec(found.module) ?? [];
  if (own !== undefined) return { module: own, name: found.name };
  if (found.module !== 'aws-cdk-lib' && found.module !== '@aws-cdk/core') return undefined;
  const [, inner, name] = /^(aws_\w+)\.(.+)$/.exec(found.name) ?? [];
  return inner === undefined || name === undefined ? { module: 'core', name: found.name } : { module: inner.replaceAll('_', '-'), name };
}

/** What a construct is of, where it is made with `new`. */
export function constructOf(value: Value): (CdkName & { call: Value & { is: 'call' } }) | undefined {
  const name = value.is === 'call' && value.node.type === 'NewExpression' ? cdkNameOf(value.callee) : undefined;
  return name && value.is === 'call' ? { ...name, call: value } : undefined;
}

/** The name that a construct has in its scope. */
export function logicalIdOf(call: Value & { is: 'call' }): string | undefined {
  return textOf(argumentOf(call, 1));
}

const SECONDS: Record<string, number> = { millis: 0.001, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Enumerations, by the class and in the words of CloudFormation. */
const WORDS: Record<string, (name: string) => string> = {
  ComparisonOperator: pascal,
  TreatMissingData: (name) => pascal(name).replace(/^[A-Z]/, (letter) => letter.toLowerCase()),
  Stats: pascal,
  Statistic: pascal,
  HealthCheckType: (name) => name,
  InsufficientDataHealthStatusEnum: pascal,
  AlarmState: (name) => name,
};

function pascal(name: string): string {
  return name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Values of the CDK that are something else in a template: enumerations, durations, topics and actions. */
export const cdkValue: Special = (value, at) => {
  const chain = chainOf(value);
  const names = chain?.links.map(({ name }) => name) ?? [];
  const [last = '', owner = ''] = names.toReversed();
  const text = (of: string): CloudText => ({ is: 'text', text: of, known: 'written', at });
  if (value.is === 'member' && Object.hasOwn(WORDS, owner)) return text(WORDS[owner]?.(last) ?? last);
  if (value.is !== 'call') return value.is === 'member' && /^(?:topicArn|topicName)$/.test(value.name) ? cdkValue(value.of, at) : undefined;
  const amount = literalOf(argumentOf(value, 0));
  if (owner === 'Duration' && typeof amount === 'number' && Object.hasOwn(SECONDS, last)) return text(String(calculate(amount, '*', SECONDS[last] ?? 1)));
  if (owner === 'Stats' && typeof amount === 'number') return text(`${last === 'percentile' ? 'p' : last}${amount}`);
  const made = constructOf(value);
  if (made?.module === 'aws-sns' && made.name === 'Topic') return topicOf(made.call, at);
  if (made?.module === 'aws-cloudwatch-actions') return actionOf(made.name, made.call, at);
  const called = cdkNameOf(value.callee);
  if (called?.module === 'aws-sns' && called.name === 'Topic.fromTopicArn') return importedTopic(value, at);
  return undefined;
};

function topicOf(call: Value & { is: 'call' }, at: Span): CloudValue {
  const name = logicalIdOf(call) ?? 'Topic';
  const subscribers = subscribersOf(call);
  return { is: 'unknown', text: name, at, resource: { type: 'AWS::SNS::Topic', name, ...(subscribers && { subscribers }) } };
}

/** Who listens to a topic, as far as it is written; others may listen from elsewhere. */
function subscribersOf(call: Value & { is: 'call' }): Subscribers | undefined {
  const subscriptions = usesOf([{ node: call.node, scope: call.scope }]).calls.filter(({ name }) => name === 'addSubscription');
  const told = subscriptions.flatMap(({ call: use }) => {
    const subscription = argumentOf(use, 0);
    if (!subscription) return [];
    const address = subscription.is === 'call' ? argumentOf(subscription, 0) : undefined;
    const text = textOf(address) ?? (subscription.is === 'call' ? nameInPackage(subscription.callee)?.name.split('.').at(-1) : undefined) ?? 'a subscriber';
    return [{ text, at: spanOf(subscription.node, subscription.scope.program) }];
  });
  return told.length > 0 ? told : undefined;
}

/** A topic that is made elsewhere, under the name that it has here. */
function importedTopic(call: Value & { is: 'call' }, at: Span): CloudValue {
  const arn = argumentOf(call, 2);
  const known = arn && cloudValueOf(arn);
  if (known?.is === 'text' && known.known === 'written') return known;
  return { is: 'unknown', text: logicalIdOf(call) ?? 'topic', named: true, at };
}

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch_actions-readme.html */
function actionOf(name: string, call: Value & { is: 'call' }, at: Span): CloudValue | undefined {
  const first = argumentOf(call, 0);
  switch (name) {
    case 'SnsAction':
      return first && cloudValueOf(first, cdkValue);
    case 'Ec2Action':
      return { is: 'text', text: 'arn:aws:automate:${AWS::Region}:ec2:recover', known: 'partly', at };
    case 'AutoScalingAction':
    case 'ApplicationScalingAction':
      return { is: 'unknown', text: name, at, resource: { type: 'AWS::AutoScaling::ScalingPolicy', name } };
    case 'LambdaAction':
      return { is: 'unknown', text: name, at, resource: { type: 'AWS::Lambda::Function', name } };
    case 'SsmAction':
      return { is: 'unknown', text: 'OpsCenter', named: true, at };
    case 'SsmIncidentAction':
      return { is: 'unknown', text: textOf(first) ?? 'Incident Manager', named: true, at };
    default:
      return undefined;
  }
}

/** The actions that calls such as `alarm.addAlarmAction(a, b)` name. */
export function actionsIn(calls: readonly (Value & { is: 'call' })[]): CloudValue[] {
  return calls.flatMap((call) =>
    call.node.arguments.flatMap((argument, index): CloudValue[] => {
      const at = spanOf(argument, call.scope.program);
      const action = argument.type === 'SpreadElement' ? undefined : argumentOf(call, index);
      return [(action && cloudValueOf(action, cdkValue)) ?? { is: 'unknown', text: 'action', at }];
    }),
  );
}

/** The items of a list property that are known, each as a value of the cloud. */
export function listAt(props: Value, name: string): CloudValue[] {
  return itemsOf(propertyOf(props, name)).flatMap((item) => (item ? (cloudValueOf(item, cdkValue) ?? []) : []));
}
