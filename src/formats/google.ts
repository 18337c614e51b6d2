import { defineFormat } from '../format.ts';
import type { Item, Span } from '../model/index.ts';
import { booleanAt, get, itemsAt, numberAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { policyCheck, uptimeCheck, type GoogleCondition, type ParsePromql } from './common/google.ts';
import { uniqueIds } from './common/ids.ts';
import { fieldsAt, spanOf, written, writtenAt, type Written } from './common/written.ts';

/**
 * Alert policies and uptime checks of Google Cloud as its API and `gcloud` take them, in JSON or YAML; a list, or one below
 * `alertPolicies` or `uptimeCheckConfigs`, holds several.
 */
export default defineFormat<ParsePromql>({
  id: 'google',
  title: 'Google Cloud alert policies and uptime checks',
  docs: 'https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies',
  globs: ['**/*.{json,yml,yaml}'],
  sign: /\bcondition(?:Threshold|Absent|MonitoringQueryLanguage|PrometheusQueryLanguage|MatchedLog|Sql)\b|\bmonitoredResource\b/,
  yaml: true,
  parsers: async () => (await import('../syntax/promql.ts')).parsePromql,
  claims: (document) => document.yaml().documents.some(({ root }) => definitionsIn(root).length > 0),
  *read({ path, yaml }, parsePromql): Iterable<Item> {
    const idOf = uniqueIds();
    for (const { root } of yaml().documents) {
      for (const node of definitionsIn(root)) yield isPolicy(node) ? readPolicy(node, path, idOf, parsePromql) : readUptime(node, path, idOf);
    }
  },
});

type IdOf = (id: string) => string;

function definitionsIn(root: YamlNode | null): YamlMap[] {
  if (!root) return [];
  const listed = root.is === 'seq' ? root.items : [...itemsAt(root, 'alertPolicies'), ...itemsAt(root, 'uptimeCheckConfigs')];
  return (listed.length > 0 ? listed : [root]).filter((node): node is YamlMap => node.is === 'map' && (isPolicy(node) || isUptime(node)));
}

function isPolicy(node: YamlMap): boolean {
  return itemsAt(node, 'conditions').some((condition) => condition.is === 'map' && condition.entries.some(({ key }) => key.text in KINDS));
}

function isUptime(node: YamlMap): boolean {
  return get(node, 'displayName') !== undefined && (get(node, 'httpCheck') ?? get(node, 'tcpCheck'))?.is === 'map';
}

const KINDS: Record<string, GoogleCondition['kind']> = {
  conditionThreshold: 'threshold',
  conditionAbsent: 'absent',
  conditionMonitoringQueryLanguage: 'mql',
  conditionPrometheusQueryLanguage: 'promql',
  conditionMatchedLog: 'log',
  conditionSql: 'other',
};

function readPolicy(node: YamlMap, path: string, idOf: IdOf, parsePromql: ParsePromql): Item {
  const name = nameOf(node, path);
  const combiner = textAt(node, 'combiner');
  const enabled = get(node, 'enabled');
  const prompts = itemsAt(node, 'alertStrategy', 'notificationPrompts').flatMap((item) => (item.is === 'scalar' ? item.text : []));
  const check = policyCheck(
    {
      id: idOf(`google:${name.text}`),
      format: 'google',
      name,
      span: spanOf(node, path),
      conditions: itemsAt(node, 'conditions').flatMap((condition) => conditionOf(condition, path)),
      channels: channelsOf(node, path),
      documentation: writtenAt(node, path, 'documentation', 'content'),
      subject: writtenAt(node, path, 'documentation', 'subject'),
      links: itemsAt(node, 'documentation', 'links').flatMap((link) => {
        const url = writtenAt(link, path, 'url');
        return url ? { title: textAt(link, 'displayName') ?? '', url } : [];
      }),
      severity: writtenAt(node, path, 'severity'),
      labels: fieldsAt(node, path, 'userLabels'),
      prompts,
      ...(combiner !== undefined && { combiner }),
      ...(enabled && booleanAt(node, 'enabled') === false && { disabled: spanOf(enabled, path) }),
    },
    parsePromql,
  );
  return { ...check, audience: { ...check.audience, elsewhere: 'channels are named when the policy is created' } };
}

function nameOf(node: YamlMap, path: string): Written {
  const at: Span = spanOf(node, path);
  return writtenAt(node, path, 'displayName') ?? { text: 'unnamed', at, part: () => at };
}

function conditionOf(node: YamlNode, path: string): GoogleCondition[] {
  if (node.is !== 'map') return [];
  const entry = node.entries.find(({ key }) => key.text in KINDS);
  if (!entry) return [];
  const { value } = entry;
  const aggregations = itemsAt(value, 'aggregations');
  const words = (key: string): string[] => aggregations.flatMap((aggregation) => textAt(aggregation, key) ?? []);
  const threshold = get(value, 'thresholdValue');
  const comparison = textAt(value, 'comparison');
  const duration = /^([\d.]+)s$/.exec(textAt(value, 'duration') ?? '')?.[1];
  const missing = textAt(value, 'evaluationMissingData');
  const denominator = writtenAt(value, path, 'denominatorFilter');
  return [
    {
      kind: KINDS[entry.key.text] ?? 'other',
      at: spanOf(value, path),
      query: writtenAt(value, path, 'filter') ?? writtenAt(value, path, 'query'),
      aligners: words('perSeriesAligner'),
      reducers: words('crossSeriesReducer'),
      ...(denominator && denominator.text !== '' && { denominator }),
      ...(threshold && { threshold: numberAt(value, 'thresholdValue') ?? null }),
      ...(comparison !== undefined && { comparison }),
      ...(duration !== undefined && { duration: Number(duration) }),
      ...(missing !== undefined && { missing }),
    },
  ];
}

function readUptime(node: YamlMap, path: string, idOf: IdOf): Item {
  const name = nameOf(node, path);
  const [http, tcp, enabled] = [get(node, 'httpCheck'), get(node, 'tcpCheck'), get(node, 'disabled')];
  const seconds = (key: string): number | undefined => {
    const found = /^([\d.]+)s$/.exec(textAt(node, key) ?? '')?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const [every, timeout, ssl] = [seconds('period'), seconds('timeout'), booleanAt(http, 'useSsl')];
  return uptimeCheck({
    id: idOf(`google:${name.text}`),
    format: 'google',
    name,
    span: spanOf(node, path),
    host: writtenAt(node, path, 'monitoredResource', 'labels', 'host'),
    matchers: itemsAt(node, 'contentMatchers').map((matcher) => {
      const how = textAt(matcher, 'matcher');
      return { content: writtenAt(matcher, path, 'content'), at: spanOf(matcher, path), ...(how !== undefined && { matcher: how }) };
    }),
    ...(http && {
      http: {
        at: spanOf(http, path),
        path: writtenAt(http, path, 'path'),
        port: writtenAt(http, path, 'port'),
        statuses: itemsAt(http, 'acceptedResponseStatusCodes').flatMap((status) => textAt(status, 'statusClass') ?? textAt(status, 'statusValue') ?? []),
        ...(ssl !== undefined && { ssl }),
      },
    }),
    ...(tcp && { tcp: { at: spanOf(tcp, path), port: writtenAt(tcp, path, 'port') } }),
    ...(every !== undefined && { every }),
    ...(timeout !== undefined && { timeout }),
    ...(enabled && booleanAt(node, 'disabled') === true && { disabled: spanOf(enabled, path) }),
  });
}

/** A policy with holes in its name is made whole by a program, which may put in the channels too. */
function channelsOf(policy: YamlNode, path: string): Written[] | 'unknown' {
  const channels = itemsAt(policy, 'notificationChannels').flatMap((item) => (item.is === 'scalar' ? written(item, path) : []));
  return channels.length === 0 && textAt(policy, 'displayName')?.includes('${') ? 'unknown' : channels;
}
