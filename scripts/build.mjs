// Bundles dist/: the command line and the public API, split so that a run loads only what it needs.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { schemaForEsbuild } from './schema-plugin.mjs';
import { yamlForEsbuild } from './yaml-plugin.mjs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [yamlForEsbuild, schemaForEsbuild],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: { js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);" },
  logLevel: 'warning',
});
