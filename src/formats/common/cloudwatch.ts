import { cloudMetric } from '../../knowledge/cloud-metrics.ts';
import type { Bounds, Check, Comparator, Comparison, Link, Matcher, MetricObservation, Observation, Recipient, Response, Selector, Silence, Span, State, Timing, Verdict } from '../../model/index.ts';
import { parseAlarmRule, type AlarmRule } from './alarm-rule.ts';
import { readAnnotations, type Field } from './annotations.ts';
import { entriesOf, isDefault, itemsOf, knownNumber, knownText, symbolicText, writtenBoolean, type CloudProperties, type CloudText, type CloudUnknown, type CloudValue } from './cloud-value.ts';
import { functionsOf, hasPart, idsOf, isDifference, isRatio, parseFormula, valueWithoutPoints, type Formula } from './metric-math.ts';

/** An alarm or health check of AWS, whatever language it is written in. */
export interface CloudResource {
  kind: 'metric-alarm' | 'composite-alarm' | 'health-check';
  id: string;
  /** The id of the format. */
  format: string;
  name: string;
  span: Span;
  /** Where its name stands. */
  at: Span;
  /** By AWS's own names: `AlarmActions`, `Metrics`; of a health check, those of its `HealthCheckConfig`, and tags. */
  properties: CloudProperties;
  /** Something else that is written reads its state: a deployment that it rolls back, a record that it takes out of service, or what is not known. */
  readBy?: Response['automatic'] | 'unknown';
}

/** Other alarms and health checks of the same files, by the names that a rule may have for them. */
export type LookUp = (name: string) => CloudResource | undefined;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function cloudCheck(resource: CloudResource, lookUp: LookUp = () => undefined): Check {
  const { kind, id, name, format, span, at } = resource;
  const context: Context = { lookUp, within: new Set() };
  const observes = observationOf(resource, context);
  const { response, audience } = kind === 'health-check' ? healthAudience(resource) : alarmAudience(resource);
  const alias = knownText(resource.properties.get('AlarmName'));
  return {
    kind: kind === 'health-check' ? 'probe' : 'alert',
    id,
    name,
    ...(alias !== undefined && alias !== name && { alias }),
    format,
    span,
    at,
    target: targetOf(resource, observes),
    observes,
    silence: silenceOf(resource),
    timing: timingOf(resource),
    state: stateOf(resource),
    response,
    audience,
  };
}

interface Context {
  lookUp: LookUp;
  /** The resources on the way down, so that a circle ends. */
  within: ReadonlySet<CloudResource>;
}

function observationOf(resource: CloudResource, context: Context): Observation {
  if (resource.kind === 'health-check') return healthObservation(resource, context);
  if (resource.kind === 'composite-alarm') return compositeObservation(resource, context);
  const leaf = metricObservation(resource);
  const metric = leaf.reads.length === 1 ? leaf.reads[0] : undefined;
  if (metric?.metric !== 'AWS/Route53:HealthCheckStatus') return leaf;
  const checked = metric.matchers.find(({ label }) => label === 'HealthCheckId');
  const inner = checked && context.lookUp(checked.value);
  // The alarm is red for as long as the health check is: 1 is healthy, 0 is not.
  const waitsForZero = leaf.comparison?.operator.startsWith('<') === true && leaf.missing?.is !== 'red';
  return inner?.kind === 'health-check' && waitsForZero ? referred(checked?.value ?? '', leaf.at, context) : leaf;
}

/** What another alarm looks at; only its name where that is written elsewhere. */
function referred(name: string, at: Span, { lookUp, within }: Context): Observation {
  const found = lookUp(name);
  if (!found || within.has(found)) return { via: 'reference', at, name: plainName(name) };
  return observationOf(found, { lookUp, within: new Set([...within, found]) });
}

/** The name within a reference: of `${Errors.Arn}`, `Errors`; of an ARN, its last part. */
function plainName(name: string): string {
  const hole = /^\$\{([^{}.]+)(?:\.Arn)?\}$/.exec(name)?.[1];
  const looked = name.startsWith('{{resolve:') ? /(?<![^{}/:])([^{}/:]+)\}\}$/.exec(name)?.[1] : undefined;
  return hole ?? looked ?? (name.startsWith('arn:') ? (name.split(':').at(-1) ?? name) : name);
}

