import type { Span } from '../../model/index.ts';
import { get, itemsAt, textAt, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import type { Source } from './source.ts';

/**
 * One entry of a Grafana rule's `data`: a query, or an expression over others.
 * https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
 */
export type GrafanaStep =
  | { is: 'query'; query: Source; language: 'promql' | 'logql' | 'either' }
  /** A query in a language that is not read. */
  | { is: 'unread'; query: Source }
  /** Makes one number of a series over time. */
  | { is: 'reduce'; of: string; by: string }
  | { is: 'resample'; of: string }
  | { is: 'math'; expression: Source }
  | { is: 'threshold'; of: string; evaluator: Evaluator }
  | { is: 'classic'; conditions: ClassicCondition[] };

/** A comparison by name, `gt` or `within_range`; a parameter that is no number is null. */
export interface Evaluator {
  type: string;
  params: (number | null)[];
  at: Span;
}

export interface ClassicCondition {
  of: string;
  reducer: string;
  evaluator: Evaluator;
  /** How it joins the conditions before it. */
  operator: 'and' | 'or';
}

/** How the values of the tree that a model was read from lie in their file. */
export interface Placing {
  source: (scalar: YamlScalar) => Source;
  span: (node: YamlNode) => Span;
}

const PROMETHEUS = /prometheus|victoriametrics-metrics|victoriametrics-datasource|^mimir$|thanos/i;
const LOKI = /^loki$/i;

/** The step that a `model` describes; `datasourceUid` is that of the entry around it. Other file formats hand over their values as such a tree. */
export function stepOf(model: YamlNode, datasourceUid: string | undefined, placing: Placing): GrafanaStep {
  const own = textAt(model, 'datasource', 'uid') ?? textAt(model, 'datasource');
  const isExpression = [datasourceUid, own, textAt(model, 'datasource', 'type')].some((name) => name === '__expr__' || name === '-100');
  const type = textAt(model, 'type');
  const expression = textAt(model, 'expression');
  if (isExpression || (expression !== undefined && STEP_TYPES.has(type ?? ''))) return expressionOf(model, type, nameIn(expression ?? ''), placing);
  return queryOf(model, placing);
}

const STEP_TYPES = new Set(['reduce', 'resample', 'math', 'threshold', 'classic_conditions']);

function expressionOf(model: YamlNode, type: string | undefined, of: string, placing: Placing): GrafanaStep {
  switch (type) {
    case 'reduce':
      return { is: 'reduce', of, by: textAt(model, 'reducer') ?? 'last' };
    case 'resample':
      return { is: 'resample', of };
    case 'math': {
      const expression = get(model, 'expression');
      return expression?.is === 'scalar' ? { is: 'math', expression: placing.source(expression) } : unread(model, placing);
    }
    case 'threshold': {
      const [condition] = itemsAt(model, 'conditions');
      return condition ? { is: 'threshold', of, evaluator: evaluatorOf(condition, placing) } : unread(model, placing);
    }
    case 'classic_conditions':
      return { is: 'classic', conditions: itemsAt(model, 'conditions').map((condition) => classicOf(condition, placing)) };
    default:
      return unread(model, placing);
  }
}

function classicOf(condition: YamlNode, placing: Placing): ClassicCondition {
  const [of] = itemsAt(condition, 'query', 'params');
  return {
    of: of?.is === 'scalar' ? of.text : '',
    reducer: textAt(condition, 'reducer', 'type') ?? 'last',
    evaluator: evaluatorOf(condition, placing),
    operator: textAt(condition, 'operator', 'type') === 'or' ? 'or' : 'and',
  };
}

function evaluatorOf(condition: YamlNode, { span }: Placing): Evaluator {
  const params = itemsAt(condition, 'evaluator', 'params');
  const at = params[0] ?? get(condition, 'evaluator') ?? condition;
  return {
    type: textAt(condition, 'evaluator', 'type') ?? '',
    params: params.map((param) => (param.is === 'scalar' && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(param.text) ? Number(param.text) : null)),
    at: span(at),
  };
}

/** `A`, `$A` and `${A}` name the same result. */
function nameIn(text: string): string {
  return text.trim().replace(/^\$\{(.*)\}$|^\$(.*)$/, '$1$2');
}

function queryOf(model: YamlNode, placing: Placing): GrafanaStep {
  const expr = get(model, 'expr');
  const type = textAt(model, 'datasource', 'type');
  if (expr?.is !== 'scalar') return unread(model, placing);
  if (type === undefined) return { is: 'query', query: placing.source(expr), language: 'either' };
  if (PROMETHEUS.test(type)) return { is: 'query', query: placing.source(expr), language: 'promql' };
  return LOKI.test(type) ? { is: 'query', query: placing.source(expr), language: 'logql' } : { is: 'unread', query: placing.source(expr) };
}

/** Keys under which other data sources keep what is asked of them. */
const QUERY_TEXTS = ['rawSql', 'query', 'queryText', 'rawQuery', 'sql', 'expression', 'target', 'metricName', 'expr'];

function unread(model: YamlNode, { source, span }: Placing): GrafanaStep {
  const text = QUERY_TEXTS.map((key) => get(model, key)).find((node) => node?.is === 'scalar' && node.text.trim() !== '');
  if (text?.is === 'scalar') return { is: 'unread', query: source(text) };
  const whole = span(model);
  return { is: 'unread', query: { path: whole.path, text: '', whole, offsetOf: () => null } };
}
