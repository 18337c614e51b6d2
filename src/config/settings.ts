import type { Document } from '../document.ts';
import type { Comparator, Directive, Severity } from '../model/index.ts';
import type { Preset } from '../rule.ts';

/** How a run is configured, after the configuration file and the command line have been read and checked. */
export interface Settings {
  preset: Preset;
  /** What the site says of single rules, by id. */
  rules: Record<string, RuleSetting>;
  /** Later entries win. The globs are relative to `root`. */
  overrides: { files: string[]; rules: Record<string, RuleSetting> }[];
  /** Globs, relative to `root`, of what is never read; a folder's name covers what lies below it. */
  exclude: string[];
  /** Where the pages behind runbook addresses lie in this repository; folders are relative to the working directory. */
  runbooks: { url: string; folder: string }[];
  /** Fault lamps of the site's own targets. */
  lights: SiteLight[];
  /** Words of the site's own language. */
  words: SiteWords;
  /** Findings that are known and accepted, by the ids of checks. */
  ignore: Directive[];
  /** The configuration file itself, for findings about it; absent where there is none. */
  document?: Document;
  /** Its plug-ins were not loaded, so rules that are unknown may be theirs. */
  isPartial?: boolean;
  /** Absolute path of the folder that globs are relative to: the configuration file's. The working directory when absent. */
  root?: string;
}

export interface RuleSetting {
  severity?: Severity | 'off';
  options?: Record<string, unknown>;
}

/** A metric that is a lamp, and how red shows: `acme_pump_state != 1`. */
export interface SiteLight {
  metric: string;
  operator: Comparator;
  value: number;
  meaning?: string;
}

/** What a site adds to the words by which texts are understood; entries may have several words. */
export interface SiteWords {
  /** Verbs by which a person changes something: `bounce`. */
  actions?: readonly string[];
  /** Verbs by which a person only looks: `eyeball`. */
  looks?: readonly string[];
  /** Names under which somebody can be reached: `harbour desk`. */
  teams?: readonly string[];
  /** Programs that a person types. */
  commands?: readonly string[];
  /** What names nothing in particular here: `the platform`. */
  vague?: readonly string[];
  /** Whole texts that stand where nothing has been written yet. */
  placeholders?: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = { preset: 'recommended', rules: {}, overrides: [], exclude: [], runbooks: [], lights: [], words: {}, ignore: [] };
