import type { Check, Evidence, Silence, Span, State, Timing } from '../../model/index.ts';
import { readAnnotations, type Field } from './annotations.ts';
import { observeSteps, type QueryParsers } from './grafana-query.ts';
import type { GrafanaStep } from './grafana-steps.ts';
import { targetOf } from './metric-target.ts';

/** A rule of Grafana as its files, its API, its operator and Terraform write it alike. */
export interface GrafanaRule {
  /** The id of the format that read it. */
  format: string;
  id: string;
  title: Evidence;
  folder?: string;
  span: Span;
  /** The name of the step that decides. */
  condition: string;
  steps: ReadonlyMap<string, GrafanaStep>;
  /** `NoData`, `OK`, `Alerting`, `KeepLast`; absent for the default. */
  noData?: string;
  /** `Error`, `OK`, `Alerting`, `KeepLast`; absent for the default. */
  onError?: string;
  /** Where that is written. */
  onErrorAt?: Span;
  /** Where it says that it is paused. */
  paused?: Span;
  timing: Timing;
  labels: readonly Field[];
  annotations: readonly Field[];
  /** The contact point that it names itself. */
  receiver?: Evidence;
  dashboard?: Evidence;
}

/** A rule as a check. */
export function grafanaCheck(rule: GrafanaRule, parsers: QueryParsers): Check {
  const observes = observeSteps(rule.condition, rule.steps, rule.span, parsers);
  const { response, audience } = readAnnotations(rule.labels, rule.annotations);
  if (rule.dashboard) response.links.push({ key: 'dashboard', url: `/d/${rule.dashboard.text}`, at: rule.dashboard.at });
  if (rule.receiver) audience.receiver = rule.receiver;
  return {
    kind: 'alert',
    id: rule.id,
    name: rule.title.text,
    format: rule.format,
    span: rule.span,
    at: rule.title.at,
    target: targetOf(observes),
    observes,
    silence: grafanaSilence(rule.noData, rule.onError),
    ...(rule.onErrorAt && /^(?:ok|normal)$/i.test(rule.onError ?? '') && { ignoresErrors: { text: rule.onError ?? '', at: rule.onErrorAt } }),
    timing: rule.timing,
    state: rule.paused ? ({ is: 'disabled', at: rule.paused } satisfies State) : { is: 'enabled' },
    response,
    audience,
    labels: routingLabels(rule),
  };
}

/**
 * What missing data means, by the settings for a query that gives nothing and for one that fails.
 * https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rule-evaluation/nodata-and-error-states/
 */
export function grafanaSilence(noData = 'NoData', onError = 'Error'): Silence {
  switch (noData.toLowerCase()) {
    case 'ok':
    case 'normal':
      return { is: 'green', because: '`noDataState: OK` takes a query without samples for health' };
    case 'keeplast':
    case 'keep_last_state':
      return { is: 'green', because: '`noDataState: KeepLast` leaves it as it was before the samples stopped' };
    case 'alerting':
    case 'no_data':
    case 'nodata': {
      const told = noData.toLowerCase() === 'alerting' ? '`noDataState: Alerting` fires when the query returns nothing' : 'a query that returns nothing raises an alert of its own, `DatasourceNoData`';
      if (/^(?:ok|normal|keep_?last(?:_state)?)$/i.test(onError)) return { is: 'unknown', because: `${told}, and one that fails is taken for health (\`execErrState: ${onError}\`)` };
      return { is: 'red', because: told };
    }
    default:
      return { is: 'unknown', because: 'what it does without data is set elsewhere' };
  }
}

/** Grafana adds the rule's title and folder to its labels. A label with a template gets its value when the alert fires. */
function routingLabels({ title, folder, labels }: GrafanaRule): Record<string, string | null> {
  const known: Record<string, string | null> = { alertname: title.text, grafana_folder: folder ?? null };
  for (const { key, value } of labels) known[key] = value.includes('{{') || value.includes('$') ? null : value;
  return known;
}
