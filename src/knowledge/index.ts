import type { SiteLight } from '../config/settings.ts';
import type { Verdict } from '../model/index.ts';
import { createLights, type Lights } from './lights.ts';
import { words, type Words } from './words.ts';

export type { Light, Lights } from './lights.ts';

/** What vigilint knows about the world outside the files, read from the YAML pages beside this module. */
export interface Knowledge extends Lights {
  endpoint(path: string, query?: string): Endpoint | undefined;
  command(program: string, args: readonly (string | null)[]): CommandFact | undefined;
  words: Words;
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
  return {
    ...createLights(lights),
    endpoint: () => undefined,
    command: () => undefined,
    words,
  };
}
