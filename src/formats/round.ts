import { defineFormat } from '../format.ts';
import type { Evidence, Item, Skip } from '../model/index.ts';
import { entriesAt, get, isNull, itemsAt, textAt, type YamlNode } from '../syntax/yaml.ts';
import { intervalIn, roundCheck, type RoundHead } from './common/round-check.ts';

/**
 * Rounds in YAML, as schemas/round.schema.json describes them. Reading is lenient: what is missing stays absent, and the rules say
 * what that means for the person who walks; a key that the schema does not know is named as skipped, for it is read by nobody.
 */
export default defineFormat({
  id: 'round',
  title: 'Round in YAML',
  docs: 'https://vigilint.dev/schemas/round.schema.json',
  globs: ['**/*.{yml,yaml,json}'],
  sign: /vigilint\.dev\/round\//,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => isRound(root)),
  *read(document): Iterable<Item> {
    for (const { root } of document.yaml().documents) {
      if (isRound(root)) yield* roundOf(root, document.path, (offset) => document.lines().positionOf(offset).line);
    }
  },
});

const VERSION = 'vigilint.dev/round/v1';

function isRound(root: YamlNode | null): root is YamlNode {
  return textAt(root, 'apiVersion')?.startsWith('vigilint.dev/round/') ?? false;
}

const KEYS = new Set(['apiVersion', 'kind', 'metadata', 'name', 'target', 'shows', 'every', 'by', 'owner', 'customer', 'items']);
const ITEM_KEYS = new Set(['look', 'expect', 'otherwise', 'record']);

function* roundOf(root: YamlNode, path: string, lineOf: (offset: number) => number): Generator<Item> {
  const skip = ({ start }: YamlNode, reason: string): Skip => ({ kind: 'skip', path, reason: `line ${lineOf(start)}: ${reason}` });
  const version = textAt(root, 'apiVersion') ?? '';
  if (version !== VERSION) {
    yield skip(root, `a round of version \`${version}\`; this reads \`${VERSION}\``);
    return;
  }
  for (const { key } of entriesAt(root)) {
    if (!KEYS.has(key.text)) yield skip(key, `\`${key.text}\` is no key of a round`);
  }
  const items = get(root, 'items');
  if (items?.is !== 'seq') yield skip(items ?? root, 'a round needs a list of `items`');
  const head = headOf(root, path);
  for (const [index, item] of itemsAt(root, 'items').entries()) {
    if (item.is !== 'map') {
      yield skip(item, 'an item of a round is a map with `look`');
      continue;
    }
    for (const { key, value } of item.entries) {
      if (!ITEM_KEYS.has(key.text)) yield skip(key, `\`${key.text}\` is no key of an item`);
      else if (value.is !== 'scalar') yield skip(value, `\`${key.text}\` must be a text`);
    }
    const look = evidence(item, path, 'look');
    if (!look) {
      yield skip(item, 'this item does not say what to `look` at');
      continue;
    }
    const parts = (['expect', 'otherwise', 'record'] as const).flatMap((key) => {
      const part = evidence(item, path, key);
      return part ? [[key, part] as const] : [];
    });
    yield roundCheck('round', head, { look, ...Object.fromEntries(parts), span: { path, start: item.start, end: item.end } }, index + 1);
  }
}

function headOf(root: YamlNode, path: string): RoundHead {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const head: RoundHead = {
    name: textAt(root, 'name') ?? textAt(root, 'metadata', 'name') ?? stem,
    path,
    shows: itemsAt(root, 'shows').flatMap((light) => (light.is === 'scalar' ? [light.text] : [])),
  };
  const target = textAt(root, 'target');
  const every = intervalIn(textAt(root, 'every') ?? '');
  const by = evidence(root, path, 'by');
  const owner = evidence(root, path, 'owner');
  const customer = evidence(root, path, 'customer');
  if (target !== undefined) head.target = target;
  if (every !== undefined) head.every = every;
  if (by) head.by = by;
  if (owner) head.owner = owner;
  if (customer) head.customer = customer;
  return head;
}

/** A text that says something, and where it stands. */
function evidence(node: YamlNode, path: string, key: string): Evidence | undefined {
  const value = get(node, key);
  if (value?.is !== 'scalar' || isNull(value) || value.text.trim() === '') return undefined;
  return { text: value.text.trim(), at: { path, start: value.start, end: value.end } };
}