const UNTOLD: Span = { path: '', start: 0, end: 0 };

function compositeObservation(resource: CloudResource, context: Context): Observation {
  const value = resource.properties.get('AlarmRule');
  const text = value?.is === 'text' ? value.text : undefined;
  const rule = text === undefined ? undefined : parseAlarmRule(text);
  const whole = value?.at ?? resource.at;
  if (!rule) return { via: 'reference', at: whole, name: symbolicText(value) ?? resource.name };
  const inner = { ...context, within: new Set([...context.within, resource]) };
  const place = (start: number, end: number): Span => (value?.is === 'text' ? (value.part?.(start, end) ?? whole) : whole);
  return ruleObservation(rule, place, inner);
}

function ruleObservation(rule: AlarmRule, place: (start: number, end: number) => Span, context: Context): Observation {
  const at = place(rule.start, rule.end);
  switch (rule.is) {
    case 'or':
    case 'and':
      return { via: rule.is === 'or' ? 'any-red' : 'all-red', of: rule.of.map((part) => ruleObservation(part, place, context)), at };
    case 'not':
      return { via: 'inverted', of: ruleObservation(rule.of, place, context), at };
    case 'constant':
      return { via: 'constant', says: rule.value ? 'red' : 'green', text: rule.value ? 'TRUE' : 'FALSE', at };
    case 'state':
      // An alarm without data is neither in ALARM nor OK, and what its data does is not asked of it here.
      if (rule.state === 'INSUFFICIENT_DATA') return { via: 'reference', at, name: plainName(rule.name) };
      return rule.state === 'ALARM' ? referred(rule.name, at, context) : { via: 'inverted', of: referred(rule.name, at, context), at };
  }
}

const OPERATORS: Record<string, Comparator> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  GreaterThanUpperThreshold: '>',
  LessThanLowerThreshold: '<',
  LessThanLowerOrGreaterThanUpperThreshold: '!=',
};

function metricObservation(resource: CloudResource): MetricObservation {
  const { properties } = resource;
  const queries = queriesOf(properties);
  const band = knownText(properties.get('ThresholdMetricId'));
  const candidates = queries.filter(({ id, returns }) => returns && (band === undefined || id !== band));
  const main = candidates.find(({ expression }) => expression) ?? candidates[0];
  const missing = missingOf(resource);
  const comparison = comparisonOf(properties, band !== undefined);
  if (!main) {
    const at = properties.get('Metrics')?.at ?? resource.at;
    return { via: 'metric', at, language: 'cloudwatch', expression: resource.name, reads: [], functions: [], age: false, ratio: false, absence: false, missing, understood: false };
  }
  const leaf = main.expression ? expressionLeaf(main, queries) : plainLeaf(main);
  leaf.missing = missing;
  if (comparison) leaf.comparison = comparison;
  if (comparison && comparison.threshold !== null) leaf.expression += ` ${comparison.operator} ${comparison.threshold}`;
  return leaf;
}

function plainLeaf({ selector, stat, at }: MetricQuery): MetricObservation {
  const reads = selector ? [selector] : [];
  const bounds = selector?.metric === undefined ? undefined : boundsOf(selector.metric, stat);
  return {
    via: 'metric',
    at,
    language: 'cloudwatch',
    expression: `${stat ?? ''}(${selector?.metric ?? '…'})`,
    reads,
    functions: stat === undefined ? [] : [stat],
    ...(bounds && { bounds }),
    age: false,
    ratio: false,
    absence: false,
    understood: selector?.metric !== undefined,
  };
}

