// Makes dist/: the command line and the public API, split so that a run loads only what it needs; the schemas; the notice.
// With --types, which packing asks for, also the declarations of the public API.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { schemaForEsbuild } from './schema-plugin.mjs';
import { wasmForEsbuild } from './wasm-plugin.mjs';
import { yamlForEsbuild } from './yaml-plugin.mjs';

const { metafile } = await build({
  entryPoints: ['src/cli.ts', 'src/eslint.ts', 'src/index.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [yamlForEsbuild, schemaForEsbuild, wasmForEsbuild],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: { js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);" },
  // The parser of TypeScript asks for its own place, which modules know by another name.
  define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
  // Names stay, so that the stack of an internal error can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: 'warning',
});

removeStaleChunks(Object.keys(metafile.outputs));
chmodSync('dist/cli.js', 0o755);
await writeSchemas();
writeFileSync('dist/NOTICE', notice(Object.keys(metafile.inputs)));
if (process.argv.includes('--types')) writeTypes();

/** Earlier builds leave chunks of other names behind; a run that is under way while this one is built keeps its own. */
function removeStaleChunks(outputs) {
  const fresh = new Set(outputs.map((output) => path.basename(output)));
  for (const name of readdirSync('dist/chunks')) {
    if (!fresh.has(name)) rmSync(path.join('dist/chunks', name));
  }
}

/** The schemas as they are, and the configuration's with all rules and their options, so that an editor can complete them. */
async function writeSchemas() {
  mkdirSync('dist/schemas', { recursive: true });
  for (const name of readdirSync('schemas')) copyFileSync(path.join('schemas', name), path.join('dist/schemas', name));
  const { OWN_FINDINGS, rules } = await import('../dist/index.js');
  const schema = JSON.parse(readFileSync('schemas/vigilint.schema.json', 'utf8'));
  const settings = [...rules.map(ruleSchema), ...Object.values(OWN_FINDINGS).map(({ id, summary }) => [id, { description: summary, $ref: '#/definitions/severity' }])];
  schema.definitions.rules.properties = Object.fromEntries(settings);
  schema.definitions.rules.additionalProperties = false;
  writeFileSync('dist/schemas/vigilint.schema.json', `${JSON.stringify(schema, null, 2)}\n`);
}

function ruleSchema({ id, summary, options = {} }) {
  const severity = { $ref: '#/definitions/severity' };
  const properties = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, { ...typeOf(value), default: value }]));
  return [id, { description: summary, anyOf: [severity, { type: 'object', additionalProperties: false, properties: { severity, ...properties } }] }];
}

function typeOf(value) {
  return Array.isArray(value) ? { type: 'array', items: { type: typeof value[0] === 'number' ? 'number' : 'string' } } : { type: typeof value };
}

/** The licences of the packages that are bundled. */
function notice(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(path.join(folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `vigilint contains the following packages, under their own licences.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Declarations of the public API; imports are written as the files are called once they are JavaScript. */
function writeTypes() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'scripts/tsconfig.types.json'], { stdio: 'inherit' });
  for (const name of readdirSync('dist/types', { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = path.join('dist/types', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(from|import\() ?(['"])(\.[^'"]*)\.ts\2/g, '$1 $2$3.js$2'));
  }
}
