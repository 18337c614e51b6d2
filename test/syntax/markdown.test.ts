import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnchors, scanHeadings, slugOf } from '../../src/syntax/headings.ts';
import { parseMarkdown } from '../../src/syntax/markdown.ts';

describe('parseMarkdown', () => {
  it('reads front matter at its own positions and hides it from the page', () => {
    const text = '---\ntitle: Pump\nowner: "plant"\n---\n\n# Pump\n';
    const page = parseMarkdown(text);
    const root = page.frontMatter?.documents[0]?.root;
    const owner = root?.is === 'map' ? root.entries[1]?.value : undefined;
    expect(owner && text.slice(owner.start, owner.end)).toContain('plant');
    expect(page.blocks).toMatchObject([{ is: 'heading', text: 'Pump' }]);
  });

  it.each([
    ['a rule at the top is no front matter', '---\n\ntext\n', ['paragraph']],
    ['front matter in TOML is hidden', '+++\na = 1\n+++\n\ntext\n', ['paragraph']],
    ['comments are left out', 'a\n\n<!-- TODO -->\n', ['paragraph']],
    ['quotes are looked into', '> - a\n> - b\n', ['item', 'item']],
  ])('%s', (_, text, kinds) => {
    expect(parseMarkdown(text).blocks.map((block) => block.is)).toEqual(kinds);
  });

  it('says of an item how deep it is, whether it is ticked, and gives what is nested as blocks of its own', () => {
    const page = parseMarkdown('1. [x] first <!-- no -->\n   more\n\n   nested\n   - [ ] below\n2. plain\n');
    expect(page.blocks).toMatchObject([
      { is: 'item', ordered: true, depth: 1, checked: true, text: 'first \n   more' },
      { is: 'paragraph', text: 'nested' },
      { is: 'item', ordered: false, depth: 2, checked: false, text: 'below' },
      { is: 'item', ordered: true, depth: 1, text: 'plain' },
    ]);
  });

  it('keeps the columns of a table where cells are empty', () => {
    const [table] = parseMarkdown('| a | b | c |\n|---|---|---|\n|  | x \\| y | |\n').blocks;
    expect(table).toMatchObject({ is: 'table', header: [{ text: 'a' }, { text: 'b' }, { text: 'c' }], rows: [{ cells: [{ text: '' }, { text: 'x | y' }] }] });
  });

  it('reads code with its language', () => {
    expect(parseMarkdown('```Bash {.x}\nls\npwd\n```\n').blocks).toMatchObject([{ is: 'code', info: 'bash', text: 'ls\npwd' }]);
  });

  it('follows links inline, by reference and bare', () => {
    const page = parseMarkdown('[a](b.md#c) [d][e] <https://f.example> https://g.example [h]\n\n[e]: i.md\n[h]: j.md\n');
    expect(page.links.map(({ url }) => url)).toEqual(['b.md#c', 'https://f.example', 'https://g.example', 'i.md', 'j.md']);
  });

  it.each(['**[a](b.md)**', '~~*[a](b.md)*~~', 'x &amp; [a](b.md)', '[*a*](b.md)  \n`[c](d.md)`'])('follows links through marks that it does not read: %s', (text) => {
    expect(parseMarkdown(text).links.map(({ url }) => url)).toEqual(['b.md']);
  });

  it('collects anchors: slugs, duplicates, explicit ids, HTML', () => {
    const page = parseMarkdown('# A b\n\n## A b\n\n## C {#own}\n\n<a name="old"></a>\n\n<h2 id="html">x</h2>\n');
    expect(page.anchors).toEqual(['a-b', 'a-b-1', 'own', 'old', 'html']);
  });

  it('reads any text, and its blocks lie within it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('# ', '- [ ] ', '| a ', '\n', '---\n', '```', '> ', 'x', '[', '](', '<a ', '{#', '\t', '1. ')).map((parts) => parts.join(''))), (text) => {
        for (const { start, end } of parseMarkdown(text).blocks) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThanOrEqual(start);
        }
        scanHeadings(text);
      }),
    );
  });
});

describe('slugOf', () => {
  it.each([
    ['Cluster Down', 'cluster-down'],
    ['What is `up`?', 'what-is-up'],
    ['A & B', 'a--b'],
    ['snake_case-and-hyphen', 'snake_case-and-hyphen'],
    ['Überlauf 2', 'überlauf-2'],
    ['Alert Name: "KubeAPIDown"', 'alert-name-kubeapidown'],
  ])('%s', (heading, slug) => {
    expect(slugOf(heading)).toBe(slug);
  });

  it('looks through links and emphasis', () => {
    const anchorOf = createAnchors();
    expect(anchorOf('**See** [the page](x.md)')).toBe('see-the-page');
  });
});

describe('scanHeadings', () => {
  it('agrees with the parser', () => {
    const text = '# One\n\ntext\n\nTwo\n---\n\n```\n# not one\n```\n\n- item\n---\n\n### Three `x` ##\n\n## One\n';
    const parsed = parseMarkdown(text).blocks.filter((block) => block.is === 'heading');
    expect(scanHeadings(text).map(({ level, text: title, anchor }) => ({ level, title, anchor }))).toEqual(
      parsed.map(({ level, text: title, anchor }) => ({ level, title, anchor })),
    );
  });
});

describe('a page that nobody has written', () => {
  it('shows the grammar only the beginning of a very long line, and keeps the text whole', () => {
    const long = `[one](a.md) ${' '.repeat(20_000)}[two](b.md)`;
    const { blocks, links } = parseMarkdown(`${long}\n\n# T${'\t'.repeat(40_000)}x\n\n[three](c.md)\n`);
    expect(links.map(({ label }) => label)).toEqual(['one', 'three']);
    expect(blocks[0]).toMatchObject({ is: 'paragraph', text: long, start: 0, end: long.length });
    expect(blocks[1]).toMatchObject({ is: 'heading', text: `T${'\t'.repeat(40_000)}x` });
  });

  it.each(['> ', '- '])('is read although %j is nested without end', (mark) => {
    expect(() => parseMarkdown(`${mark.repeat(40_000)}x`)).not.toThrow();
  });
});
