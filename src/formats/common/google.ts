import type { Check, Comparator, Comparison, HttpObservation, Matcher, MetricObservation, Observation, Recipient, Selector, Span, TcpObservation } from '../../model/index.ts';
import type { Expression } from '../../syntax/promql.ts';
import { readAnnotations, type Field } from './annotations.ts';
import { targetOf } from './metric-target.ts';
import { observe } from './promql.ts';
import { evidenceOf, fieldOf, hostKeys, isWritten, textOf, urlOf, type Value, type Written } from './written.ts';

/** An alert policy of Google Cloud: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
export interface GooglePolicy {
  id: string;
  format: string;
  name: Written;
  span: Span;
  combiner?: string;
  conditions: GoogleCondition[];
  /** Names of channels; `unknown` where the list is filled in elsewhere. */
  channels: Written[] | 'unknown';
  documentation: Value;
  subject?: Value;
  /** Links of the documentation, by their title. */
  links: { title: string; url: Written }[];
  severity?: Value;
  labels: Field[];
  /** Where it says that it is not enabled. */
  disabled?: Span;
  /** `notificationPrompts`: which moments are told. */
  prompts?: string[];
}

/** One condition; what is computed elsewhere is absent. */
export interface GoogleCondition {
  kind: 'threshold' | 'absent' | 'mql' | 'promql' | 'log' | 'other';
  at: Span;
  /** The filter or the query. */
  query: Value;
  denominator?: Value;
  /** `COMPARISON_GT`… */
  comparison?: string;
  /** 0 where it is not written. */
  threshold?: number | null;
  aligners: string[];
  reducers: string[];
  /** Seconds. */
  duration?: number;
  /** `evaluationMissingData`. */
  missing?: string;
}

export type ParsePromql = (text: string) => Expression | null;

/** What an alert policy of Google looks at, whom it tells and what it says. */
export function policyCheck(policy: GooglePolicy, parsePromql: ParsePromql): Check {
  const { id, format, name, span, conditions, disabled } = policy;
  const observes = combine(conditions.map((condition) => observeCondition(condition, parsePromql)), policy.combiner, span);
  const texts: Field[] = [
    ...(isWritten(policy.subject) ? [fieldOf('subject', policy.subject)] : []),
    ...(isWritten(policy.documentation) ? [fieldOf('description', policy.documentation)] : []),
    ...policy.links.map(({ url }) => fieldOf('documentation', url)),
  ];
  const severity = isWritten(policy.severity) && policy.severity.text !== 'SEVERITY_UNSPECIFIED' ? [fieldOf('severity', policy.severity)] : [];
  const read = readAnnotations([...policy.labels, ...severity], texts);
  const active = conditions.some(({ missing }) => missing === 'EVALUATION_MISSING_DATA_ACTIVE');
  const durations = conditions.flatMap(({ duration }) => duration ?? []);
  return {
    kind: 'alert',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: targetOf(observes),
    observes,
    silence: active ? { is: 'red', because: 'missing data is evaluated as active' } : { is: 'by-query', because: 'the condition decides what missing data means' },
    timing: durations.length > 0 ? { holds: Math.max(...durations) } : {},
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { ...read.response, ...(policy.documentation === 'computed' && { unread: true as const }) },
    audience: { ...read.audience, recipients: recipientsOf(policy) },
  };
}

/** A channel that is told only when an incident closes hears the all-clear. */
function recipientsOf({ channels, prompts }: GooglePolicy): Recipient[] | 'unknown' {
  if (channels === 'unknown') return 'unknown';
  const onlyClosed = prompts !== undefined && prompts.length > 0 && prompts.every((prompt) => prompt === 'CLOSED');
  return channels.map((channel) => ({ ...evidenceOf(channel), ...(onlyClosed && { hears: 'all-clear' as const }) }));
}

function combine(parts: Observation[], combiner: string | undefined, at: Span): Observation {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  if (!first) return unread(at, '');
  return { via: combiner?.startsWith('AND') === true ? 'all-red' : 'any-red', of: parts, at };
}

function unread(at: Span, expression: string): MetricObservation {
  return { ...facts(at, expression), understood: false };
}

function facts(at: Span, expression: string): MetricObservation {
  return { via: 'metric', at, language: 'google', expression, reads: [], functions: [], age: false, ratio: false, absence: false, understood: true };
}

