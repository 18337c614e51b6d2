import type { Span } from '../../model/index.ts';
import { parseYaml, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import { sourceIn, spanOfNode, type Block } from '../common/blocks.ts';
import { symbolicText, type CloudText, type CloudValue } from '../common/cloud-value.ts';
import type { Placing } from '../common/grafana-steps.ts';

/** A value as the tree that the same thing is in YAML, and where its parts stand in the file. */
export interface Tree {
  root: YamlNode;
  placing: Placing;
}

/** What `jsonencode` is given, or JSON in a text. Holes stay, as `${var.prefix}`. */
export function treeOf(value: CloudValue): Tree {
  return (value.is === 'text' && value.text.trimStart().startsWith('{') ? parsedTree(value) : undefined) ?? builtTree(value);
}

function parsedTree({ text, at, part }: CloudText): Tree | undefined {
  const root = parseYaml(text).documents[0]?.root;
  if (!root) return undefined;
  const block: Block = { path: at.path, root, text, place: (start, end) => part?.(start, end) ?? at };
  return { root, placing: { source: (scalar) => sourceIn(scalar, block), span: (node) => spanOfNode(node, block) } };
}

function builtTree(value: CloudValue): Tree {
  const values = new Map<YamlNode, CloudValue>();
  const root = build(value);
  const span = (node: YamlNode): Span => values.get(node)?.at ?? value.at;
  return {
    root,
    placing: {
      span,
      source(scalar) {
        const from = values.get(scalar);
        const part = from?.is === 'text' ? from.part : undefined;
        const whole = span(scalar);
        return { path: whole.path, text: scalar.text, whole, offsetOf: (index) => part?.(index, index + 1).start ?? null };
      },
    },
  };

  function build(from: CloudValue): YamlNode {
    const node = nodeOf(from);
    values.set(node, from);
    return node;
  }

  function nodeOf(from: CloudValue): YamlNode {
    const { start, end } = from.at;
    if (from.is === 'list') return { is: 'seq', items: from.items.map(build), start, end };
    if (from.is === 'map') return { is: 'map', entries: [...from.entries].map(([key, inner]) => ({ key: scalarOf(key, inner.at), value: build(inner) })), start, end };
    return scalarOf(symbolicText(from) ?? '', from.at);
  }
}

function scalarOf(text: string, { start, end }: Span): YamlScalar {
  return { is: 'scalar', text, plain: false, source: text, start, end };
}
