import { defineFormat } from '../format.ts';
import type { Check, Evidence, Item, MetricObservation, Objective, Selector, Span } from '../model/index.ts';
import type { Expression } from '../syntax/promql.ts';
import { booleanAt, entriesAt, get, itemsAt, textAt, type YamlNode } from '../syntax/yaml.ts';
import { readAnnotations, type Field } from './common/annotations.ts';
import { uniqueIds } from './common/ids.ts';
import { readsOf } from './common/promql.ts';
import { evidenceOf, fieldOf, fieldsAt, spanOf, written, writtenAt, type Written } from './common/written.ts';

type ParsePromql = (text: string) => Expression | null;

/**
 * Service level objectives of Sloth, Pyrra and OpenSLO: a promise to users, with the metrics that tell whether it is kept and
 * the alerts that these tools make of it.
 */
export default defineFormat<ParsePromql>({
  id: 'slo',
  title: 'Service level objectives (Sloth, Pyrra, OpenSLO)',
  docs: 'https://github.com/OpenSLO/OpenSLO',
  globs: ['**/*.{yml,yaml,json}'],
  sign: /prometheus\/v1|PrometheusServiceLevel|ServiceLevelObjective|openslo/i,
  yaml: true,
  parsers: async () => (await import('../syntax/promql.ts')).parsePromql,
  claims: (document) => document.yaml().documents.some(({ root }) => dialectOf(root) !== undefined),
  *read({ path, yaml }, parse): Iterable<Item> {
    const context: Context = { path, parse, idOf: uniqueIds() };
    for (const { root } of yaml().documents) {
      const dialect = root && dialectOf(root);
      if (dialect) yield* READERS[dialect](root, context);
    }
  },
});

interface Context {
  path: string;
  parse: ParsePromql;
  idOf: (id: string) => string;
}

type Dialect = 'sloth' | 'pyrra' | 'openslo';

function dialectOf(root: YamlNode | null): Dialect | undefined {
  const api = textAt(root, 'apiVersion') ?? '';
  const kind = textAt(root, 'kind');
  if (kind === 'PrometheusServiceLevel' || (textAt(root, 'version') === 'prometheus/v1' && itemsAt(root, 'slos').length > 0)) return 'sloth';
  if (api.startsWith('pyrra.dev/') && kind === 'ServiceLevelObjective') return 'pyrra';
  return api.startsWith('openslo') && (kind === 'SLO' || kind === 'AlertPolicy') ? 'openslo' : undefined;
}

const READERS: Record<Dialect, (root: YamlNode, context: Context) => Iterable<Item>> = { sloth: readSloth, pyrra: readPyrra, openslo: readOpenslo };

/** The first that is written of several spellings of a key. */
function either(node: YamlNode | undefined, ...keys: string[]): YamlNode | undefined {
  return keys.map((key) => get(node, key)).find((found) => found !== undefined);
}

/** `{{.window}}` stands for a duration. */
const HOLE = /\{\{[^{}]*\}\}/g;

function readsIn(query: Written | undefined, { parse }: Context): Selector[] {
  if (!query) return [];
  const text = query.text.replace(HOLE, (hole) => '1m'.padEnd(hole.length));
  // A name that a hole ends is no name.
  return readsOf(parse(text), { text, language: 'promql', place: query.part }).filter(({ metric = '' }) => !query.text.includes(`${metric.replace(/1m$/, '')}{{`));
}

function queryAt(node: YamlNode | undefined, { path }: Context, ...keys: string[]): Written | undefined {
  const found = either(node, ...keys);
  return found?.is === 'scalar' ? written(found, path) : undefined;
}

