import { placeOf } from './places.ts';
import type { Reporter } from './index.ts';
import { visibleLine } from './visible.ts';

/** One line a finding, as compilers print them: `path:line:column: severity[rule] message`. */
export const concise: Reporter = function* ({ findings, documents }) {
  for (const { at, severity, rule, message } of findings) {
    const { path, line, column } = placeOf(at, documents);
    yield `${visibleLine(path)}:${line}:${column}: ${severity}[${rule}] ${visibleLine(message)}\n`;
  }
};
