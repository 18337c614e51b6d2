import type { Document } from '../document.ts';
import { defineFormat } from '../format.ts';
import type { Check, Fill, Item, Recording, Selector, Span, Timing } from '../model/index.ts';
import { fillsIn } from '../syntax/go-template.ts';
import { placesOf, type Places } from '../syntax/places.ts';
import type { Expression } from '../syntax/promql.ts';
import { entriesAt, get, parseYaml, textAt, type YamlMap, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import { readAnnotations, type Field } from './common/annotations.ts';
import { uniqueIds } from './common/ids.ts';
import { targetOf } from './common/metric-target.ts';
import { labelsOf } from './common/promql-labels.ts';
import { addProspects } from './common/promql-prospects.ts';
import { observe, readsOf, type Query } from './common/promql.ts';

interface Parsers {
  parsePromql: (text: string) => Expression | null;
  parseLogql: (text: string) => Expression | null;
  looksLikeLogql: (text: string) => boolean;
  durationOf: (text: string) => number | undefined;
}

/** Loki's name, or braces without a metric before them: every query for logs begins with a selector of labels alone. */
const MAY_BE_LOGS = /loki|[\s(,"'|>]\{\s*\w+\s*(?:=|!=|!~)/i;
const NO_LOGS: Pick<Parsers, 'parseLogql' | 'looksLikeLogql'> = { parseLogql: () => null, looksLikeLogql: () => false };

const SIGN = /(?:alert|record)(?:["']\s*:|\s*:\s)/;

/**
 * Rule files of Prometheus and of what reads the same: Mimir, Thanos, Loki and VictoriaMetrics, the operators' resources,
 * ConfigMaps that hold such files, and values files that carry groups at any depth.
 */
export default defineFormat<Parsers>({
  id: 'prometheus',
  title: 'Prometheus rules',
  docs: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  globs: ['**/*.{yml,yaml,json,rules,rule,alerts,alert}'],
  sign: SIGN,
  yaml: true,
  claims: (document) => sources(document).some(({ groups }) => groups.length > 0),
  parsers: async ({ text }) => ({ ...(await import('../syntax/promql.ts')), ...(MAY_BE_LOGS.test(text) ? await import('../syntax/logql.ts') : NO_LOGS) }),
  *read(document, parsers): Iterable<Item> {
    const idOf = uniqueIds();
    for (const source of sources(document)) {
      const context = { ...source, idOf, parsers };
      for (const group of source.groups) {
        for (const rule of group.rules) yield* ruleItems(rule, group, context);
      }
    }
  },
});

/** A text with rules in it: the file, or a block of it. */
interface Source {
  text: string;
  place: (start: number, end: number) => Span;
  /** Its queries are for Loki. */
  logs: boolean;
  groups: Group[];
}

interface Group {
  name: string;
  interval: string | undefined;
  rules: YamlMap[];
}

interface Context extends Source {
  idOf: (id: string) => string;
  parsers: Parsers;
}

/** Claiming a document asks for its rules, and so does reading it. */
const known = new WeakMap<Document, Source[]>();

function sources(document: Document): Source[] {
  const remembered = known.get(document) ?? sourcesOf(document);
  known.set(document, remembered);
  return remembered;
}

function sourcesOf(document: Document): Source[] {
  const { path, text } = document;
  return document.yaml().documents.flatMap(({ root }) => {
    if (!root) return [];
    const place = (start: number, end: number): Span => ({ path, start, end });
    const logs = textAt(root, 'kind') === 'LokiRule' || (textAt(root, 'apiVersion')?.startsWith('loki.') ?? false);
    const found: { groups: Group[]; blocks: YamlScalar[] } = { groups: [], blocks: [] };
    collect(root, '', found, new Set());
    return [{ text, place, logs, groups: found.groups }, ...found.blocks.flatMap((block) => embedded(block, place))];
  });
}

/** Gathers groups at any depth, and the blocks of ConfigMaps that may hold rule files. */
function collect(node: YamlNode, name: string, found: { groups: Group[]; blocks: YamlScalar[] }, seen: Set<YamlNode>): void {
  if (node.is === 'scalar' || seen.has(node)) return;
  seen.add(node);
  if (node.is === 'seq') {
    for (const item of node.items) collect(item, name, found, seen);
    return;
  }
  const rules = get(node, 'rules');
  const own = rules?.is === 'seq' ? rules.items.filter(isRule) : [];
  if (own.length > 0) {
    found.groups.push({ name: textAt(node, 'name') ?? name, interval: textAt(node, 'interval'), rules: own });
    return;
  }
  const isConfigMap = textAt(node, 'kind') === 'ConfigMap';
  for (const { key, value } of node.entries) {
    if (isConfigMap && key.text === 'data') found.blocks.push(...entriesAt(value).flatMap((entry) => (entry.value.is === 'scalar' ? entry.value : [])));
    else collect(value, key.text, found, seen);
  }
}

function isRule(node: YamlNode): node is YamlMap {
  return node.is === 'map' && get(node, 'expr')?.is === 'scalar' && (get(node, 'alert') ?? get(node, 'record'))?.is === 'scalar';
}

/** The rules of a file within the file; its positions are those of the outer file. */
function embedded(block: YamlScalar, outerPlace: Source['place']): Source[] {
  if (!SIGN.test(block.text)) return [];
  const places = placesOf(block);
  const place = (start: number, end: number): Span => (places ? outerPlace(places(start), end > start ? places(end - 1) + 1 : places(start)) : outerPlace(block.start, block.end));
  return parseYaml(block.text).documents.flatMap(({ root }) => {
    const found: { groups: Group[]; blocks: YamlScalar[] } = { groups: [], blocks: [] };
    if (root) collect(root, '', found, new Set());
    return [{ text: block.text, place, logs: false, groups: found.groups }];
  });
}

function* ruleItems(rule: YamlMap, group: Group, context: Context): Generator<Item> {
  const expression = get(rule, 'expr');
  if (expression?.is !== 'scalar') return;
  const { query, tree } = readQuery(expression, context);
  const alert = get(rule, 'alert');
  if (alert?.is === 'scalar') yield checkOf(alert, rule, group, { query, tree }, context);
  const record = get(rule, 'record');
  if (record?.is === 'scalar') yield recordingOf(record, rule, group, readsOf(tree, query), context);
}

/** Outside of quotes an ERB template fills in a number; until then it is no number in particular. */
const PLACEHOLDER = /"[^"]*"|'[^']*'|<%=[^%]*%>/g;

/** A query and its tree, which is null where it could not be read. */
interface Read {
  query: Query;
  tree: Expression | null;
}

function readQuery(scalar: YamlScalar, { place, logs, parsers }: Context): Read {
  const { text } = scalar;
  const places = placesOf(scalar);
  const filled = text.includes('<%=') ? text.replace(PLACEHOLDER, (found) => (found.startsWith('<') ? 'NaN'.padEnd(found.length) : found)) : text;
  const promql = logs ? null : parsers.parsePromql(filled);
  const logql = promql === null && (logs || parsers.looksLikeLogql(filled)) ? parsers.parseLogql(filled) : null;
  const query: Query = {
    text,
    language: logql ? 'logql' : 'promql',
    place: (start, end) => (places && end > start ? place(places(start), places(end - 1) + 1) : place(scalar.start, scalar.end)),
  };
  return { query, tree: promql ?? logql };
}

function checkOf(alert: YamlScalar, rule: YamlMap, group: Group, { query, tree }: Read, context: Context): Check {
  const { place } = context;
  const name = alert.text;
  const labels = fieldsOf(rule, 'labels', context);
  const annotations = fieldsOf(rule, 'annotations', context);
  const observes = observe(tree, query);
  if (tree && query.language === 'promql') addProspects(observes, tree, query, context.parsers.durationOf);
  const { response, audience } = readAnnotations(labels, annotations);
  const fills: Fill[] = [];
  for (const field of annotations) addFills(field, fills);
  for (const field of labels) addFills(field, fills);
  if (fills.length > 0) response.fills = fills;
  audience.system = 'alertmanager';
  const check: Check = {
    kind: 'alert',
    id: context.idOf(`prometheus:${group.name}/${name}`),
    name,
    format: 'prometheus',
    span: place(rule.start, trimmedEnd(context.text, rule)),
    at: place(alert.start, alert.end),
    target: targetOf(observes),
    observes,
    silence: { is: 'by-query', because: 'the query decides what missing data means' },
    timing: timingOf(rule, group, context),
    state: { is: 'enabled' },
    response,
    audience,
    labels: routingLabels(name, labels),
  };
  // Stages of a log pipeline make labels that the tree does not show.
  const given = tree && query.language === 'promql' ? labelsOf(tree) : undefined;
  if (given && (given.is === 'only' || given.names.length > 0)) check.given = given;
  return check;
}

function addFills(field: Field, fills: Fill[]): void {
  const { key } = field;
  for (const { is, label, guarded, start, end } of fillsIn(field.value)) {
    const at = field.part(start, end);
    fills.push(label === undefined ? { is, key, guarded, at } : { is, label, key, guarded, at });
  }
}

/** A label with a template gets its value when the alert fires. */
function routingLabels(alertname: string, labels: readonly Field[]): Record<string, string | null> {
  const known: Record<string, string | null> = { alertname };
  for (const { key, value } of labels) known[key] = value.includes('{{') ? null : value;
  return known;
}

function recordingOf(record: YamlScalar, rule: YamlMap, group: Group, reads: Selector[], { text, place, idOf }: Context): Recording {
  return {
    kind: 'recording',
    id: idOf(`prometheus:${group.name}/${record.text}`),
    metric: record.text,
    span: place(rule.start, trimmedEnd(text, rule)),
    at: place(record.start, record.end),
    reads,
  };
}

/** The global evaluation interval stands in another file, so without the group's own it is not known. */
function timingOf(rule: YamlMap, { interval }: Group, { place, parsers }: Context): Timing {
  const hold = get(rule, 'for');
  const seconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : parsers.durationOf(text));
  const [every, holds, lingers] = [seconds(interval), seconds(textAt(rule, 'for')), seconds(textAt(rule, 'keep_firing_for'))];
  const timing: Timing = {};
  if (every !== undefined) timing.every = every;
  if (holds !== undefined) timing.holds = holds;
  if (lingers !== undefined) timing.lingers = lingers;
  if (hold && holds !== undefined) timing.at = place(hold.start, hold.end);
  return timing;
}

function fieldsOf(rule: YamlMap, key: 'labels' | 'annotations', context: Context): Field[] {
  const fields: Field[] = [];
  for (const { key: name, value } of entriesAt(rule, key)) if (value.is === 'scalar') fields.push(new WrittenField(name.text, value, context));
  return fields;
}

/** A class only so that the places of a hundred thousand fields are worked out for the few that are asked for theirs. */
class WrittenField implements Field {
  readonly key: string;
  readonly value: string;
  private readonly scalar: YamlScalar;
  private readonly context: Context;
  private places: Places | null | undefined;

  constructor(key: string, scalar: YamlScalar, context: Context) {
    this.key = key;
    this.value = scalar.text;
    this.scalar = scalar;
    this.context = context;
    this.places = undefined;
  }

  get at(): Span {
    const { text, place } = this.context;
    return place(trimmedStart(text, this.scalar), trimmedEnd(text, this.scalar));
  }

  part(start: number, end: number): Span {
    if (this.places === undefined) this.places = placesOf(this.scalar);
    return this.places && end > start ? this.context.place(this.places(start), this.places(end - 1) + 1) : this.at;
  }
}

/** A block scalar begins with its indent and ends with its line break; neither is worth underlining. */
function trimmedStart(source: string, { start, end }: YamlNode): number {
  let at = start;
  while (at < end && source.charCodeAt(at) <= SPACE) at += 1;
  return at;
}

function trimmedEnd(source: string, { start, end }: YamlNode): number {
  let at = end;
  while (at > start && source.charCodeAt(at - 1) <= SPACE) at -= 1;
  return at;
}

const SPACE = 32;