function observeCondition(condition: GoogleCondition, parsePromql: ParsePromql): Observation {
  const { query, kind, at } = condition;
  if (!isWritten(query)) return unread(at, '');
  switch (kind) {
    case 'promql':
      return observe(parsePromql(query.text), { text: query.text, language: 'promql', place: (start, end) => query.part(start, end) });
    case 'log':
      return logObservation(query, at);
    case 'threshold':
    case 'absent':
      return filterObservation(condition, query);
    default:
      return { ...unread(at, query.text), reads: mqlReads(query) };
  }
}

/** The metrics that a query in the Monitoring Query Language fetches; the language itself is not read. */
function mqlReads({ text, part }: Written): Selector[] {
  return [...text.matchAll(/\b(?:metric|fetch)\s+(?:[\w.]+::)?['"]?([\w.-]+\.(?:com|io)\/[\w./-]+)/g)].map((match) => ({ metric: metricName(match[1] ?? ''), matchers: [], at: part(match.index, match.index + match[0].length) }));
}

/** Any entry that matches makes an incident. */
function logObservation({ text }: Written, at: Span): MetricObservation {
  const matchers = [...text.matchAll(/(?<![\w.])([A-Za-z][\w.]*)\s*(=~|!~|!=|>=|=|:)\s*("(?:[^"\\]|\\.)*"|[^\s()"]+)/g)].map(
    ([, label = '', operator = '', value = '']): Matcher => ({ label, operator: operator === '=~' || operator === '!~' || operator === '!=' ? operator : '=', value: value.replace(/^"|"$/g, '') }),
  );
  return { ...facts(at, text), reads: [{ metric: 'log entries', matchers, at }], functions: ['count'], comparison: { operator: '>', threshold: 0, at } };
}

const OPERATORS: Record<string, Comparator> = {
  COMPARISON_GT: '>',
  COMPARISON_GE: '>=',
  COMPARISON_LT: '<',
  COMPARISON_LE: '<=',
  COMPARISON_EQ: '==',
  COMPARISON_NE: '!=',
};

function filterObservation(condition: GoogleCondition, query: Written): Observation {
  const { at, kind } = condition;
  const selector = selectorOf(query);
  const uptime = selector.metric === UPTIME ? uptimeReference(selector, at) : undefined;
  if (uptime && kind === 'threshold') return uptime;
  const denominator = isWritten(condition.denominator) ? selectorOf(condition.denominator) : undefined;
  const reads = [selector, ...(denominator ? [denominator] : [])];
  const found: MetricObservation = { ...facts(at, query.text), reads, functions: functionsOf(condition), ratio: condition.denominator !== undefined, understood: selector.metric !== undefined };
  if (kind === 'absent') return { ...found, absence: true, bounds: { least: 1, most: 1 } };
  const operator = OPERATORS[condition.comparison ?? ''];
  if (!operator) return { ...found, understood: false };
  const comparison: Comparison = { operator, threshold: condition.threshold === undefined ? 0 : condition.threshold, at };
  return { ...found, comparison };
}

const UPTIME = 'monitoring.googleapis.com/uptime_check/check_passed';

/** A policy on an uptime check sees what the check sees. */
function uptimeReference({ matchers }: Selector, at: Span): Observation {
  const check = matchers.find(({ label }) => label === 'check_id')?.value;
  return { via: 'reference', name: check ?? 'the uptime check', at };
}

/** Outermost first: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#aligner */
function functionsOf({ aligners, reducers }: GoogleCondition): string[] {
  return [...reducers.toReversed().flatMap((name) => FUNCTIONS[name] ?? (name.includes('PERCENTILE') ? 'histogram_quantile' : [])), ...aligners.toReversed().flatMap((name) => FUNCTIONS[name] ?? (name.includes('PERCENTILE') ? 'histogram_quantile' : []))];
}

const FUNCTIONS: Record<string, string> = {
  ALIGN_RATE: 'rate', ALIGN_DELTA: 'increase', ALIGN_MEAN: 'avg', ALIGN_MAX: 'max', ALIGN_MIN: 'min', ALIGN_SUM: 'sum', ALIGN_COUNT: 'count_over_time', ALIGN_PERCENT_CHANGE: 'delta',
  REDUCE_SUM: 'sum', REDUCE_MEAN: 'avg', REDUCE_MAX: 'max', REDUCE_MIN: 'min', REDUCE_COUNT: 'count', REDUCE_COUNT_TRUE: 'count', REDUCE_COUNT_FALSE: 'count', REDUCE_FRACTION_TRUE: 'avg',
};

