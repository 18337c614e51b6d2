import { existsSync, readFileSync } from 'node:fs';
import type { BaselineEntry } from '../model/index.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { reasonOf } from '../system-error.ts';
import { UsageError } from '../usage-error.ts';
import { BASELINE_FILE } from './baseline-name.ts';
import { writeAtomically } from './output.ts';

/** The entries of a baseline; undefined where no file is named and none is there. Throws a UsageError for a file that is none. */
export function readBaseline(named: string | undefined): BaselineEntry[] | undefined {
  const file = named ?? BASELINE_FILE;
  if (named === undefined && !existsSync(file)) return undefined;
  const value = parsed(file);
  if (!isBaseline(value)) throw new UsageError(`${file} is no baseline that this version can read: it is \`{ "version": 1, "findings": [{ "check", "rule", "path", "count" }] }\`, written by \`vigilint baseline\``);
  return value.findings;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${file}: ${reasonOf(error).replace(/\s+/g, ' ')}`);
  }
}

interface Baseline {
  version: 1;
  findings: BaselineEntry[];
}

function isBaseline(value: unknown): value is Baseline {
  return isObject(value) && value.version === 1 && Array.isArray(value.findings) && value.findings.every(isEntry);
}

function isEntry(value: unknown): value is BaselineEntry {
  return isObject(value) && [value.check, value.rule, value.path].every((text) => typeof text === 'string') && Number.isInteger(value.count) && Number(value.count) > 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** One line an entry, so that a change of the file reads well and two changes rarely meet. */
export function writeBaseline(file: string, entries: readonly BaselineEntry[]): void {
  const lines = entries.map(({ check, rule, path, count }) => `    ${safeJson({ check, rule, path, count }).replace(/\n */g, ' ')}`);
  writeAtomically(file, `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`);
}