/**
 * The values that a statistic of a metric can have. A sum and a count of samples have no upper end of their own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
function boundsOf(metric: string, stat: string | undefined): Bounds | undefined {
  if (stat === 'SampleCount') return { least: 0 };
  const { least, most, average, each } = cloudMetric(metric) ?? {};
  const keepsValues = stat !== undefined && /^(?:Average|Maximum|Minimum|p\d+(?:\.\d+)?|IQM)$/i.test(stat);
  if (each !== undefined && keepsValues) return { least: each, most: each };
  const upper = stat === 'Average' && average !== undefined ? average : keepsValues ? most : undefined;
  return least === undefined && upper === undefined ? undefined : { ...(least !== undefined && { least }), ...(upper !== undefined && { most: upper }) };
}

function expressionLeaf(main: MetricQuery, queries: readonly MetricQuery[]): MetricObservation {
  const formula = expanded(main, queries);
  const byId = (id: string): MetricQuery | undefined => queries.find((query) => query.id === id);
  const ids = formula ? [...new Set(idsOf(formula))] : [];
  const inner = ids.flatMap((id) => byId(id) ?? []);
  const reads = inner.flatMap(({ selector }) => selector ?? []);
  const fallback = formula && valueWithoutPoints(formula, () => undefined);
  const stat = inner.find(({ selector }) => selector)?.stat;
  return {
    via: 'metric',
    at: main.at,
    language: 'cloudwatch',
    expression: main.expression?.text ?? '',
    reads: reads.length > 0 ? reads : queries.flatMap(({ selector }) => selector ?? []),
    functions: [...(formula ? functionsOf(formula) : []), ...(stat === undefined ? [] : [stat])],
    ...(fallback !== undefined && { fallback }),
    age: false,
    ratio: formula !== undefined && isRatio(formula),
    ...(formula && isDifference(formula) && { difference: true as const }),
    absence: false,
    understood: formula !== undefined && reads.length > 0 && reads.every(({ metric }) => metric !== undefined) && !hasPart(formula, isForeign),
  };
}

/** Queries of their own, and bands whose numbers are learned. */
function isForeign(part: Formula): boolean {
  return part.is === 'call' && /^(?:SEARCH|INSIGHT_RULE_METRIC|LAMBDA|DB_PERF_INSIGHTS|SERVICE_QUOTA|ANOMALY_DETECTION_BAND|METRIC_COUNT|RUNNING_SUM|TIME_SERIES)$/.test(part.name);
}

/** Deeper than any person nests expressions. */
const DEEPEST = 20;

/** The expression with those that it names in their place; `METRICS()` is all that the alarm reads. */
function expanded(query: MetricQuery, queries: readonly MetricQuery[], depth = 0): Formula | undefined {
  const { expression } = query;
  if (!expression || expression.known === 'partly' || depth > DEEPEST) return undefined;
  const formula = parseFormula(expression.text);
  return formula && replaced(formula);

  function replaced(part: Formula): Formula {
    switch (part.is) {
      case 'id': {
        const named = queries.find(({ id }) => id === part.name);
        return (named?.expression && expanded(named, queries, depth + 1)) ?? part;
      }
      case 'call':
        if (part.name === 'METRICS') return { is: 'list', of: queries.flatMap(({ id, selector }) => (selector && id !== undefined ? [{ is: 'id' as const, name: id }] : [])) };
        return { ...part, of: part.of.map(replaced) };
      case 'list':
        return { ...part, of: part.of.map(replaced) };
      case 'operation':
        return { ...part, of: [replaced(part.of[0]), replaced(part.of[1])] };
      case 'negation':
        return { ...part, of: replaced(part.of) };
      default:
        return part;
    }
  }
}

/** One of an alarm's metrics or expressions. */
interface MetricQuery {
  id?: string;
  expression?: CloudText;
  selector?: Selector;
  stat?: string;
  period?: number;
  returns: boolean;
  at: Span;
}

function queriesOf(properties: CloudProperties): MetricQuery[] {
  const metric = properties.get('MetricName');
  if (metric) return [{ ...metricQuery(properties), returns: true, at: metric.at }];
  return (itemsOf(properties.get('Metrics')) ?? []).flatMap((item) => {
    const entries = entriesOf(item);
    if (!entries) return [];
    const stat = entriesOf(firstOf(entries.get('MetricStat')));
    const inner = entriesOf(firstOf((stat ?? entries).get('Metric')));
    const id = knownText(entries.get('Id'));
    const expression = entries.get('Expression');
    const returns = knownText(entries.get('ReturnData'))?.toLowerCase() !== 'false';
    return [
      {
        ...(id !== undefined && { id }),
        ...(expression?.is === 'text' && expression.text !== '' && { expression }),
        ...(inner && metricQuery(new Map([...(stat ?? []), ...inner]))),
        returns,
        at: expression?.at ?? inner?.get('MetricName')?.at ?? item.at,
      },
    ];
  });
}

