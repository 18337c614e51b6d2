import { defineFormat } from '../format.ts';
import type { Ownership } from '../model/index.ts';
import { get, textAt, type YamlNode } from '../syntax/yaml.ts';

/** Entities of a Backstage catalogue that have an owner: the team that runs the component, by name. */
export default defineFormat({
  id: 'backstage',
  title: 'Backstage catalogue',
  docs: 'https://backstage.io/docs/features/software-catalog/descriptor-format/',
  globs: ['**/*.{yml,yaml}'],
  sign: /\bbackstage\.io\//,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => isOwned(root)),
  *read({ path, yaml }): Iterable<Ownership> {
    for (const { root } of yaml().documents) {
      const owner = get(get(root, 'spec'), 'owner');
      if (!root || !isOwned(root) || owner?.is !== 'scalar') continue;
      const name = textAt(get(root, 'metadata'), 'name') ?? '';
      yield {
        kind: 'ownership',
        by: 'operation',
        component: name,
        owners: [{ text: nameOf(owner.text), at: { path, start: owner.start, end: owner.end } }],
        span: { path, start: root.start, end: root.end },
      };
    }
  },
});

const KINDS = new Set(['Component', 'System', 'API', 'Resource', 'Domain']);

function isOwned(root: YamlNode | null): boolean {
  const kind = textAt(root, 'kind');
  return textAt(root, 'apiVersion')?.startsWith('backstage.io/') === true && kind !== undefined && KINDS.has(kind) && textAt(get(root, 'spec'), 'owner') !== undefined;
}

/** `group:default/payments` is `payments`: https://backstage.io/docs/features/software-catalog/references/ */
function nameOf(reference: string): string {
  return reference.replace(/^(?:\w+:)?(?:[\w.-]+\/)?/, '');
}
