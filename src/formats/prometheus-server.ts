import { defineFormat } from '../format.ts';
import type { Evidence, Item, Span } from '../model/index.ts';
import { get, itemsAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';

/** The configuration of a Prometheus server, of which two things count here: which rules it loads, and to whom it sends alerts. */
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
      yield { kind: 'server', id: `prometheus-server:${path}`, loads, sends: itemsAt(root, 'alerting', 'alertmanagers').some(namesSomebody), span: place(root), at: place(at?.key ?? root) };
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