/** https://sloth.dev/specs/default/ and the operator's resource, which writes the same keys in another case. */
function* readSloth(root: YamlNode, context: Context): Iterable<Item> {
  const { path, idOf } = context;
  const spec = get(root, 'spec') ?? root;
  const service = textAt(spec, 'service') ?? '';
  const common = fieldsAt(spec, path, 'labels');
  for (const slo of itemsAt(spec, 'slos')) {
    const name = writtenAt(slo, path, 'name');
    if (!name) continue;
    const sli = get(slo, 'sli');
    const errors = readsIn(queryAt(get(sli, 'events'), context, 'error_query', 'errorQuery') ?? queryAt(get(sli, 'raw'), context, 'error_ratio_query', 'errorRatioQuery'), context);
    const total = readsIn(queryAt(get(sli, 'events'), context, 'total_query', 'totalQuery'), context);
    const labels = [...common, ...fieldsAt(slo, path, 'labels')];
    const objective = objectiveOf({ node: slo, name, service, labels, description: writtenAt(slo, path, 'description'), reads: [...errors, ...total] }, context);
    yield objective;
    const alerting = get(slo, 'alerting');
    for (const severity of ['page', 'ticket'] as const) {
      const alert = either(alerting, `${severity}_alert`, `${severity}Alert`);
      if (!alerting || booleanAt(alert, 'disable') === true) continue;
      const alertName = writtenAt(alerting, path, 'name') ?? name;
      const own: Field = { key: 'sloth_severity', value: severity, at: alertName.at, part: () => alertName.at };
      const all = overridden([...labels, own, ...fieldsAt(alerting, path, 'labels'), ...fieldsAt(alert, path, 'labels')]);
      const texts = overridden([generatedText(service, name), ...fieldsAt(alerting, path, 'annotations'), ...fieldsAt(alert, path, 'annotations')]);
      const span = spanOf(alert?.is === 'map' && alert.start > alerting.start ? alert : alerting, path);
      yield alertOf({ id: idOf(`slo:${service}/${name.text}/${severity}`), name: alertName, span, labels: all, texts, service, errors, total }, context);
    }
  }
}

/** What Sloth itself writes: https://github.com/slok/sloth/blob/main/internal/prometheus/alert_rules.go */
function generatedText(service: string, { text, at, part }: Written): Field {
  return { key: 'summary', value: `${service} ${text} SLO error budget burn rate is over expected.`, at, part };
}

/** Of fields with the same key the last one counts. */
function overridden(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.key, field])).values()];
}

interface Pledge {
  node: YamlNode;
  name: Written;
  service: string;
  labels: readonly Field[];
  description: Written | undefined;
  reads: Selector[];
}

function objectiveOf({ node, name, service, labels, description, reads }: Pledge, { path, idOf }: Context): Objective {
  const { owner } = readAnnotations(labels, []).audience;
  return {
    kind: 'objective',
    id: idOf(`slo:${service === '' ? '' : `${service}/`}${name.text}`),
    name: name.text,
    ...(service !== '' && { service }),
    ...(owner && { owner }),
    ...(description && description.text.trim() !== '' && { impact: evidenceOf(description) }),
    reads,
    span: spanOf(node, path),
    at: name.at,
  };
}

interface BurnAlert {
  id: string;
  name: Written;
  span: Span;
  labels: readonly Field[];
  texts: readonly Field[];
  service: string;
  errors: Selector[];
  total: Selector[];
}

/** An alert that a tool makes of an objective: too much of the budget is spent. */
function alertOf({ id, name, span, labels, texts, service, errors, total }: BurnAlert, { path }: Context): Check {
  const { response, audience } = readAnnotations(labels, texts);
  return {
    kind: 'alert',
    id,
    name: name.text,
    format: 'slo',
    span,
    at: name.at,
    target: { name: service === '' ? name.text : `service ${service}`, keys: service === '' ? [] : [`service:${service}`] },
    observes: burnOf(errors, total, { path, start: name.at.start, end: name.at.end }),
    silence: { is: 'by-query', because: 'the rules that are made of it decide what missing data means' },
    timing: {},
    state: { is: 'enabled' },
    response,
    audience: { ...audience, system: 'alertmanager' },
    labels: routingLabels(name.text, labels),
  };
}

function routingLabels(alertname: string, labels: readonly Field[]): Record<string, string | null> {
  const known: Record<string, string | null> = { alertname };
  for (const { key, value } of labels) known[key] = value.includes('{{') ? null : value;
  return known;
}

/** The share of bad events, compared with what the budget allows. */
function burnOf(errors: Selector[], total: Selector[], at: Span): MetricObservation {
  return {
    via: 'metric',
    at,
    language: 'promql',
    expression: '',
    reads: [...errors, ...total],
    functions: ['rate'],
    comparison: { operator: '>', threshold: null, at },
    age: false,
    ratio: true,
    absence: false,
    understood: errors.length > 0,
  };
}

/** https://github.com/pyrra-dev/pyrra#usage: labels with its prefix go to the alerts without it. */
const PYRRA = 'pyrra.dev/';

