import { cdkMetric } from '../../../knowledge/cdk-metrics.ts';
import type { Check } from '../../../model/index.ts';
import { bare, descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { cloudCheck } from '../cloudwatch.ts';
import type { CloudValue } from '../cloud-value.ts';
import { spanOf } from './assertions.ts';
import { metricProperties } from './cdk-metric.ts';
import { cdkValue } from './cdk-names.ts';
import { cloudValueOf } from './cloud.ts';
import { nameInPackage } from './instances.ts';
import { argumentOf, evaluate, isAbsent, itemsOf, keysOf, propertyOf, textOf, type Scope, type Value } from './values.ts';

const MODULE = 'cdk-monitoring-constructs';

/**
 * The alarms that cdk-monitoring-constructs makes: one for each entry of an `add…Alarm` below `facade.monitor…(…)`.
 * https://github.com/cdklabs/cdk-monitoring-constructs
 */
export function* monitoredChecks(program: Program, scope: Scope, open: () => boolean, idOf: (id: string) => string): Generator<Check> {
  if (!program.text.includes(MODULE)) return;
  // Of a chain of calls, the first one lies deepest.
  const calls = [...descendants(program.tree)].filter((node) => node.type === 'CallExpression').sort((a, b) => a.range[1] - b.range[1]);
  for (const node of calls) {
    if (node.callee.type !== 'MemberExpression' || !('name' in node.callee.property)) continue;
    const method = node.callee.property.name;
    const [argument] = node.arguments;
    if (!/^monitor[A-Z]/.test(method) || !argument) continue;
    const facade = facadeOf(node.callee.object, scope);
    for (const alarm of alarmsIn(evaluate(argument, scope))) yield checkOf(alarm, method, facade, open, idOf);
  }
}

/** One entry of an `add…Alarm`: `Critical: { maxErrorCount: 1 }`. */
interface Monitored {
  /** `addFaultCountAlarm` */
  key: string;
  /** `Critical` */
  level: string;
  props: Value;
  /** The object that has the key. */
  owner: Value;
  /** What is monitored. */
  what: string;
}

/** Deeper than the package nests its properties. */
const DEEPEST = 6;

function* alarmsIn(owner: Value, what = '', depth = 0): Generator<Monitored> {
  if (depth > DEEPEST) return;
  if (owner.is === 'array') for (const item of itemsOf(owner)) if (item) yield* alarmsIn(item, what, depth + 1);
  if (owner.is !== 'object') return;
  const name = what === '' ? nameIn(owner) : what;
  for (const key of keysOf(owner)) {
    const value = propertyOf(owner, key);
    if (!/^add\w*Alarms?$/.test(key)) {
      if (value.is === 'array' || value.is === 'object') yield* alarmsIn(value, name, depth + 1);
      continue;
    }
    if (key.endsWith('Alarms')) yield* alarmsIn(value, name, depth + 1);
    else for (const level of keysOf(value)) yield { key, level, props: propertyOf(value, level), owner, what: name };
  }
}

const NAMES = ['alarmFriendlyName', 'humanReadableName', 'lambdaFunction', 'queue', 'table', 'stateMachine', 'api', 'fargateService', 'service', 'cluster', 'function', 'topic', 'bucket'];

/** What people call what is monitored: a name of its own, or what the program calls it. */
function nameIn(owner: Value): string {
  for (const key of NAMES) {
    const value = propertyOf(owner, key);
    if (isAbsent(value)) continue;
    const made = value.is === 'call' ? textOf(argumentOf(value, 1)) : undefined;
    return textOf(value) ?? made ?? value.scope.program.text.slice(...value.node.range).replace(/^this\./, '');
  }
  return '';
}

/** The defaults of the facade; absent where it comes from elsewhere. */
type Facade = Value | undefined;

function facadeOf(node: Node, scope: Scope): Facade {
  let base = bare(node);
  while (base.type === 'CallExpression' && base.callee.type === 'MemberExpression') base = bare(base.callee.object);
  const value = evaluate(base, scope);
  let made = value;
  // `const facade = new MonitoringFacade(…).addLargeHeader('…')`
  while (made.is === 'call' && made.node.type === 'CallExpression' && made.node.callee.type === 'MemberExpression') made = evaluate(made.node.callee.object, made.scope);
  if (made.is !== 'call' || made.node.type !== 'NewExpression') return undefined;
  const name = nameInPackage(made.callee);
  if (name?.module !== MODULE || name.name !== 'MonitoringFacade') return undefined;
  const props = argumentOf(made, 2);
  return props ? propertyOf(props, 'alarmFactoryDefaults') : { is: 'literal', value: undefined, node: made.node, scope: made.scope };
}

/** Alarms on what goes wrong or slow take missing data as good. */
const GOOD_WITHOUT_DATA = /Error|Fault|Fail|Throttle|TimedOut|Aborted|Killed|Latency|Duration|ProcessedBytes/;

function checkOf({ key, level, props, owner, what }: Monitored, method: string, facade: Facade, open: () => boolean, idOf: (id: string) => string): Check {
  const { program } = props.scope;
  const at = spanOf(props.node, program);
  const entry = entryOf(props.node, program) ?? props.node;
  const text = (value: string): CloudValue => ({ is: 'text', text: value, known: 'written', at });
  const of = (name: string): CloudValue | undefined => cloudValueOf(propertyOf(props, name), cdkValue);
  const given = (name: string, value: CloudValue | undefined): [string, CloudValue][] => (value ? [[name, value]] : []);
  const limit = keysOf(props).find((name) => /^(?:max|min)[A-Z]/.test(name) && !/^minMetricSamples|^minSampleCount/.test(name));
  const points = of('datapointsToAlarm') ?? text('3');
  const short = key.replace(/^add|Alarm$/g, '');
  const name = [what, short, level].filter((part) => part !== '').join('-');
  const check = cloudCheck({
    kind: 'metric-alarm',
    id: idOf(`cdk:${name}`),
    format: 'cdk',
    name: textOf(propertyOf(props, 'alarmNameOverride')) ?? name,
    span: spanOf(entry, program),
    at: spanOf(entry.type === 'Property' ? entry.key : entry, program),
    properties: new Map([
      ...metricAt(key, method, owner, what, at),
      ['ComparisonOperator', of('comparisonOperatorOverride') ?? of('comparisonOperator') ?? text(limit?.startsWith('min') === true ? 'LessThanThreshold' : 'GreaterThanThreshold')],
      ...given('Threshold', inMilliseconds(limit === undefined ? of('threshold') : of(limit), limit, props)),
      ['TreatMissingData', of('treatMissingDataOverride') ?? of('treatMissingData') ?? text(GOOD_WITHOUT_DATA.test(key) ? 'notBreaching' : 'missing')],
      ['DatapointsToAlarm', points],
      ['EvaluationPeriods', of('evaluationPeriods') ?? points],
      ...given('AlarmDescription', of('alarmDescriptionOverride')),
      ...given('ActionsEnabled', enabledOf(props, level, facade)),
      ...actionsOf(props, level, facade, open),
    ]),
  });
  const runbook = [propertyOf(props, 'runbookLink'), ...(facade ? [propertyOf(facade, 'runbookLink')] : [])].find((value) => textOf(value) !== undefined);
  const url = textOf(runbook);
  if (runbook && url !== undefined) check.response.runbooks.push({ key: 'runbookLink', url, at: spanOf(runbook.node, runbook.scope.program) });
  return check;
}

/** A duration is compared with a metric in milliseconds. */
function inMilliseconds(value: CloudValue | undefined, name: string | undefined, props: Value): CloudValue | undefined {
  const isDuration = name !== undefined && propertyOf(props, name).is === 'call';
  return isDuration && value?.is === 'text' ? { ...value, text: String(Number(value.text) * 1000) } : value;
}

function entryOf(node: Node, program: Program): Tree.Property | undefined {
  const outer = program.parentOf(node);
  return outer?.type === 'Property' ? outer : undefined;
}

function metricAt(key: string, method: string, owner: Value, what: string, at: Check['at']): [string, CloudValue][] {
  const own = propertyOf(owner, 'metric');
  if (!isAbsent(own)) return [...metricProperties(own)];
  const known = cdkMetric(key, MODULE, method);
  if (!known) return [];
  const [namespace = '', name = ''] = known.metric.split(':');
  const text = (value: string, how: 'written' | 'partly' = 'written'): CloudValue => ({ is: 'text', text: value, known: how, at });
  return [
    ['MetricName', text(name)],
    ['Namespace', text(namespace)],
    ['Statistic', text(known.statistic)],
    ['Period', text('300')],
    ...(what === '' ? [] : [['Dimensions', { is: 'map', entries: new Map([['Name', text(`\${${what}}`, 'partly')]]), at }] as [string, CloudValue]]),
  ];
}

/** One truth value for all, or one for each level. */
function enabledOf(props: Value, level: string, facade: Facade): CloudValue | undefined {
  const own = cloudValueOf(propertyOf(props, 'actionsEnabled'), cdkValue);
  if (own || !facade) return own;
  const all = propertyOf(facade, 'actionsEnabled');
  return cloudValueOf(all.is === 'object' ? propertyOf(all, level) : all, cdkValue);
}

function actionsOf(props: Value, level: string, facade: Facade, open: () => boolean): [string, CloudValue][] {
  const at = spanOf(props.node, props.scope.program);
  const unknown: [string, CloudValue][] = [['AlarmActions', { is: 'unknown', text: 'actions', at }]];
  const own = propertyOf(props, 'actionOverride');
  const byLevel = facade && propertyOf(facade, 'disambiguatorAction');
  const candidates = [own, ...(byLevel?.is === 'object' ? [propertyOf(byLevel, level)] : []), ...(facade ? [propertyOf(facade, 'action')] : [])];
  const action = candidates.find((value) => !isAbsent(value));
  if (!action) return !facade || open() || /createdAlarms|createdComposite|createComposite/.test(props.scope.program.text) ? unknown : [];
  const told = strategyOf(action);
  return told ? [['AlarmActions', { is: 'list', items: told, at }]] : unknown;
}

/** Whom a strategy tells; undefined where that is written elsewhere. */
function strategyOf(action: Value, depth = 0): CloudValue[] | undefined {
  const name = action.is === 'call' ? nameInPackage(action.callee) : undefined;
  if (action.is !== 'call' || name?.module !== MODULE || depth > DEEPEST) return undefined;
  const first = argumentOf(action, 0);
  const topic = (value: Value | undefined): CloudValue[] | undefined => {
    const found = value && cloudValueOf(value, cdkValue);
    return found && [found];
  };
  switch (name.name) {
    case 'SnsAlarmActionStrategy':
      return topic(first && propertyOf(first, 'onAlarmTopic'));
    case 'notifySns':
      return topic(first);
    case 'NoopAlarmActionStrategy':
    case 'noopAction':
      return [];
    case 'MultipleAlarmActionStrategy':
    case 'multipleActions': {
      const parts = name.name === 'multipleActions' ? action.node.arguments.map((argument) => evaluate(argument, action.scope)) : first ? itemsOf(first) : [];
      const told = parts.map((part) => part && strategyOf(part, depth + 1));
      return told.includes(undefined) && !told.some((of) => of && of.length > 0) ? undefined : told.flatMap((of) => of ?? []);
    }
    default:
      return undefined;
  }
}