/** A block that may be written once stands as itself or as a list of one. */
function firstOf(value: CloudValue | undefined): CloudValue | undefined {
  return value?.is === 'list' ? value.items[0] : value;
}

function metricQuery(properties: CloudProperties): Pick<MetricQuery, 'selector' | 'stat' | 'period'> {
  const name = properties.get('MetricName');
  const stat = knownText(properties.get('Stat') ?? properties.get('Statistic') ?? properties.get('ExtendedStatistic'));
  const period = knownNumber(properties.get('Period'));
  return {
    ...(name && { selector: selectorOf(name, properties) }),
    ...(stat !== undefined && { stat }),
    ...(period !== undefined && { period }),
  };
}

function selectorOf(name: CloudValue, properties: CloudProperties): Selector {
  const metric = symbolicText(name);
  const namespace = symbolicText(properties.get('Namespace'));
  const matchers = dimensionsOf(properties.get('Dimensions'));
  return { ...(metric !== undefined && { metric: namespace === undefined ? metric : `${namespace}:${metric}` }), matchers, at: name.at };
}

/** `[{ Name, Value }]`, as CloudFormation has it, or one map of all. */
function dimensionsOf(value: CloudValue | undefined): Matcher[] {
  const matcher = (label: string | undefined, of: CloudValue | undefined): Matcher[] => {
    const text = symbolicText(of);
    return label === undefined || text === undefined ? [] : [{ label, operator: '=', value: text }];
  };
  const entries = entriesOf(value);
  if (entries) return [...entries].flatMap(([label, of]) => matcher(label, of));
  return (itemsOf(value) ?? []).flatMap((item) => matcher(symbolicText(entriesOf(item)?.get('Name')), entriesOf(item)?.get('Value')));
}

function comparisonOf(properties: CloudProperties, byBand: boolean): Comparison | undefined {
  const operator = OPERATORS[knownText(properties.get('ComparisonOperator')) ?? ''];
  if (!operator) return undefined;
  const threshold = byBand ? undefined : knownNumber(properties.get('Threshold'));
  return { operator, threshold: threshold ?? null, at: (properties.get('Threshold') ?? properties.get('ComparisonOperator'))?.at ?? UNTOLD };
}

