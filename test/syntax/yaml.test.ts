import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { booleanAt, entriesAt, get, isNull, itemsAt, numberAt, parseYaml, textAt, walk, type YamlNode } from '../../src/syntax/yaml.ts';

const rootOf = (text: string): YamlNode => {
  const root = parseYaml(text).documents[0]?.root;
  if (!root) throw new Error('the test needs a document with content');
  return root;
};

const wordsAt = (text: string, node: YamlNode | undefined): string | undefined => node && text.slice(node.start, node.end);

describe('parseYaml', () => {
  it('keeps the place of every node', () => {
    const text = 'a:\n  - b: "two words" # why\n    c: {x: 1, y: [2, 3]} # flow\n';
    const item = itemsAt(rootOf(text), 'a')[0];
    expect(wordsAt(text, get(item, 'b'))).toBe('two words');
    expect(wordsAt(text, get(item, 'c'))).toBe('{x: 1, y: [2, 3]}');
    expect(wordsAt(text, get(item, 'c', 'y'))).toBe('[2, 3]');
  });

  it('finds the end of a flow collection behind a comment that holds a bracket', () => {
    const text = 'a: [1, # not the end ]\n  2]\n';
    expect(wordsAt(text, get(rootOf(text), 'a'))).toBe('[1, # not the end ]\n  2]');
  });

  it('lets aliases stand for the node they name and looks through merge keys', () => {
    const root = rootOf('base: &base {image: a, port: 1}\none:\n  <<: *base\n  port: 2\ntwo: *base\n');
    expect(textAt(root, 'one', 'image')).toBe('a');
    expect(numberAt(root, 'one', 'port')).toBe(2);
    expect(numberAt(root, 'two', 'port')).toBe(1);
  });

  it('gives earlier maps of a merge list the last word', () => {
    const root = rootOf('a: &a {k: 1}\nb: &b {k: 2, l: 3}\nc:\n  <<: [*a, *b]\n');
    expect(numberAt(root, 'c', 'k')).toBe(1);
    expect(numberAt(root, 'c', 'l')).toBe(3);
  });

  it('survives an alias inside the node that it names', () => {
    expect(get(rootOf('a: &a [*a]\n'), 'a')?.is).toBe('seq');
  });

  it('keeps tags', () => {
    expect(get(rootOf('a: !Ref Queue\n'), 'a')).toMatchObject({ tag: '!Ref', text: 'Queue' });
  });

  it('separates documents', () => {
    const { documents } = parseYaml('a: 1\n---\n---\nb: 2\n');
    expect(documents.map(({ root }) => root && (root.is === 'map' ? root.entries[0]?.key.text : root.is))).toEqual(['a', expect.anything(), 'b']);
  });

  it('says where broken YAML breaks', () => {
    const { error, documents } = parseYaml('a: [1\nb: 2\n');
    expect(documents).toEqual([]);
    expect(error?.offset).toBeGreaterThan(0);
  });

  it.each([
    ['a bracket under its key', 'k:\n  a: [\n    x\n  ]\n  b: 1\n', ['x']],
    ['brackets under both keys', 'k:\n  a: [\n    x,\n    y\n  ]\n  b: [\n    z\n  ]\n', ['x', 'y']],
    ['a comment before the bracket', 'k:\n  a: [\n    "x # y" # why ]\n  ]\n  b: 1\n', ['x # y']],
    // The indent stays in the text, where libyaml drops it; no command or expression minds.
    ['quoted lines further out', 'k:\n    a: ["\n  x\n"]\n    b: 1\n', ['   x ']],
  ])('reads %s, as libyaml does', (_, text, items) => {
    const root = rootOf(text);
    expect(itemsAt(root, 'k', 'a').map((item) => item.is === 'scalar' && item.text)).toEqual(items);
    expect(wordsAt(text, get(root, 'k', 'b'))).toMatch(/^(?:1|\[\n    z\n  \])$/);
  });

  it.each([
    ['a Helm block', '{{- if .Values.on }}\na: 1\n{{- end }}\n'],
    ['a Jinja block', '{% for a in b %}\na: 1\n{% endfor %}\n'],
    ['an ERB block', "<% if_p('a') do %>\na:\n <% end %>\n- b\n"],
    ['a bare value', 'a: {{ value }}\n'],
    ['a bare key', '{{ key }}: 1\n'],
  ])('recognises %s as a template', (_, text) => {
    expect(parseYaml(text).templated).toBe(true);
  });

  it.each([
    ['annotations of an alert', 'summary: "{{ $labels.instance }} is down"\n'],
    ['a block scalar', 'text: |\n  {{ $value }} of them\n'],
    ['nested flow maps', 'a: {b: {c: 1}}\n'],
  ])('does not take %s for one', (_, text) => {
    expect(parseYaml(text)).toMatchObject({ templated: false });
    expect(parseYaml(text).error).toBeUndefined();
  });

  it('never throws, and reads the scalars that js-yaml reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(() => parseYaml(text)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (value) => {
        const text = JSON.stringify(value);
        for (const { key, value: node } of entriesAt(rootOf(text))) {
          expect(node.is === 'scalar' && node.text).toBe(String((load(text) as Record<string, unknown>)[key.text]));
        }
      }),
    );
  });

  it('answers deep nesting without running out of stack', () => {
    expect(() => parseYaml('['.repeat(100_000))).not.toThrow();
    expect(() => parseYaml(`${'- '.repeat(20_000)}a`)).not.toThrow();
  });
});

describe('accessors', () => {
  const root = rootOf('n: null\ne:\nq: "null"\nyes: on\nno: "x"\nt: 2.5\n');

  it('tells null from text', () => {
    expect(['n', 'e', 'q'].map((key) => isNull(get(root, key) ?? root))).toEqual([true, true, false]);
    expect(textAt(root, 'e')).toBeUndefined();
  });

  it('reads booleans and numbers as written, and nothing else as them', () => {
    expect(booleanAt(root, 'yes')).toBe(true);
    expect(booleanAt(root, 'no')).toBeUndefined();
    expect(numberAt(root, 't')).toBe(2.5);
    expect(numberAt(root, 'q')).toBeUndefined();
  });

  it('walks a shared node once', () => {
    const shared = rootOf('a: &a {b: 1}\nc: *a\n');
    expect([...walk(shared)].filter((node) => node.is === 'map')).toHaveLength(2);
  });
});
