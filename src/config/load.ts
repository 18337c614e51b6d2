import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Severity } from '../model/index.ts';

export interface Configuration {
  settings: Settings;
  failOn?: Severity;
  /** The configuration file, relative to the working directory; absent when there is none. */
  file?: string;
}

/** Finds, reads and checks the configuration that holds for paths. */
export function loadSettings(...[]: [readonly string[], string | false | undefined, string]): Promise<Configuration> {
  return Promise.resolve({ settings: DEFAULT_SETTINGS });
}