/**
 * What missing points make of the alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function missingOf({ properties }: CloudResource): { is: Verdict; because: string } {
  const written = properties.get('TreatMissingData');
  const how = written === undefined ? 'missing' : knownText(written);
  switch (how) {
    case 'breaching':
      return { is: 'red', because: 'missing data counts as breaching' };
    case 'notBreaching':
      return { is: 'green', because: 'missing data counts as good (`notBreaching`)' };
    case 'ignore':
      return { is: 'green', because: 'the alarm keeps the state that it has when data is missing (`ignore`)' };
    case 'missing': {
      const told = actionsOf(properties.get('InsufficientDataActions'));
      const state = `missing data makes it INSUFFICIENT_DATA${written ? '' : ', as no `TreatMissingData` is set'}`;
      if (told.recipients === 'unknown') return { is: 'unknown', because: `${state}, and whether anybody hears of that is not known here` };
      if (told.recipients.length === 0) return { is: 'green', because: `${state}, which is not ALARM, and nobody is told of it` };
      return { is: 'red', because: `${state}, and \`InsufficientDataActions\` tell of it` };
    }
    default:
      return { is: 'unknown', because: 'how it treats missing data is filled in elsewhere' };
  }
}

function silenceOf(resource: CloudResource): Silence {
  const { kind, properties } = resource;
  const byQuery: Silence = { is: 'by-query', because: 'what it looks at decides what missing data means' };
  if (kind === 'composite-alarm') return byQuery;
  if (kind === 'metric-alarm') {
    const usesFill = queriesOf(properties).some(({ expression }) => /\bFILL\s*\(/i.test(expression?.text ?? ''));
    return usesFill ? byQuery : missingOf(resource);
  }
  switch (knownText(properties.get('InsufficientDataHealthStatus'))) {
    case 'Healthy':
      return { is: 'green', because: '`InsufficientDataHealthStatus` says that missing data is healthy' };
    case 'LastKnownStatus':
      return { is: 'green', because: 'it keeps the last known status when data is missing' };
    case 'Unhealthy':
      return { is: 'red', because: '`InsufficientDataHealthStatus` says that missing data is unhealthy' };
    default:
      return byQuery;
  }
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
function healthObservation(resource: CloudResource, context: Context): Observation {
  const { properties, at: whole } = resource;
  const inner = { ...context, within: new Set([...context.within, resource]) };
  const looked = lookOf(properties, whole, inner);
  const inverted = properties.get('Inverted');
  return writtenBoolean(inverted) === true ? { via: 'inverted', of: looked, at: inverted?.at ?? whole } : looked;
}

function lookOf(properties: CloudProperties, whole: Span, context: Context): Observation {
  const type = properties.get('Type');
  const at = type?.at ?? whole;
  const host = knownText(properties.get('FullyQualifiedDomainName') ?? properties.get('IPAddress'));
  const port = knownText(properties.get('Port'));
  const name = knownText(type) ?? '';
  switch (name) {
    case 'TCP':
      return { via: 'tcp', at, ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
    case 'HTTP':
    case 'HTTPS':
    case 'HTTP_STR_MATCH':
    case 'HTTPS_STR_MATCH': {
      const resourcePath = properties.get('ResourcePath');
      const [path, query] = resourcePath === undefined ? ['/'] : (knownText(resourcePath) ?? '').split('?', 2);
      const search = properties.get('SearchString');
      return {
        via: 'http',
        at: resourcePath?.at ?? at,
        client: 'Route 53',
        url: {
          scheme: name.startsWith('HTTPS') ? 'https' : 'http',
          ...(host !== undefined && { host }),
          ...(port !== undefined && { port }),
          ...(path !== undefined && path !== '' && { path: path.startsWith('/') ? path : `/${path}` }),
          ...(query !== undefined && { query }),
        },
        // Two and three hundreds are healthy: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
        status: 'judged',
        body: name.endsWith('_STR_MATCH') && search ? { is: 'read', expects: symbolicText(search) ?? '', at: search.at } : { is: 'ignored' },
      };
    }
    case 'CLOUDWATCH_METRIC': {
      const alarm = entriesOf(firstOf(properties.get('AlarmIdentifier')))?.get('Name') ?? properties.get('AlarmName');
      return referred(symbolicText(alarm) ?? 'an alarm', alarm?.at ?? at, context);
    }
    case 'CALCULATED': {
      const children = itemsOf(properties.get('ChildHealthChecks'));
      if (!children || children.length === 0) return { via: 'reference', at, name: 'other health checks' };
      const of = children.map((child) => referred(symbolicText(child) ?? 'a health check', child.at, context));
      // Healthy for as long as so many children are: with all of them, one bad child is enough to make it red.
      return { via: knownNumber(properties.get('HealthThreshold')) === of.length ? 'any-red' : 'all-red', of, at };
    }
    default:
      return { via: 'reference', at, name: name === 'RECOVERY_CONTROL' ? 'a routing control' : 'what its type says' };
  }
}

function stateOf({ kind, properties, readBy }: CloudResource): State {
  const enabled = properties.get('ActionsEnabled');
  // Without actions an alarm still has its state, which something else may read.
  if (readBy === undefined && enabled && writtenBoolean(enabled) === false) return { is: 'disabled', at: enabled.at };
  const disabled = properties.get('Disabled');
  if (disabled && writtenBoolean(disabled) === true) return { is: 'disabled', at: disabled.at };
  const threshold = properties.get('HealthThreshold');
  if (kind === 'health-check' && threshold?.is === 'text' && threshold.known === 'written' && knownNumber(threshold) === 0) return { is: 'disabled', at: threshold.at };
  return { is: 'enabled' };
}

/** Defaults of Route 53: three bad looks, thirty seconds apart. */
const HEALTH_CHECK = { every: 30, failures: 3 };

