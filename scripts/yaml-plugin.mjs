// Lets code import the YAML pages of src/knowledge as plain data, in esbuild and in Vite alike.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** The JavaScript module that a YAML file stands for; JSON.parse of a string starts faster than a literal. */
export function moduleOf(file) {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(load(readFileSync(file, 'utf8'))))});`;
}

export const yamlForEsbuild = {
  name: 'yaml',
  setup(build) {
    build.onLoad({ filter: /\.yaml$/ }, ({ path }) => ({ contents: moduleOf(path), loader: 'js' }));
  },
};

export const yamlForVite = {
  name: 'yaml',
  load(id) {
    return id.endsWith('.yaml') ? moduleOf(id) : undefined;
  },
};
