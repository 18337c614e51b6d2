import { defineConfig } from 'vitest/config';
import { yamlForVite } from './scripts/yaml-plugin.mjs';

export default defineConfig({
  plugins: [yamlForVite],
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
});
