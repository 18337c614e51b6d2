// Writes what a new format needs, in working order: npm run new-format NAME
import { addToIndex, camel, create, fail, run } from './scaffold.mjs';

const name = process.argv[2] ?? '';
if (!/^[a-z]+(-[a-z]+)*$/.test(name)) fail('usage: npm run new-format NAME\nNAME is kebab-case and becomes the first part of the ids of its checks, as in kubernetes');

const key = camel(name);
const sample = `${key}:
  - name: front page
    url: https://shop.example.com/
`;

console.log('written:');
create({
  [`src/formats/${name}.ts`]: `import { defineFormat } from '../format.ts';
import type { Check, Span } from '../model/index.ts';
import { itemsAt, textAt, type YamlNode } from '../syntax/yaml.ts';

/** What the file is for, what of it is read, and which defaults matter. */
export default defineFormat({
  id: '${name}',
  title: '${name}',
  docs: 'https://example.com/the-official-documentation',
  globs: ['**/*.{yml,yaml}'],
  sign: /^${key}:/m,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => itemsAt(root, '${key}').length > 0),
  *read(document) {
    for (const { root } of document.yaml().documents) {
      for (const item of itemsAt(root, '${key}')) yield checkOf(item, document.path);
    }
  },
});

/** Translates and never judges: what is not written stays absent or unknown. */
function checkOf(node: YamlNode, path: string): Check {
  const name = textAt(node, 'name') ?? 'unnamed';
  const span: Span = { path, start: node.start, end: node.end };
  return {
    kind: 'synthetic',
    id: \`${name}:\${name}\`,
    name,
    format: '${name}',
    span,
    at: span,
    target: { name, keys: [] },
    observes: { via: 'http', at: span, client: '${name}', url: { path: '/' }, status: 'judged', body: { is: 'ignored' } },
    silence: { is: 'unknown', because: 'the file does not say what happens when nothing answers for the check' },
    timing: {},
    state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}
`,
  [`src/formats/${name}.docs.yaml`]: `reads:
  - "What of the file becomes what: which definitions are checks, who is told, which texts are read."
# What counts where nothing is written, as the code has it, and where that is said.
defaults:
  - { setting: "\`every\`", value: "not known", source: "https://example.com/the-official-documentation" }
traps:
  - "What its readers are caught by."
example:
  path: ${name}.yaml
  text: |
${sample.replace(/^(?=.)/gm, '    ')}`,
  [`test/formats/${name}/${name}.yaml`]: sample,
  [`examples/${name}/${name}.yaml`]: sample,
  [`examples/${name}/README.md`]: `# ${name}

What this small repository is, and what vigilint sees in it.

\`\`\`console
$ vigilint checks
\`\`\`
`,
});
addToIndex('src/formats/index.ts', `./${name}.ts`);
run('npx', ['vitest', 'run', 'test/formats/golden.test.ts', '-t', name, '-u']);
console.log(`  test/formats/${name}/${name}.yaml.golden.json`);
run('npm', ['run', 'docs']);
console.log(`  docs/formats/${name}.md and the table of formats`);
run('npx', ['vitest', 'run', 'test/examples.test.ts', '-t', name, '-u']);
console.log(`
next:
  1. Write the translation in src/formats/${name}.ts. A heavy parser is loaded by "parsers", not imported.
  2. Put real-looking files into test/formats/${name}/, broken ones too.
  3. npx vitest run test/formats/golden.test.ts -t ${name} -u, and read the golden files: every span shows its words.
  4. Make examples/${name}/ a small believable repository; npx vitest run test/examples.test.ts -u writes its output.
  5. Say in src/formats/${name}.docs.yaml what is read, which defaults count and what people are caught by; its example shows how it is read.
  6. npm run docs, then npm test.
CONTRIBUTING.md has the rest.`);
