import type { Colors } from './colors.ts';
import type { Report } from '../lint.ts';

/** Turns a report into text, piece by piece. */
export type Reporter = (report: Report, style: Style) => Iterable<string>;

export interface Style {
  colors: Colors;
  /** Columns of the terminal. */
  width: number;
  /** Findings only. */
  quiet: boolean;
  /** What was skipped has been listed. */
  verbose: boolean;
}

/** Every output format of `lint`; each is loaded when it is asked for. */
export const reporters: Record<string, () => Promise<Reporter>> = {
  text: async () => (await import('./text.ts')).text,
  concise: async () => (await import('./concise.ts')).concise,
  json: async () => (await import('./json.ts')).json,
};