/** `metric.type = "…" AND resource.labels.zone = "…"`: https://cloud.google.com/monitoring/api/v3/filters */
function selectorOf({ text, at }: Written): Selector {
  const matchers: Matcher[] = [];
  let metric: string | undefined;
  for (const [, label = '', operator = '=', call = '', quoted, bare = ''] of text.matchAll(TERM)) {
    const value = quoted ?? bare;
    const name = label.replace(/"/g, '').split('.').at(-1) ?? '';
    if (/^metric\.type$/.test(label)) metric = call === '' ? metricName(value) : undefined;
    else if (!/^resource\.type$/.test(label)) matchers.push({ label: name, operator: call === '' ? (operator === '!=' ? '!=' : '=') : operator === '!=' ? '!~' : '=~', value });
  }
  return { ...(metric !== undefined && { metric }), matchers, at };
}

const TERM = /(?<![\w."])((?:metric|resource|metadata)\.[\w."-]{1,200})\s*(!=|=|:)\s*(?:((?:monitoring\.regex\.)?[a-z_.]+)\()?(?:"((?:[^"\\]|\\.)*)"|([\w.-]+))/g;

/** Prometheus metrics keep their own names behind Google's prefix. */
function metricName(type: string): string {
  return /^prometheus\.googleapis\.com\/([^/]+)\/\w+$/.exec(type)?.[1] ?? type;
}

/** An uptime check of Google Cloud: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs */
export interface GoogleUptimeCheck {
  id: string;
  format: string;
  name: Written;
  span: Span;
  host?: Value;
  /** It asks over HTTP; absent for a TCP check. */
  http?: {
    at: Span;
    path?: Value;
    port?: Value;
    ssl?: boolean;
    /** `STATUS_CLASS_2XX` or a number. */
    statuses: string[];
  };
  tcp?: { at: Span; port?: Value };
  matchers: { content: Value; matcher?: string; at: Span }[];
  /** Seconds; 300 and 10 where they are not written. */
  every?: number;
  timeout?: number;
  disabled?: Span;
}

/**
 * What an uptime check looks at. It tells nobody by itself: a policy reads its outcome, and carries the texts.
 */
export function uptimeCheck(check: GoogleUptimeCheck): Check {
  const { id, format, name, span, disabled } = check;
  const host = textOf(check.host);
  return {
    kind: 'probe',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: { name: host ?? name.text, keys: hostKeys(host) },
    observes: check.tcp ? tcpLook(check.tcp, host) : httpLook(check, host),
    silence: { is: 'unknown', because: 'it depends on the policy that reads it' },
    timing: { every: check.every ?? 300, timeout: check.timeout ?? 10 },
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { automatic: 'mark', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

function tcpLook({ at, port }: NonNullable<GoogleUptimeCheck['tcp']>, host: string | undefined): TcpObservation {
  const number = textOf(port);
  return { via: 'tcp', at, ...(host !== undefined && { host }), ...(number !== undefined && { port: number }) };
}

function httpLook({ http, matchers, span }: GoogleUptimeCheck, host: string | undefined): HttpObservation {
  const path = http?.path === undefined ? '/' : textOf(http.path);
  const port = textOf(http?.port);
  const [first] = matchers;
  const forbids = first?.matcher?.startsWith('NOT_') === true;
  return {
    via: 'http',
    at: http?.at ?? span,
    client: 'Google uptime check',
    url: { scheme: http?.ssl === true ? 'https' : 'http', ...(host !== undefined && { host }), ...(port !== undefined && { port }), ...(path !== undefined && withQuery(path)) },
    status: http?.statuses.some((status) => /ANY|5XX|^5\d\d$/.test(status)) === true ? 'ignored' : 'judged',
    body: first ? { is: 'read', expects: textOf(first.content) ?? 'a text', at: first.at, ...(forbids && { absent: true as const }) } : { is: 'ignored' },
    limit: 10,
  };
}

function withQuery(text: string): { path?: string; query?: string } {
  const { path, query } = urlOf(`x${text.startsWith('/') ? '' : '/'}${text}`);
  return { ...(path !== undefined && { path }), ...(query !== undefined && { query }) };
}
