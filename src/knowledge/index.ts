import type { SiteLight } from '../config/settings.ts';
import type { Comparator, Verdict } from '../model/index.ts';
import { words, type Words } from './words.ts';

/** What vigilint knows about the world outside the files, read from the YAML pages beside this module. */
export interface Knowledge {
  light(metric: string): Light | undefined;
  endpoint(path: string, query?: string): Endpoint | undefined;
  command(program: string, args: readonly (string | null)[]): CommandFact | undefined;
  exporterOf(metric: string): string | undefined;
  words: Words;
}

/** A metric that is a fault lamp. */
export interface Light {
  metric: string;
  exporter: string;
  /** How red shows; absent where it takes more than one comparison to say. */
  red?: { operator: Comparator; value: number; label?: string; values?: string[] };
  /** One series per state: the label that names the state, and the states there are. */
  stateSet?: { label: string; states: string[] };
}

/** What an HTTP path answers when the thing behind it is unwell. */
export interface Endpoint {
  /** `static`: the same page as ever. `status`: a bad status code. `body`: 200, and the state only in the body. */
  says: 'static' | 'status' | 'body';
  title: string;
  /** What to ask instead. */
  better?: string;
}

/** What a program's exit status proves. */
export interface CommandFact {
  program: string;
  proves: { gone: Verdict; stuck: Verdict; failing: Verdict; degraded: Verdict; wrong: Verdict };
  because: string;
  better?: string;
}

/** The knowledge that ships, and the lamps that a site declares for its own targets. */
export function createKnowledge(lights: readonly SiteLight[] = []): Knowledge {
  const own = new Map<string, Light>(
    lights.map(({ metric, operator, value }) => [metric, { metric, exporter: 'this site', red: { operator, value } }]),
  );
  return {
    light: (metric) => own.get(metric),
    endpoint: () => undefined,
    command: () => undefined,
    exporterOf: () => undefined,
    words,
  };
}
