import { existsSync } from 'node:fs';
import path from 'node:path';
import { serve } from '../lsp/server.ts';
import { readBaseline } from './baseline-file.ts';
import { BASELINE_FILE } from './baseline-name.ts';

/** Serves an editor, which ends the process when it is done. Plug-ins are code of the folder that is opened, so they are run only on demand. */
export function lspCommand({ plugins = false }: { plugins?: boolean }): number {
  serve({
    loadsPlugins: plugins,
    baselineOf(root) {
      const file = path.join(root, BASELINE_FILE);
      return existsSync(file) ? readBaseline(file) : undefined;
    },
  });
  return 0;
}