function timingOf({ kind, properties }: CloudResource): Timing {
  if (kind === 'composite-alarm') return {};
  if (kind === 'health-check') {
    const isLook = /^(?:TCP|HTTP)/.test(knownText(properties.get('Type')) ?? '');
    if (!isLook) return {};
    const [every, failures] = [numberOr(properties.get('RequestInterval'), HEALTH_CHECK.every), numberOr(properties.get('FailureThreshold'), HEALTH_CHECK.failures)];
    return { ...(every !== undefined && { every }), ...(failures !== undefined && { failures }) };
  }
  const every = queriesOf(properties).find(({ period }) => period !== undefined)?.period;
  const periods = properties.get('EvaluationPeriods');
  const failures = knownNumber(properties.get('DatapointsToAlarm') ?? periods);
  return {
    ...(every !== undefined && { every }),
    ...(failures !== undefined && { failures }),
    ...(every !== undefined && failures !== undefined && { holds: every * failures }),
    ...(periods && { at: periods.at }),
  };
}

function numberOr(value: CloudValue | undefined, otherwise: number): number | undefined {
  return value === undefined ? otherwise : knownNumber(value);
}

function targetOf({ kind, name, properties }: CloudResource, observes: Observation): Check['target'] {
  if (observes.via === 'metric') {
    const [selector] = observes.reads;
    const [dimension] = selector?.matchers ?? [];
    if (dimension) return { name: `${dimension.label} ${dimension.value}`, keys: [] };
    return { name: selector?.metric === undefined ? 'what it reads' : `metric ${selector.metric}`, keys: [] };
  }
  const host = kind === 'health-check' ? symbolicText(properties.get('FullyQualifiedDomainName') ?? properties.get('IPAddress')) : undefined;
  return { name: host ?? name, keys: host === undefined ? [] : [`host:${host}`] };
}

interface Actions {
  recipients: Recipient[] | 'unknown';
  automatic?: NonNullable<Response['automatic']>;
}

function alarmAudience(resource: CloudResource): Pick<Check, 'response' | 'audience'> {
  const { properties, readBy } = resource;
  const { response, audience } = readAnnotations(tagsOf(properties), descriptionOf(properties));
  if (properties.get('AlarmDescription')?.is === 'unknown') response.unread = true;
  response.runbooks.push(...holesForRunbooks(properties.get('AlarmDescription')));
  const alarm = actionsOf(properties.get('AlarmActions'));
  const automatic = alarm.automatic ?? (readBy === 'unknown' ? undefined : readBy);
  if (automatic) response.automatic = automatic;
  const others: Recipient[] = (['OKActions', 'InsufficientDataActions'] as const).flatMap((key) => {
    const { recipients } = actionsOf(properties.get(key));
    const hears = key === 'OKActions' ? ('all-clear' as const) : ('silence' as const);
    return recipients === 'unknown' ? [] : recipients.map((recipient) => ({ ...recipient, hears }));
  });
  // Whoever reads its state, a machine or something that is not known, may be all that it is for.
  const isUnknown = alarm.recipients === 'unknown' || (alarm.recipients.length === 0 && (alarm.automatic !== undefined || readBy !== undefined));
  audience.recipients = isUnknown || alarm.recipients === 'unknown' ? 'unknown' : [...alarm.recipients, ...others];
  return { response, audience };
}

/** A health check of Route 53 tells nobody by itself: records and alarms read it. */
function healthAudience({ properties, readBy }: CloudResource): Pick<Check, 'response' | 'audience'> {
  const { response, audience } = readAnnotations(tagsOf(properties), []);
  if (readBy !== undefined && readBy !== 'unknown') response.automatic = readBy;
  return { response, audience };
}

