import { defineFormat } from '../format.ts';
import type { Evidence, Item, ScrapeJob, Span } from '../model/index.ts';
import { get, itemsAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';

/** The configuration of a Prometheus server, of which three things count here: which rules it loads, what it scrapes, and to whom it sends alerts. */
export default defineFormat({
  id: 'prometheus-server',
  title: 'Prometheus configuration',
  docs: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/',
  globs: ['**/*.{yml,yaml}'],
  sign: /^rule_files:/m,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => isServer(root)),
  *read({ path, yaml }): Iterable<Item> {
    const place = ({ start, end }: YamlNode): Span => ({ path, start, end });
    for (const { root } of yaml().documents) {
      if (!isServer(root)) continue;
      const loads = itemsAt(root, 'rule_files').flatMap((node): Evidence[] => (node.is === 'scalar' ? [{ text: node.text, at: place(node) }] : []));
      const at = root.entries.find(({ key }) => key.text === 'alerting') ?? root.entries.find(({ key }) => key.text === 'rule_files');
      yield { kind: 'server', id: `prometheus-server:${path}`, loads, sends: itemsAt(root, 'alerting', 'alertmanagers').some(namesSomebody), jobs: jobsOf(root, place), span: place(root), at: place(at?.key ?? root) };
    }
  },
});

function isServer(root: YamlNode | null): root is YamlMap {
  return root?.is === 'map' && get(root, 'rule_files')?.is === 'seq' && (get(root, 'scrape_configs') ?? get(root, 'global')) !== undefined;
}

/** Targets that are written, or found while it runs. */
function namesSomebody(alertmanager: YamlNode): boolean {
  if (alertmanager.is !== 'map') return false;
  return alertmanager.entries.some(({ key, value }) => {
    if (!key.text.endsWith('_configs') || key.text === 'relabel_configs' || key.text === 'alert_relabel_configs' || value.is !== 'seq') return false;
    return key.text !== 'static_configs' || value.items.some((item) => itemsAt(item, 'targets').length > 0);
  });
}

/** Programs that carry the metrics of others. */
const CARRIERS = /pushgateway|federat|telegraf|otel|opentelemetry|collector|netdata|alloy|agent|statsd|graphite|prom-?aggregat/;

/** Its jobs, where all of them and all their targets are written, and no series can come in another way or by another name. */
function jobsOf(root: YamlMap, place: (node: YamlNode) => Span): ScrapeJob[] | 'unknown' {
  const written = get(root, 'scrape_configs');
  if (written?.is !== 'seq' || ['scrape_config_files', 'remote_read', 'otlp', 'storage'].some((key) => get(root, key) !== undefined)) return 'unknown';
  const jobs = written.items.map((job): ScrapeJob | undefined => {
    const name = textAt(job, 'job_name');
    if (job.is !== 'map' || name === undefined) return undefined;
    if (job.entries.some(({ key }) => key.text.endsWith('_configs') && !/^(?:static|(?:metric_)?relabel)_configs$/.test(key.text))) return undefined;
    const words = scalarsOf(job).join(' ').toLowerCase();
    const isRenamed = [...itemsAt(job, 'relabel_configs'), ...itemsAt(job, 'metric_relabel_configs')].some((rule) => ['job', '__name__'].includes(textAt(rule, 'target_label') ?? '') || (textAt(rule, 'action') ?? '').startsWith("label"));
    const isNamedBelow = itemsAt(job, 'static_configs').some((group) => get(group, 'labels', 'job') !== undefined);
    if (isRenamed || isNamedBelow || textAt(job, 'honor_labels') === 'true' || CARRIERS.test(words) || /\{\{|\$\{|<%/.test(words)) return undefined;
    return { name, words, at: place(get(job, 'job_name') ?? job) };
  });
  const known = jobs.filter((job) => job !== undefined);
  return known.length === jobs.length ? known : 'unknown';
}

function scalarsOf(node: YamlNode): string[] {
  if (node.is === 'scalar') return [node.text];
  return node.is === 'seq' ? node.items.flatMap(scalarsOf) : node.entries.flatMap(({ key, value }) => [key.text, ...scalarsOf(value)]);
}
