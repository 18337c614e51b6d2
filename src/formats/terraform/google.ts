import type { Item } from '../../model/index.ts';
import { entriesOf, type CloudProperties } from '../common/cloud-value.ts';
import { policyCheck, uptimeCheck, type GoogleCondition, type ParsePromql } from '../common/google.ts';
import { isWritten } from '../common/written.ts';
import type { Resource, Translate } from './resource.ts';
import { blockAt, blocksAt, booleanAt, fieldsAt, given, headOf, namesAt, numberAt, placeWhere, secondsAt, textAt, textsAt, valueAt } from './written.ts';

const KINDS: Record<string, GoogleCondition['kind']> = {
  condition_threshold: 'threshold',
  condition_absent: 'absent',
  condition_monitoring_query_language: 'mql',
  condition_prometheus_query_language: 'promql',
  condition_matched_log: 'log',
  condition_sql: 'other',
};

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/monitoring_alert_policy */
export function policyTranslation(parsePromql: ParsePromql): Translate {
  return function* (resource): Generator<Item> {
    const { id, span, properties } = resource;
    const documentation = blockAt(properties, 'documentation');
    yield policyCheck(
      {
        id,
        format: resource.format,
        name: headOf(resource, 'display_name'),
        span,
        conditions: blocksAt(properties, 'conditions').flatMap((condition) => conditionOf(condition, resource)),
        channels: namesAt(properties, 'notification_channels'),
        documentation: valueAt(documentation, 'content'),
        subject: valueAt(documentation, 'subject'),
        links: blocksAt(documentation, 'links').flatMap((link) => {
          const url = valueAt(link, 'url');
          return isWritten(url) ? { title: textAt(link, 'display_name') ?? '', url } : [];
        }),
        severity: valueAt(properties, 'severity'),
        labels: fieldsAt(properties, 'user_labels'),
        prompts: textsAt(blockAt(properties, 'alert_strategy'), 'notification_prompts').map(({ text }) => text),
        ...given({ combiner: textAt(properties, 'combiner'), disabled: placeWhere(properties, 'enabled', false) }),
      },
      parsePromql,
    );
  };
}

function conditionOf(condition: CloudProperties, { at: head }: Resource): GoogleCondition[] {
  const name = Object.keys(KINDS).find((kind) => condition.has(kind));
  const inner = name === undefined ? undefined : blockAt(condition, name);
  if (name === undefined || !inner) return [];
  const aggregations = blocksAt(inner, 'aggregations');
  const words = (key: string): string[] => aggregations.flatMap((aggregation) => textAt(aggregation, key) ?? []);
  const denominator = valueAt(inner, 'denominator_filter');
  return [
    {
      kind: KINDS[name] ?? 'other',
      at: (inner.get('filter') ?? inner.get('query'))?.at ?? head,
      query: valueAt(inner, 'filter') ?? valueAt(inner, 'query'),
      aligners: words('per_series_aligner'),
      reducers: words('cross_series_reducer'),
      ...(denominator !== undefined && { denominator }),
      ...(inner.has('threshold_value') && { threshold: numberAt(inner, 'threshold_value') ?? null }),
      ...given({ comparison: textAt(inner, 'comparison'), duration: secondsAt(inner, 'duration'), missing: textAt(inner, 'evaluation_missing_data') }),
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/monitoring_uptime_check_config */
export const translateUptime: Translate = function* (resource): Generator<Item> {
  const { id, span, at, properties } = resource;
  const [http, tcp] = [blockAt(properties, 'http_check'), blockAt(properties, 'tcp_check')];
  const labels = entriesOf(blockAt(properties, 'monitored_resource')?.get('labels'));
  yield uptimeCheck({
    id,
    format: resource.format,
    name: headOf(resource, 'display_name'),
    span,
    host: valueAt(labels, 'host'),
    matchers: blocksAt(properties, 'content_matchers').map((matcher) => ({ content: valueAt(matcher, 'content'), at: matcher.get('content')?.at ?? at, ...given({ matcher: textAt(matcher, 'matcher') }) })),
    ...(http && {
      http: {
        at: http.get('path')?.at ?? at,
        path: valueAt(http, 'path'),
        port: valueAt(http, 'port'),
        statuses: blocksAt(http, 'accepted_response_status_codes').flatMap((status) => textAt(status, 'status_class') ?? textAt(status, 'status_value') ?? []),
        ...given({ ssl: booleanAt(http, 'use_ssl') }),
      },
    }),
    ...(tcp && { tcp: { at: tcp.get('port')?.at ?? at, port: valueAt(tcp, 'port') } }),
    ...given({ every: secondsAt(properties, 'period'), timeout: secondsAt(properties, 'timeout'), disabled: placeWhere(properties, 'disabled', true) }),
  });
};
