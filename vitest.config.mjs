import { defineConfig } from 'vitest/config';
import { schemaForVite } from './scripts/schema-plugin.mjs';
import { wasmForVite } from './scripts/wasm-plugin.mjs';
import { yamlForVite } from './scripts/yaml-plugin.mjs';

export default defineConfig({
  plugins: [yamlForVite, schemaForVite, wasmForVite],
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
});
