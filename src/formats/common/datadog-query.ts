import { holds, type Comparator, type Comparison, type Matcher, type MetricObservation, type Observation, type Selector } from '../../model/index.ts';
import type { Written } from './written.ts';

/**
 * What a monitor's query looks at. Datadog has a language a kind of monitor: metrics, service checks, searches of logs and
 * events, other monitors: https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function observeQuery(query: Written, type: string | undefined): Observation {
  if (type === 'composite' || COMPOSITE.test(query.text)) return compositeObservation(query);
  const serviceCheck = SERVICE_CHECK.exec(query.text)?.[1];
  if (serviceCheck !== undefined) return serviceObservation(serviceCheck, query);
  const search = SEARCH.exec(query.text);
  if (search) return searchObservation(query, search[1] ?? '', search[2] ?? '');
  return metricObservation(query);
}

/** Numbers of monitors and operators between them. */
const COMPOSITE = /^[\s()!]*\d+(?:[\s()!]*(?:&&|\|\|)[\s()!]*\d+)+[\s()]*$/;
const SERVICE_CHECK = /^\s*"([\w.-]+)"\.over\(/;
const SEARCH = /^\s*(?:formula\("[^"]*"\)\s*)?([a-z][\w-]*)\(\s*"((?:[^"\\]|\\.)*)"\s*\)\s*\./i;

/** `1 && !2 || 3`; parentheses are rare and leave it open which monitor decides. */
function compositeObservation({ text, part }: Written): Observation {
  const at = part(0, text.length);
  let offset = 0;
  const alternatives = text.split('||').map((alternative): Observation => {
    const start = offset;
    offset += alternative.length + 2;
    const parts = [...alternative.matchAll(/(!?)(?:(?<!\s)\s+)?(\d+)/g)].map((match): Observation => {
      const place = part(start + match.index, start + match.index + match[0].length);
      const of: Observation = { via: 'reference', name: `monitor ${match[2] ?? ''}`, at: place };
      return match[1] === '!' ? { via: 'inverted', of, at: place } : of;
    });
    return one(parts, 'all-red', at);
  });
  return one(alternatives, 'any-red', at);
}

function one(parts: Observation[], via: 'all-red' | 'any-red', at: Observation['at']): Observation {
  const [first] = parts;
  return first && parts.length === 1 ? first : { via, of: parts, at };
}

/** What the agent's checks ask: https://docs.datadoghq.com/integrations/ lists the service checks of each. */
function serviceObservation(name: string, query: Written): Observation {
  const at = query.part(0, query.text.length);
  switch (name) {
    case 'http.can_connect':
      // The check judges the status by `http_response_status_code`, 1xx to 3xx by default.
      return { via: 'http', at, client: 'Datadog agent', url: {}, status: 'judged', body: { is: 'ignored' } };
    case 'http.ssl_cert':
      return { via: 'certificate', at };
    case 'tcp.can_connect':
      return { via: 'tcp', at };
    case 'process.up':
    case 'datadog.agent.up':
      return { via: 'process', at, ...(name === 'datadog.agent.up' && { name: 'datadog-agent' }) };
    default:
      return { ...facts(query), understood: false, reads: [{ metric: name, matchers: scopeOf(OVER.exec(query.text)?.[1] ?? ''), at }] };
  }
}

const OVER = /\.over\(([^()]*)\)/;

/** `logs("status:error").index("*").rollup("count").last("5m") > 10`, and events, traces, processes, budgets alike. */
function searchObservation(query: Written, source: string, search: string): Observation {
  const at = query.part(0, query.text.length);
  const comparison = comparisonOf(query);
  const matchers = [...search.matchAll(/(?<![\w.-])(-?)@?([\w.-]+):("[^"]*"|[^\s()"\\]+)/g)].map(
    ([, minus, label = '', value = '']): Matcher => ({ label, operator: minus === '-' ? '!=' : '=', value: value.replaceAll('"', '') }),
  );
  if (source.startsWith('process') && comparison && holds(0, comparison.operator, comparison.threshold ?? 0)) return { via: 'process', at };
  return { ...facts(query), reads: [{ metric: source, matchers, at }], functions: ['count'], ...(comparison && { comparison }), understood: comparison !== undefined };
}

/** A metric and its scope: `avg:system.cpu.user{env:prod}`. */
const SERIES = /(?<![\w.])(?:(avg|sum|min|max|count|p\d+):)?([A-Za-z][\w.]*)\{([^{}]*)\}/g;

/** `avg(last_5m):avg:system.cpu.user{env:prod} by {host} > 90` */
function metricObservation(query: Written): MetricObservation {
  const { text, part } = query;
  const series = [...text.matchAll(SERIES)].filter(([, , name]) => name !== 'by');
  const reads = series.map((match): Selector => ({ metric: match[2] ?? '', matchers: scopeOf(match[3] ?? ''), at: part(match.index, match.index + match[0].length) }));
  const found = comparisonOf(query);
  const comparison = found && hasOffset(text) ? { ...found, threshold: null } : found;
  const fallback = text.includes('default_zero(') ? 0 : undefined;
  return {
    ...facts(query),
    reads,
    functions: functionsOf(text, series[0]?.[1]),
    ...(comparison && { comparison }),
    ...(fallback !== undefined && { fallback }),
    ...(/\.as_(?:count|rate)\(\)/.test(text) && reads.length === 1 && !MOVES.test(text) && { bounds: { least: 0 } }),
    ratio: reads.length > 1 && withoutScopes(text).includes('/'),
    understood: reads.length > 0 && comparison !== undefined,
  };
}

/** Functions whose result may be below 0 although what they are of is not. */
const MOVES = /\b(?:change|pct_change|diff|monotonic_diff|derivative|anomalies|forecast|outliers|log2|log10)\(/;

function facts({ text, part }: Written): MetricObservation {
  return { via: 'metric', at: part(0, text.length), language: 'datadog', expression: text, reads: [], functions: [], age: false, ratio: false, absence: false, understood: true };
}

function withoutScopes(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '').replace(/"[^"]*"|'[^']*'/g, '');
}

/** Something is added to the metric, or it is taken from something. */
function hasOffset(text: string): boolean {
  return /\)\s*[-+]|[-+]\s*\(|\s[-+]\s|\s\*\s/.test(withoutScopes(text).replace(/(?<![<>=!])[<>=!]+\s*-?[\d.]+\s*$/, ''));
}

/** Outermost first; counters of Datadog are given as a rate or as an increase. */
function functionsOf(text: string, aggregation: string | undefined): string[] {
  const head = text.slice(0, text.search(/\{/) + 1);
  const named = [...head.matchAll(/(?<![a-z_0-9])([a-z_0-9]+)\(/g)].map(([, name = '']) => name).filter((name) => name !== 'last');
  const grows = text.includes('.as_rate()') ? ['rate'] : text.includes('.as_count()') ? ['increase'] : [];
  const percentile = aggregation !== undefined && /^p\d+$/.test(aggregation) ? ['histogram_quantile'] : [];
  return [...named, ...percentile, ...(aggregation === undefined || percentile.length > 0 ? [] : [aggregation]), ...grows];
}

function comparisonOf({ text, part }: Written): Comparison | undefined {
  const match = /(>=|<=|==|!=|>|<)(?=[^<>=!]*$)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)?[^<>=!]*$/i.exec(text);
  if (!match) return undefined;
  return { operator: match[1] as Comparator, threshold: match[2] === undefined ? null : Number(match[2]), at: part(match.index, text.trimEnd().length) };
}

/** `env:prod,!host:x,name:a*`; groups of a boolean scope are left out. */
function scopeOf(text: string): Matcher[] {
  return text.split(/,|\bAND\b/i).flatMap((part): Matcher[] => {
    const [, not = '', label = '', value = ''] = /^\s*"?(!?)([\w./-]+):([^\s()"$]+)"?\s*$/.exec(part) ?? [];
    if (label === '') return [];
    const isPattern = value.includes('*');
    const operator = not === '' ? (isPattern ? '=~' : '=') : isPattern ? '!~' : '!=';
    return [{ label, operator, value: isPattern ? value.replaceAll('*', '.*') : value }];
  });
}
