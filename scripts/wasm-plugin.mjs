// Lets code import a grammar's WebAssembly as the place where it lies: the package's own while testing, a copy beside the chunks once built.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const wasmForEsbuild = {
  name: 'wasm',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, ({ path: file }) => {
      const name = path.basename(file);
      mkdirSync('dist/grammars', { recursive: true });
      copyFileSync(file, path.join('dist/grammars', name));
      return { contents: `export default new URL('../grammars/${name}', import.meta.url);`, loader: 'js' };
    });
  },
};

export const wasmForVite = {
  name: 'wasm',
  enforce: 'pre',
  resolveId(id) {
    return id.endsWith('.wasm') ? `\0${fileURLToPath(import.meta.resolve(id))}.place` : undefined;
  },
  load(id) {
    return id.endsWith('.wasm.place') ? `export default new URL(${JSON.stringify(pathToFileURL(id.slice(1, -'.place'.length)).href)});` : undefined;
  },
};
