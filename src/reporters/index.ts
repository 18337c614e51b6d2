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
  /** The working directory as seen from the root of the repository, where the run knows it: `''` or `deploy/shop`. */
  folder: string;
  /** Address under which the forge shows the files of the repository as they were read. */
  source?: string;
}

/** Every output format of `lint`; each is loaded when it is asked for. */
export const reporters: Record<string, () => Promise<Reporter>> = {
  text: async () => (await import('./text.ts')).text,
  concise: async () => (await import('./concise.ts')).concise,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyle,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).html,
};
