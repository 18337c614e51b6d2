import type { Document } from '../document.ts';
import { defineFormat } from '../format.ts';
import type { Item, Span } from '../model/index.ts';
import { entriesAt, get, itemsAt, textAt, type YamlNode } from '../syntax/yaml.ts';
import { heldBlocks, spanOfNode, type Block } from './common/blocks.ts';
import { dashboardIn, readDashboard, type FoundDashboard, type Json } from './common/dashboard.ts';
import type { QueryParsers } from './common/grafana-query.ts';
import { uniqueIds } from './common/ids.ts';

/** Whatever it is written or wrapped in, a dashboard has panels, rows of them, or elements. */
const SIGN = /\b(?:panels|rows|elements)\\?["']?\s*:|GrafanaDashboard/;

/**
 * Grafana's dashboards: who looks at which metrics. As JSON of both versions, alone, in a ConfigMap or in the operator's resource. They are large,
 * and nothing is found wrong inside of them, so JSON is read without positions.
 */
export default defineFormat<QueryParsers>({
  id: 'grafana-dashboard',
  title: 'Grafana dashboards',
  docs: 'https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/',
  globs: ['**/*.{json,yml,yaml}'],
  sign: SIGN,
  claims: (document) => dashboards(document).length > 0,
  parsers: async () => {
    const [promql, logql] = await Promise.all([import('../syntax/promql.ts'), import('../syntax/logql.ts')]);
    return { ...promql, ...logql };
  },
  *read(document, parsers): Iterable<Item> {
    const unique = uniqueIds();
    for (const { dashboard, span, at } of dashboards(document)) {
      yield { kind: 'dashboard', id: unique(`grafana-dashboard:${dashboard.uid ?? dashboard.title}`), title: dashboard.title, ...readDashboard(dashboard, at, parsers), span, at };
    }
  },
});

interface Placed {
  dashboard: FoundDashboard;
  span: Span;
  at: Span;
}

/** Claiming a document asks for its dashboards, and so does reading it. */
const known = new WeakMap<Document, Placed[]>();

function dashboards(document: Document): Placed[] {
  const remembered = known.get(document) ?? (document.path.endsWith('.json') ? inJson(document.text, document) : inYaml(document));
  known.set(document, remembered);
  return remembered;
}

function inJson(text: string, { path }: Document): Placed[] {
  const value = parsed(text);
  if (value === undefined) return [];
  return listed(value).flatMap((item) => {
    const dashboard = dashboardIn(item);
    if (!dashboard) return heldIn(item, { path, start: 0, end: text.trimEnd().length });
    // A panel can have the same title, and stands before it where the keys are in order.
    const title = JSON.stringify(dashboard.title);
    const start = text.lastIndexOf(title) + 1;
    return { dashboard, span: { path, start: 0, end: text.trimEnd().length }, at: start > 0 ? { path, start, end: start + title.length - 2 } : { path, start: 0, end: 1 } };
  });
}

/** A ConfigMap, or the operator's resource, that is itself written in JSON. */
function heldIn(item: Json, span: Span): Placed[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
  const { kind, data, spec } = item;
  const held = kind === 'ConfigMap' ? data : kind === 'GrafanaDashboard' ? spec : undefined;
  if (typeof held !== 'object' || held === null || Array.isArray(held)) return [];
  return Object.values(held).flatMap((text) => {
    const dashboard = typeof text === 'string' && SIGN.test(text) ? dashboardIn(parsed(text) ?? null) : undefined;
    return dashboard ? { dashboard, span, at: { ...span, end: span.start + 1 } } : [];
  });
}

/** The items of a Kubernetes list, or the value itself. */
function listed(value: Json): Json[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { kind, items } = value;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : [value];
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function inYaml(document: Document): Placed[] {
  const { path, text } = document;
  const { documents, error, templated } = document.yaml();
  if (error || templated) return [];
  return documents.flatMap(({ root }) => {
    if (!root) return [];
    const block: Block = { path, root, text, place: (start, end) => ({ path, start, end }) };
    return blocksIn(root).flatMap(({ value, at, span }) => {
      const dashboard = dashboardIn(value);
      return dashboard ? { dashboard, span: spanOfNode(span, block), at: spanOfNode(at, block) } : [];
    });
  });
}

interface Candidate {
  value: Json;
  at: YamlNode;
  span: YamlNode;
}

/** What may be a dashboard: files of ConfigMaps, the operator's resource, a resource of the second version, and the document itself. */
function blocksIn(root: YamlNode): Candidate[] {
  const kind = textAt(root, 'kind');
  if (kind?.endsWith('List') === true) return itemsAt(root, 'items').flatMap(blocksIn);
  if (kind === 'ConfigMap') {
    return heldBlocks(root).flatMap(({ key, scalar }) => {
      const value = SIGN.test(scalar.text) ? parsed(scalar.text) : undefined;
      return value === undefined ? [] : { value, at: key, span: scalar };
    });
  }
  if (kind === 'GrafanaDashboard') {
    const json = get(root, 'spec', 'json');
    const value = json?.is === 'scalar' ? parsed(json.text) : undefined;
    return value === undefined || !json ? [] : [{ value, at: get(root, 'metadata', 'name') ?? json, span: root }];
  }
  if (kind !== undefined && kind !== 'Dashboard') return [];
  return [{ value: plain(root, 0), at: get(root, 'spec', 'title') ?? get(root, 'title') ?? root, span: root }];
}

/** Deeper than any dashboard. */
const DEEPEST = 60;

/** The tree without its places; every scalar is a text, for nothing else is looked at. */
function plain(node: YamlNode, depth: number): Json {
  if (depth > DEEPEST) return null;
  if (node.is === 'scalar') return node.text;
  if (node.is === 'seq') return node.items.map((item) => plain(item, depth + 1));
  return Object.fromEntries(entriesAt(node).map(({ key, value }) => [key.text, plain(value, depth + 1)]));
}
