import { configDefaults, defineConfig } from 'vitest/config';
import { schemaForVite } from './scripts/schema-plugin.mjs';
import { wasmForVite } from './scripts/wasm-plugin.mjs';
import { yamlForVite } from './scripts/yaml-plugin.mjs';

export default defineConfig({
  plugins: [yamlForVite, schemaForVite, wasmForVite],
  // Fixtures of rules have the names that files have where people keep checks; some of those are names of tests.
  test: { include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, 'test/rules/*/**'], testTimeout: 60_000 },
});