function* readPyrra(root: YamlNode, context: Context): Iterable<Item> {
  const { path, idOf } = context;
  const name = writtenAt(root, path, 'metadata', 'name');
  if (!name) return;
  const spec = get(root, 'spec');
  const indicator = get(spec, 'indicator');
  const metric = (kind: string, part: string): Selector[] => readsIn(writtenAt(indicator, path, kind, part, 'metric'), context);
  const errors = [...metric('ratio', 'errors'), ...readsIn(writtenAt(indicator, path, 'bool_gauge', 'metric'), context)];
  const total = [...metric('ratio', 'total'), ...metric('latency', 'success'), ...metric('latency', 'total'), ...metric('latency_native', 'total')];
  const labels = fieldsAt(root, path, 'metadata', 'labels').map((field) => ({ ...field, key: field.key.replace(PYRRA, '') }));
  const service = labels.find(({ key }) => key === 'service')?.value ?? '';
  yield objectiveOf({ node: root, name, service, labels, description: writtenAt(spec, path, 'description'), reads: [...errors, ...total] }, context);
  if (booleanAt(spec, 'alerting', 'disabled') === true || booleanAt(spec, 'alerting', 'burnrates') === false) return;
  const texts = fieldsAt(root, path, 'metadata', 'annotations').flatMap((field) => (field.key.startsWith(PYRRA) ? { ...field, key: field.key.slice(PYRRA.length) } : []));
  const description = writtenAt(spec, path, 'description');
  const all = [...(description ? [fieldOf('description', description)] : []), ...texts];
  const alertName = writtenAt(spec, path, 'alerting', 'name') ?? name;
  yield alertOf({ id: idOf(`slo:${name.text}/alert`), name: alertName, span: spanOf(root, path), labels, texts: all, service, errors, total }, context);
}

/** https://github.com/OpenSLO/OpenSLO#specification */
function* readOpenslo(root: YamlNode, context: Context): Iterable<Item> {
  const { path } = context;
  const name = writtenAt(root, path, 'metadata', 'displayName') ?? writtenAt(root, path, 'metadata', 'name');
  if (!name) return;
  const spec = get(root, 'spec');
  const labels = [...fieldsAt(root, path, 'metadata', 'labels'), ...fieldsAt(root, path, 'metadata', 'annotations')];
  if (textAt(root, 'kind') === 'AlertPolicy') {
    yield policyOf(root, name, labels, context);
    return;
  }
  const reads = queriesBelow(get(spec, 'indicator'), path).concat(itemsAt(spec, 'objectives').flatMap((objective) => queriesBelow(objective, path)));
  yield objectiveOf({ node: root, name, service: textAt(spec, 'service') ?? '', labels, description: writtenAt(spec, path, 'description'), reads: reads.flatMap((query) => readsIn(query, context)) }, context);
}

/** Queries of an indicator, whatever source they are for; those that are not PromQL read as nothing. */
function queriesBelow(node: YamlNode | undefined, path: string): Written[] {
  if (node?.is === 'seq') return node.items.flatMap((item) => queriesBelow(item, path));
  return entriesAt(node).flatMap(({ key, value }) => (key.text === 'query' && value.is === 'scalar' ? written(value, path) : queriesBelow(value, path)));
}

/** An alert policy tells the targets that it names, here or by reference. */
function policyOf(root: YamlNode, name: Written, labels: readonly Field[], { path, idOf }: Context): Check {
  const spec = get(root, 'spec');
  const description = writtenAt(spec, path, 'description');
  const recipients = itemsAt(spec, 'notificationTargets').flatMap((target): Evidence[] => {
    const named = writtenAt(target, path, 'targetRef') ?? writtenAt(target, path, 'metadata', 'name') ?? writtenAt(target, path, 'spec', 'target');
    return named ? [evidenceOf(named)] : [];
  });
  const read = readAnnotations(labels, description ? [fieldOf('description', description)] : []);
  return {
    kind: 'alert',
    id: idOf(`slo:${name.text}`),
    name: name.text,
    format: 'slo',
    span: spanOf(root, path),
    at: name.at,
    target: { name: 'the objectives that name it', keys: [] },
    observes: { via: 'reference', name: 'the objectives that name it', at: name.at },
    silence: booleanAt(spec, 'alertWhenNoData') === true ? { is: 'red', because: '`alertWhenNoData` is on' } : { is: 'green', because: '`alertWhenNoData` is off' },
    timing: {},
    state: booleanAt(spec, 'alertWhenBreaching') === false ? { is: 'disabled', at: spanOf(get(spec, 'alertWhenBreaching') ?? root, path) } : { is: 'enabled' },
    response: read.response,
    audience: { ...read.audience, recipients },
  };
}
