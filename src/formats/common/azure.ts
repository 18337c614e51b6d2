import type { Check, Comparator, HttpObservation, Matcher, MetricObservation, Observation, Recipient, Selector, Span } from '../../model/index.ts';
import { readAnnotations, type Field } from './annotations.ts';
import { targetOf } from './metric-target.ts';
import { fieldOf, hostKeys, isWritten, textOf, urlOf, type Value, type Written } from './written.ts';

/** An alert rule of Azure Monitor: on metrics, on a query of logs, or on the activity log. */
export interface AzureAlert {
  id: string;
  format: string;
  name: Written;
  span: Span;
  description: Value;
  /** 0 to 4. */
  severity?: Value;
  tags: Field[];
  /** All of them must hold; `unknown` where they are filled in elsewhere. */
  criteria: AzureCriterion[] | 'unknown';
  /** Ids of action groups; `unknown` where the list is filled in elsewhere. */
  actions: Written[] | 'unknown';
  disabled?: Span;
  /** Seconds. */
  every?: number;
}

export interface AzureCriterion {
  kind: 'metric' | 'query' | 'activity' | 'webtest';
  at: Span;
  /** The metric, the query, or the operation that is logged. */
  text: Value;
  namespace?: string;
  /** `GreaterThan`… */
  operator?: string;
  /** Null where it is learnt, or filled in elsewhere. */
  threshold?: number | null;
  aggregation?: string;
  dimensions: { name: string; operator: string; values: string[] }[];
}

/** What an alert rule of Azure looks at, whom it tells and what it says. */
export function azureCheck(alert: AzureAlert): Check {
  const { id, format, name, span, description, disabled, every } = alert;
  const observes = observeCriteria(alert);
  const severity = isWritten(alert.severity) ? [{ ...fieldOf('severity', alert.severity), value: /^\d$/.test(alert.severity.text) ? `Sev${alert.severity.text}` : alert.severity.text }] : [];
  const read = readAnnotations([...alert.tags, ...severity], isWritten(description) ? [fieldOf('description', description)] : []);
  return {
    kind: 'alert',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: targetOf(observes),
    observes,
    silence: { is: 'by-query', because: 'a rule is not evaluated while no data comes' },
    timing: every === undefined ? {} : { every },
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { ...read.response, ...(description === 'computed' && { unread: true as const }) },
    audience: { ...read.audience, recipients: alert.actions === 'unknown' ? 'unknown' : alert.actions.map(({ text, at }): Recipient => ({ text, at })) },
  };
}

function observeCriteria({ criteria, span }: AzureAlert): Observation {
  if (criteria === 'unknown') return { ...facts(span, ''), understood: false };
  const looks = criteria.map(observeCriterion);
  const [first] = looks;
  if (first && looks.length === 1) return first;
  return first ? { via: 'all-red', of: looks, at: span } : { ...facts(span, ''), understood: false };
}

const OPERATORS: Record<string, Comparator> = {
  GreaterThan: '>',
  GreaterThanOrEqual: '>=',
  GreaterOrEqual: '>=',
  LessThan: '<',
  LessThanOrEqual: '<=',
  LessOrEqual: '<=',
  Equals: '==',
  Equal: '==',
  NotEquals: '!=',
};

const FUNCTIONS: Record<string, string> = { Average: 'avg', Total: 'sum', Count: 'count', Minimum: 'min', Maximum: 'max' };

function observeCriterion(criterion: AzureCriterion): Observation {
  const { at, text, kind } = criterion;
  const written = textOf(text);
  if (kind === 'webtest') return { via: 'reference', name: written ?? 'the web test', at };
  const found = facts(at, written ?? '');
  if (written === undefined) return { ...found, understood: false };
  if (kind === 'query') return { ...found, reads: tablesOf(written, at), understood: false };
  if (kind === 'activity') return { ...found, reads: [{ metric: 'activity log', matchers: [{ label: 'operation', operator: '=', value: written }], at }], functions: ['count'], comparison: { operator: '>', threshold: 0, at } };
  const operator = OPERATORS[criterion.operator ?? ''];
  const matchers = criterion.dimensions.map(({ name, operator: how, values }): Matcher => ({ label: name, operator: how === 'Exclude' ? '!~' : '=~', value: values.join('|') }));
  const aggregation = FUNCTIONS[criterion.aggregation ?? ''];
  return {
    ...found,
    reads: [{ metric: written, matchers: matchers.filter(({ value }) => value !== '*'), at }],
    functions: aggregation === undefined ? [] : [aggregation],
    ...(operator && { comparison: { operator, threshold: criterion.threshold ?? null, at } }),
    understood: operator !== undefined,
  };
}

/** Tables at the head of a query in Kusto; the language itself is not read. */
function tablesOf(query: string, at: Span): Selector[] {
  const table = /^\s*([A-Za-z_]\w*)\s*(?:\||$)/.exec(query)?.[1];
  return table === undefined ? [] : [{ metric: table, matchers: [], at }];
}

function facts(at: Span, expression: string): MetricObservation {
  return { via: 'metric', at, language: 'azure', expression, reads: [], functions: [], age: false, ratio: false, absence: false, understood: true };
}

/** An availability test of Application Insights: https://learn.microsoft.com/azure/azure-monitor/app/availability */
export interface AzureWebTest {
  id: string;
  format: string;
  name: Written;
  span: Span;
  /** `unknown` for tests that a file or a program describes. */
  request: { url: Value; at: Span } | 'unknown';
  /** 200 where it is not written; 0 takes any. */
  status?: number | 'computed';
  content?: Value;
  /** The content is one that must not be there. */
  forbids?: boolean;
  disabled?: Span;
  every?: number;
  timeout?: number;
}

/** What a web test looks at. It tells nobody by itself: an alert rule reads its outcome. */
export function webTestCheck(test: AzureWebTest): Check {
  const { id, format, name, span, request, disabled, every, timeout } = test;
  const url = request === 'unknown' ? undefined : textOf(request.url);
  return {
    kind: 'probe',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: { name: url ?? name.text, keys: hostKeys(url) },
    observes: request === 'unknown' ? { via: 'reference', name: 'the steps of the test', at: span } : webLook(test, request.at, url),
    silence: { is: 'unknown', because: 'it depends on the rule that reads it' },
    timing: { ...(every !== undefined && { every }), ...(timeout !== undefined && { timeout }) },
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { automatic: 'mark', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

function webLook({ status = 200, content, forbids }: AzureWebTest, at: Span, url: string | undefined): HttpObservation {
  const expects = textOf(content);
  return {
    via: 'http',
    at,
    client: 'Azure web test',
    url: url === undefined ? {} : urlOf(url),
    status: status === 0 ? 'ignored' : 'judged',
    body: content === undefined ? { is: 'ignored' } : { is: 'read', expects: expects ?? 'a text', at: isWritten(content) ? content.at : at, ...(forbids === true && { absent: true as const }) },
    limit: 120,
  };
}
