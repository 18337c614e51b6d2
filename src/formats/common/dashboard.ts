import type { Dashboard, Selector, Span } from '../../model/index.ts';
import type { Expression, SeriesSelector } from '../../syntax/promql.ts';
import { betweenVariables, fillVariables, variableNames } from './grafana-variables.ts';
import type { QueryParsers } from './grafana-query.ts';
import { selectorsOf } from './promql-shape.ts';

/** A value of JSON or YAML without its place. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
type JsonMap = Partial<Record<string, Json>>;

/** A dashboard of Grafana as it is kept, under whatever it is wrapped in. */
export interface FoundDashboard {
  title: string;
  /** What it is known by, where it says so. */
  uid?: string;
  content: JsonMap;
}

/**
 * The dashboard in a value, in each of its forms: the plain model, the answer of the API around it, and the resource whose
 * `spec` is the model of the second version. https://grafana.com/docs/grafana/latest/observability-as-code/schema-v2/
 */
export function dashboardIn(value: Json): FoundDashboard | undefined {
  if (!isMap(value)) return undefined;
  const inner = mapAt(value, 'dashboard') ?? (value.kind === 'Dashboard' ? mapAt(value, 'spec') : undefined) ?? value;
  if (!looksLikeDashboard(inner)) return undefined;
  const { title, uid } = inner;
  const known = [uid, mapAt(value, 'metadata')?.name].find((text) => typeof text === 'string' && text !== '');
  return { title: typeof title === 'string' ? title : 'untitled', content: inner, ...(typeof known === 'string' && { uid: known }) };
}

/** Rows or panels, or the elements of the second version, and a word that only a dashboard has beside them. */
function looksLikeDashboard(value: JsonMap): boolean {
  if (mapAt(value, 'elements') && mapAt(value, 'layout')) return true;
  const { panels = value.rows } = value;
  return Array.isArray(panels) && panels.every(isMap) && ['schemaVersion', 'templating', 'timezone', 'annotations', 'refresh', 'editable', 'time'].some((key) => key in value);
}

function mapAt(value: JsonMap, key: string): JsonMap | undefined {
  const inner = value[key];
  return inner !== undefined && isMap(inner) ? inner : undefined;
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a dashboard reads: the queries of its panels, variables and annotations. Its queries have no place of their own: `at` stands for all. */
export function readDashboard({ content }: FoundDashboard, at: Span, parsers: QueryParsers): Pick<Dashboard, 'reads' | 'unread'> {
  const queries = new Set<string>();
  const values = new Map<string, string[]>();
  collect(content, queries, values);
  const reads = new Map<string, Selector>();
  const unread = new Set<string>();
  for (const query of queries) readQuery(query, { parsers, values, at, reads, unread });
  return { reads: [...reads.values()], unread: [...unread] };
}

/** Deeper than rows in panels in rows; a file that is made to be deep is not followed further. */
const DEEPEST = 40;

/** Queries stand under `expr` in every form and version; those of variables under `query` or `definition`. */
function collect(value: Json, queries: Set<string>, values: Map<string, string[]>, depth = 0): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, queries, values, depth + 1);
    return;
  }
  const { expr, query, definition, type, kind } = value;
  if (typeof expr === 'string' && expr.trim() !== '') queries.add(expr);
  for (const text of [query, definition]) {
    const asked = typeof text === 'string' ? variableQuery(text) : undefined;
    if (asked !== undefined) queries.add(asked);
  }
  if (type === 'custom' || type === 'constant') noteValues(value, values);
  if (kind === 'CustomVariable' || kind === 'ConstantVariable') noteValues(mapAt(value, 'spec') ?? {}, values);
  for (const inner of Object.values(value)) collect(inner ?? null, queries, values, depth + 1);
}

/** The values of a variable that are written down: `a, b, label : c`. */
function noteValues({ name, query }: JsonMap, values: Map<string, string[]>): void {
  if (typeof name !== 'string' || typeof query !== 'string') return;
  values.set(name, query.split(',').map((part) => (part.split(' : ')[1] ?? part).trim()));
}

/** The query inside of `label_values(query, label)` and `query_result(query)`; undefined for anything else. */
function variableQuery(text: string): string | undefined {
  const inner = /^\s*(label_values|query_result)\s*\((.*)\)\s*$/s.exec(text);
  if (!inner) return undefined;
  const [, name, body = ''] = inner;
  if (name === 'query_result') return body;
  const comma = body.lastIndexOf(',');
  return comma < 0 ? undefined : body.slice(0, comma);
}

interface Reading {
  parsers: QueryParsers;
  values: ReadonlyMap<string, readonly string[]>;
  at: Span;
  reads: Map<string, Selector>;
  unread: Set<string>;
}

function readQuery(query: string, reading: Reading): void {
  const { parsers, at, reads, unread } = reading;
  const filled = fillVariables(query);
  const tree = parsers.parsePromql(filled);
  if (!tree) {
    if (parsers.looksLikeLogql(filled)) return;
    unread.add(query);
    for (const name of variableNames(query)) noteName(name, reading);
    return;
  }
  for (const selector of selectorsOf(tree)) {
    const { name, matchers, start } = selector;
    const written = name === undefined ? undefined : query.slice(start, start + name.length);
    if (written === name) reads.set(`${name ?? ''}${JSON.stringify(matchers)}`, { ...(name !== undefined && { metric: name }), matchers, at });
    else if (written !== undefined && !isNumber(selector, tree, query)) noteName(written, reading);
  }
}

/** A name with a variable in it: each value that the variable can have, as far as they are written down. */
function noteName(name: string, { values, at, reads, unread }: Reading): void {
  const [variable, ...others] = name.match(/\$\{[^{}]*\}|\$\w+|\[\[[^[\]]*\]\]/g) ?? [];
  const options = variable === undefined || others.length > 0 ? undefined : values.get(/\w+/.exec(variable)?.[0] ?? '');
  if (variable === undefined || !options) unread.add(name);
  else for (const option of options) reads.set(name.replace(variable, () => option), { metric: name.replace(variable, () => option), matchers: [], at });
}

const FIRST_IS_NUMBER = new Set(['topk', 'bottomk', 'limitk', 'quantile', 'histogram_quantile', 'quantile_over_time']);

/** A variable by itself where a number is due: `topk($n, …)`, `… > $threshold`. */
function isNumber(selector: SeriesSelector, tree: Expression, query: string): boolean {
  if (selector.matchers.length > 0 || selector.range !== undefined || betweenVariables(query.slice(selector.start, selector.end).trim()).some((part) => part.trim() !== '')) return false;
  const parent = parentOf(selector, tree);
  return parent?.is === 'binary' || (parent?.is === 'call' && parent.args.length > 1 && FIRST_IS_NUMBER.has(parent.name) && parent.args[0] === selector);
}

function parentOf(node: Expression, tree: Expression): Expression | undefined {
  const children = tree.is === 'call' ? tree.args : tree.is === 'binary' ? [tree.left, tree.right] : tree.is === 'negation' ? [tree.of] : [];
  if (children.includes(node)) return tree;
  for (const child of children) {
    const parent = parentOf(node, child);
    if (parent) return parent;
  }
  return undefined;
}
