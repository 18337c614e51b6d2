// Lets code import the validator of a JSON Schema (`./x.schema.json?validator`), compiled when the code is bundled or
// tested, so that no run has to load the compiler.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const QUERY = '?validator';

/** The module whose default export validates a value and leaves its errors in `errors`. */
export function validatorOf(file) {
  const ajv = new Ajv({ allErrors: true, verbose: true, code: { source: true, esm: true, lines: false } });
  return standaloneCode(ajv, ajv.compile(JSON.parse(readFileSync(file, 'utf8'))));
}

export const schemaForEsbuild = {
  name: 'schema',
  setup(build) {
    build.onResolve({ filter: /\?validator$/ }, ({ path: request, resolveDir }) => ({
      path: path.resolve(resolveDir, request.slice(0, -QUERY.length)),
      namespace: 'schema',
    }));
    build.onLoad({ filter: /.*/, namespace: 'schema' }, ({ path: file }) => ({ contents: validatorOf(file), loader: 'js' }));
  },
};

export const schemaForVite = {
  name: 'schema',
  enforce: 'pre',
  load(id) {
    return id.endsWith(QUERY) ? validatorOf(id.slice(0, -QUERY.length)) : undefined;
  },
};
