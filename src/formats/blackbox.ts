import { defineFormat } from '../format.ts';
import type { Check, HttpObservation, Item, Leaf, Observation, Span } from '../model/index.ts';
import { booleanAt, entriesAt, get, itemsAt, textAt, type YamlEntry, type YamlNode } from '../syntax/yaml.ts';
import { goDuration } from './common/container-health.ts';
import { spanOf } from './common/written.ts';

/**
 * Modules of the blackbox exporter: how a probe looks. At what, a scrape configuration says, and an alert on `probe_success`
 * says it to people.
 */
export default defineFormat({
  id: 'blackbox',
  title: 'Blackbox exporter modules',
  docs: 'https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md',
  globs: ['**/*.{yml,yaml}'],
  sign: /\bprober:/,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => modulesIn(root).length > 0),
  *read({ path, yaml }): Iterable<Item> {
    for (const { root } of yaml().documents) {
      for (const { module, of } of modulesIn(root)) yield checkOf(module, of, path);
    }
  },
});

/** The exporter's file, and the values of a chart that carry it below `config`. */
function modulesIn(root: YamlNode | null): { module: YamlEntry; of: YamlEntry[] }[] {
  for (const node of [root, get(root, 'config'), get(root, 'prometheus-blackbox-exporter', 'config')]) {
    const of = entriesAt(node, 'modules').filter(({ value }) => PROBERS.has(textAt(value, 'prober') ?? ''));
    if (of.length > 0) return of.map((module) => ({ module, of }));
  }
  return [];
}

const PROBERS = new Set(['http', 'tcp', 'icmp', 'dns', 'grpc', 'unix', 'websocket']);

function checkOf({ key, value }: YamlEntry, of: readonly YamlEntry[], path: string): Check {
  const timeout = goDuration(textAt(value, 'timeout') ?? null);
  return {
    kind: 'probe',
    id: `blackbox:${key.text}${of.find((other) => other.key.text === key.text)?.key === key ? '' : '#2'}`,
    name: key.text,
    format: 'blackbox',
    span: { path, start: key.start, end: value.end },
    at: spanOf(key, path),
    target: { name: 'what the module is pointed at', keys: [] },
    observes: observe(value, spanOf(value.start >= key.start ? value : key, path), path),
    silence: { is: 'unknown', because: 'it depends on the alert that reads it' },
    timing: timeout === undefined ? {} : { timeout },
    state: { is: 'enabled' },
    response: { automatic: 'mark', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

function observe(module: YamlNode, at: Span, path: string): Observation {
  const prober = textAt(module, 'prober');
  const settings = get(module, prober ?? '');
  switch (prober) {
    case 'http':
      return httpLook(settings, at, path);
    case 'icmp':
      return { via: 'ping', at };
    case 'dns':
      return dnsLook(settings, at);
    case 'grpc':
      return { via: 'grpc', at };
    default:
      return tcpLook(settings, at);
  }
}

function firstText(node: YamlNode | undefined, key: string, path: string): { text: string; at: Span } | undefined {
  const [first] = itemsAt(node, key);
  return first?.is === 'scalar' ? { text: first.text, at: spanOf(first, path) } : undefined;
}

function httpLook(http: YamlNode | undefined, at: Span, path: string): HttpObservation {
  const codes = itemsAt(http, 'valid_status_codes').flatMap((item) => (item.is === 'scalar' ? Number(item.text) : []));
  const cel = get(http, 'fail_if_body_json_not_matches_cel');
  const wanted = firstText(http, 'fail_if_body_not_matches_regexp', path) ?? (cel?.is === 'scalar' ? { text: cel.text, at: spanOf(cel, path) } : undefined);
  const forbidden = firstText(http, 'fail_if_body_matches_regexp', path);
  const read = wanted ?? forbidden;
  const codesNode = get(http, 'valid_status_codes');
  const takesErrors = codes.some((code) => code >= 500);
  return {
    via: 'http',
    at: takesErrors && codesNode ? spanOf(codesNode, path) : at,
    client: 'blackbox exporter',
    url: {},
    status: takesErrors ? 'ignored' : 'judged',
    body: read ? { is: 'read', expects: read.text, at: read.at, ...(!wanted && { absent: true as const }) } : { is: 'ignored' },
    limit: 120,
  };
}

/** With TLS the certificate is looked at too: https://github.com/prometheus/blackbox_exporter/blob/master/prober/tcp.go */
function tcpLook(tcp: YamlNode | undefined, at: Span): Observation {
  const expects = itemsAt(tcp, 'query_response').flatMap((step) => textAt(step, 'expect') ?? textAt(step, 'expect_bytes') ?? [])[0];
  const look: Leaf = { via: 'tcp', at, ...(expects !== undefined && { expects }) };
  return booleanAt(tcp, 'tls') === true && booleanAt(tcp, 'tls_config', 'insecure_skip_verify') !== true ? { via: 'any-red', of: [look, { via: 'certificate', at }], at } : look;
}

/** An empty answer passes all rules but those that ask for a match: https://github.com/prometheus/blackbox_exporter/blob/master/prober/dns.go */
function dnsLook(dns: YamlNode | undefined, at: Span): Leaf {
  const [pattern] = itemsAt(dns, 'validate_answer_rrs', 'fail_if_none_matches_regexp');
  const [other] = itemsAt(dns, 'validate_answer_rrs', 'fail_if_not_matches_regexp');
  const expects = [pattern, other].find((node) => node?.is === 'scalar');
  return { via: 'dns', at, ...(expects?.is === 'scalar' && { expects: expects.text }) };
}
