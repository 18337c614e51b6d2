import type { Check, Item, Recording, Route } from './model/index.ts';

/**
 * Makes the ids of checks, recordings and routes unique within the project; formats make them unique within a file. Where several
 * files define the same thing, as an overlay or a copied rule does, the first path in alphabetical order keeps the id and
 * each other one gets its own path behind it: `prometheus:node/NodeDown@staging/node.yml`. So neither the order of reading
 * nor a definition in a later path changes an id.
 */
export function identify(items: readonly Item[]): Item[] {
  const first = new Map<string, string>();
  for (const item of items) {
    if (!isNamed(item)) continue;
    const known = first.get(item.id);
    if (known === undefined || item.span.path < known) first.set(item.id, item.span.path);
  }
  return items.map((item) => (isNamed(item) && first.get(item.id) !== item.span.path ? { ...item, id: `${item.id}@${item.span.path}` } : item));
}

function isNamed(item: Item): item is Check | Recording | Route {
  return 'id' in item && item.kind !== 'runbook';
}
