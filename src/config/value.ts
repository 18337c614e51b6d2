import { isNull, type YamlEntry, type YamlMap, type YamlNode } from '../syntax/yaml.ts';

/** The plain value that a tree stands for, by the core schema of YAML 1.2: `off` and `yes` are words. */
export function valueOf(node: YamlNode): unknown {
  switch (node.is) {
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, valueOf(value)]));
    case 'seq':
      return node.items.map(valueOf);
    case 'scalar':
      if (!node.plain) return node.text;
      if (isNull(node)) return null;
      if (/^(?:true|True|TRUE)$/.test(node.text)) return true;
      if (/^(?:false|False|FALSE)$/.test(node.text)) return false;
      return /^[-+]?(?:\d+|\d*\.\d+)$/.test(node.text) ? Number(node.text) : node.text;
  }
}

/** The node that a JSON pointer leads to; where it ends early, the last one on the way. */
export function nodeAt(node: YamlNode, pointer: string): YamlNode {
  let current = node;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = current.is === 'map' ? entryOf(current, step)?.value : current.is === 'seq' ? current.items[Number(step)] : undefined;
    if (!next) return current;
    current = next;
  }
  return current;
}

export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.findLast((entry) => entry.key.text === key);
}