/** Who is told by a list of actions, and what acts by itself. With a condition around them, whoever is told in one case. */
function actionsOf(value: CloudValue | undefined): Actions {
  if (value?.is === 'unknown' && value.of) {
    const cases = value.of.map(actionsOf);
    const told = cases.find(({ recipients, automatic }) => (recipients !== 'unknown' && recipients.length > 0) || automatic !== undefined);
    return told ?? (cases.every(({ recipients }) => recipients !== 'unknown') ? { recipients: [] } : { recipients: 'unknown' });
  }
  if (value?.is === 'unknown') return actionOf(value);
  const actions = (itemsOf(value) ?? []).map((item) => (item.is === 'unknown' && item.of ? actionsOf(item) : actionOf(item)));
  const automatic = actions.find((action) => action.automatic !== undefined)?.automatic;
  const known = actions.flatMap(({ recipients }) => (recipients === 'unknown' ? [] : recipients));
  const isUnknown = known.length === 0 && actions.some(({ recipients }) => recipients === 'unknown');
  return { recipients: isUnknown ? 'unknown' : known, ...(automatic && { automatic }) };
}

/**
 * What an action does, by the kind of its ARN. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
function actionOf(value: CloudValue): Actions {
  if (value.is === 'unknown' && value.resource) return resourceAction(value.resource, value.at);
  const text = symbolicText(value);
  if (text === undefined) return { recipients: 'unknown' };
  if (text.trim() === '' && !isDefault(value)) return { recipients: [] };
  if (/:automate:|:swf:|ec2:(?:recover|reboot|stop|terminate)/.test(text)) return { recipients: 'unknown', automatic: 'restart' };
  if (/:autoscaling:|scaling_?policy/i.test(text)) return { recipients: 'unknown', automatic: 'scale' };
  if (/^arn:[^:]*:lambda:|^arn:[^:]*:ssm:[^:]*:[^:]*:automation/.test(text)) return { recipients: 'unknown', automatic: 'run' };
  // Whatever the default says, `none` or an example, whoever makes the stack puts in who is told.
  if (isDefault(value)) return { recipients: 'unknown' };
  if (value.is === 'unknown') return { recipients: value.named ? [recipient(value.text, value.at)] : 'unknown' };
  return { recipients: [recipient(plainName(text), value.at)] };
}

function resourceAction({ type, name, subscribers }: NonNullable<CloudUnknown['resource']>, at: Span): Actions {
  if (/::(?:ScalingPolicy)$/.test(type)) return { recipients: 'unknown', automatic: 'scale' };
  if (/^AWS::(?:Lambda|SSM::Document|Serverless)/.test(type)) return { recipients: 'unknown', automatic: 'run' };
  if (type !== 'AWS::SNS::Topic') return { recipients: 'unknown' };
  if (subscribers === 'unknown' || subscribers === undefined) return { recipients: [recipient(name, at)] };
  return { recipients: subscribers.map(({ text, at: place, via }) => ({ ...recipient(text, place), ...(via && { via }) })) };
}

const PAGER = /pager|opsgenie|victorops|splunk-?oncall|incident-?io|on-?call/i;
const MAILBOX = /@|slack|chat|teams|email/i;

/** The name of a topic often says what listens to it. */
function recipient(text: string, at: Span): Recipient {
  const wakes = PAGER.test(text) ? true : MAILBOX.test(text) ? false : undefined;
  return { text, at, ...(wakes !== undefined && { wakes }) };
}

function descriptionOf(properties: CloudProperties): Field[] {
  return field('AlarmDescription', properties.get('AlarmDescription'));
}

function field(key: string, value: CloudValue | undefined): Field[] {
  if (value?.is !== 'text') return [];
  return [{ key, value: value.text, at: value.at, part: (start, end) => value.part?.(start, end) ?? value.at }];
}

/** `See ${RunbookUrl}`: a page that is filled in later. */
function holesForRunbooks(value: CloudValue | undefined): Link[] {
  if (value?.is !== 'text') return [];
  return [...value.text.matchAll(/\$\{[^{}]*\}/g)].flatMap(({ 0: url }) => (/run[_-]?book|play[_-]?book/i.test(url) ? [{ key: 'AlarmDescription', url, at: value.at }] : []));
}

function tagsOf(properties: CloudProperties): Field[] {
  const tags = properties.get('Tags') ?? properties.get('HealthCheckTags');
  const entries = entriesOf(tags);
  if (entries) return [...entries].flatMap(([key, value]) => field(key, value));
  return (itemsOf(tags) ?? []).flatMap((item) => {
    const tag = entriesOf(item);
    const key = knownText(tag?.get('Key'));
    return key === undefined ? [] : field(key, tag?.get('Value'));
  });
}
