import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/document.ts';
import { markedComments } from '../../src/syntax/comments.ts';

/** The words of every comment that begins with the marker. */
async function found(path: string, text: string): Promise<string[]> {
  const comments = await markedComments('mark', createDocument(path, text));
  return comments.map(({ words }) => text.slice(words.start, words.end));
}

describe('comments that begin with a marker', () => {
  it.each<[string, string, string[]]>([
    ['a.yml', '# mark 1\na: b # mark 2\nc: 1\n##  mark 3\n', ['mark 1', 'mark 2', 'mark 3']],
    ['a.yml', 'a: "# mark 1"\nb: \'x # mark 2\'\nc: |\n  # mark 3\nd: >\n  text # mark 4\ne: a# mark 5\n"# mark 6": 1\n', []],
    ['a.yml', 'a: |\n  text\n# mark 1\nb: [x, # mark 2\n  y]\n', ['mark 1', 'mark 2']],
    ['a.yml', '# see mark 1\n# a mark\n', []],
    ['a.yml', 'a: {{ .Values.a }} # mark 1\n', []],
    ['a.yml', 'a: [ # mark 1\n', []],
    ['a.rules', '# mark 1\r\na: 1\r\n', ['mark 1']],
    ['a.json', '{ "a": "# mark 1" }', []],
    ['Dockerfile', '# mark 1\nRUN true # mark 2\n', ['mark 1']],
    ['ops/monitrc', '  # mark 1\ncheck system x\n', ['mark 1']],
    ['main.tf', '# mark 1\nresource "a" "b" { // mark 2\n  c = "# mark 3 // mark" /* mark 4 */\n  d = <<-EOT\n    # mark 5\n  EOT\n  e = 1 # mark 6\n}\n', ['mark 1', 'mark 2', 'mark 4', 'mark 6']],
    ['main.tf', 'a = "${x ? "https://y" : ""}"\n# mark 1\nb = "\\"" # mark 2\n', ['mark 1', 'mark 2']],
    ['main.tf', 'a = <<EOT\n# mark 1\n', []],
    ['a.ts', '// mark 1\nconst a = "// mark 2"; /* mark 3\n more */ const b = `// mark 4`; const c = /\\/\\/ mark 5/;\n/**\n * mark 6\n */\n', ['mark 1', 'mark 3\n more', 'mark 6']],
    ['a.tsx', 'const a = <p>// mark 1</p>; // mark 2\n', ['mark 2']],
    ['a.js', 'const = ; // mark 1\n', []],
    ['a.md', '<!-- mark 1 -->\n\n# T\n\ntext <!-- mark 2 --> more\n\n```html\n<!-- mark 3 -->\n```\n\n`<!-- mark 4 -->`\n\n<div>\n<!-- mark 5 -->\n</div>\n', ['mark 1', 'mark 2', 'mark 5']],
  ])('%s %j', async (path, text, expected) => {
    expect(await found(path, text)).toEqual(expected);
  });

  it('are not looked for where the marker is not', async () => {
    const document = createDocument('a.yml', 'a: 1 # something else\n');
    expect(await markedComments('mark', { ...document, yaml: () => { throw new Error('read all the same'); } })).toEqual([]);
  });
});

describe('any text', () => {
  const PATHS = ['a.yml', 'main.tf', 'a.md', 'Dockerfile', 'monitrc', 'a.json'];
  const pieces = fc.constantFrom('mark', '# mark', '// mark', '/* mark */', '<!-- mark -->', '"', "'", '`', '\n', '\r\n', '<<EOT\n', 'EOT\n', '```\n', '|\n', ': ', '- ', '{{', '\\', ' ', '#', '/*', '<!--', 'x');

  it.each(PATHS)('can be looked through for comments: %s', async (path) => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        const text = parts.join('');
        for (const { start, end, words } of await markedComments('mark', createDocument(path, text))) {
          expect(start < words.start && words.end <= end && end <= text.length).toBe(true);
          expect(text.slice(words.start, words.end)).toMatch(/^mark/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
