import { didYouMean } from '../nearest.ts';
import type { Severity } from '../model/index.ts';
import type { Preset } from '../rule.ts';
import { UsageError } from '../usage-error.ts';
import type { ColorMode } from './terminal.ts';

/** Flags of every command. */
export interface CommonFlags {
  color: ColorMode;
}

/** Flags of every command that reads files. */
export interface ReadFlags extends CommonFlags {
  /** A path; false for `--no-config`. */
  config?: string | false;
  /** False for `--no-plugins`. */
  plugins?: boolean;
  stdinFilename?: string;
  verbose?: boolean;
  quiet?: boolean;
}

export interface BaselineFlags extends ReadFlags {
  /** The path of the baseline. */
  baseline?: string;
  prune?: boolean;
  preset?: Preset;
  only?: string[];
  skip?: string[];
}

export interface InitFlags extends CommonFlags {
  baseline?: boolean;
}

export interface ConfigFlags extends CommonFlags {
  format: string;
  config?: string | false;
  plugins?: boolean;
}

export interface HelpFlags {
  man?: boolean;
}

export interface LintFlags extends ReadFlags {
  /** A path; false for `--no-baseline`. */
  baseline?: string | false;
  /** What to compare with; empty for the usual branch. */
  changed?: string;
  format?: string[];
  preset?: Preset;
  only?: string[];
  skip?: string[];
  /** Make the safe fixes, and the others too if asked. */
  fix?: boolean;
  unsafeFixes?: boolean;
  /** Print what fixes would change. */
  diff?: boolean;
  failOn?: Severity;
  maxWarnings?: number;
  exitZero?: boolean;
  timing?: boolean;
}

export interface ModelFlags extends ReadFlags {
  format: string;
  why?: boolean;
}

/** The value if it is one of the choices; a UsageError that names the nearest one otherwise. */
export function choice<const Choices extends readonly string[]>(what: string, value: string, choices: Choices): Choices[number] {
  const found = choices.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`unknown ${what} \`${value}\`${didYouMean(value, choices)}\navailable: ${choices.join(', ')}`);
}
