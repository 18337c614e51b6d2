import { readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { createDocument, type Document } from '../document.ts';
import type { Severity, Span } from '../model/index.ts';
import type { Rule } from '../rule.ts';
import { itemsAt } from '../syntax/yaml.ts';
import { reasonOf } from '../system-error.ts';
import { UsageError } from '../usage-error.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface Configuration {
  settings: Settings;
  failOn?: Severity;
  /** Rules of its own: those of plug-ins, and those that it requires. */
  rules: readonly Rule[];
  /** The configuration file, relative to the working directory; absent when there is none. */
  file?: string;
}

/** What is wrong with a configuration file, each problem with its place. */
export class ConfigurationError extends UsageError {
  override name = 'ConfigurationError';
  readonly document: Document;
  readonly problems: readonly ConfigurationProblem[];

  constructor(document: Document, problems: readonly ConfigurationProblem[]) {
    super(`${document.path}: ${problems.map(({ message }) => message).join('; ')}`);
    this.document = document;
    this.problems = problems;
  }
}

export interface ConfigurationProblem {
  message: string;
  at: Span;
}

/** In the order in which they are looked for. */
export const CONFIGURATION_FILES = ['vigilint.yaml', 'vigilint.yml', 'vigilint.json'];

/**
 * Finds, reads and checks the configuration for paths: the file that is named, or the nearest one from the folder that the
 * paths share up to the repository's root; none when `named` is false. Throws a ConfigurationError that says what is wrong
 * and where, and a UsageError when the named file cannot be read. Plug-ins are code of the repository and are run, unless `loadsPlugins` is false.
 * `edited`: the text of a file that an editor has not saved yet.
 */
export async function loadSettings(
  paths: readonly string[],
  named: string | false | undefined,
  cwd: string,
  rules: readonly Rule[],
  loadsPlugins = true,
  edited: (absolute: string) => string | undefined = () => undefined,
): Promise<Configuration> {
  const file = named === undefined ? nearestFile(sharedFolder(paths, cwd)) : named === false ? undefined : path.resolve(cwd, named);
  if (file === undefined) return { settings: DEFAULT_SETTINGS, rules: [] };
  const { settingsOf } = await import('./read.ts');
  const shown = path.relative(cwd, file).replaceAll(path.sep, '/');
  const document = createDocument(shown, edited(file) ?? textOf(file, shown));
  const folder = path.dirname(file);
  const own = await ownRules(document, folder, rules, loadsPlugins);
  return { ...settingsOf(document, { folder, cwd, rules: [...rules, ...own], loadsPlugins }), rules: own, file: shown };
}

/** The rules that a configuration brings along; nothing is loaded for one that brings none. */
async function ownRules(document: Document, folder: string, known: readonly Rule[], loadsPlugins: boolean): Promise<Rule[]> {
  const [root] = document.yaml().documents.map((yaml) => yaml.root);
  if (!root) return [];
  const plugins = loadsPlugins && itemsAt(root, 'plugins').length > 0 ? await (await import('./plugins.ts')).loadPlugins(document, root, folder, known) : [];
  const required = itemsAt(root, 'require').length > 0 ? (await import('./requirements.ts')).requirements(document, root, [...known, ...plugins]) : [];
  return [...plugins, ...required];
}

function textOf(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the configuration ${shown}: ${reasonOf(error)}`);
  }
}

/** The deepest folder that holds all paths. */
function sharedFolder(paths: readonly string[], cwd: string): string {
  const folders = paths.map((given) => {
    const absolute = path.resolve(cwd, given);
    return statOf(absolute)?.isDirectory() ? absolute : path.dirname(absolute);
  });
  return folders.reduce((shared, folder) => {
    while (!`${folder}${path.sep}`.startsWith(shared.endsWith(path.sep) ? shared : shared + path.sep)) shared = path.dirname(shared);
    return shared;
  });
}

function nearestFile(folder: string): string | undefined {
  const found = CONFIGURATION_FILES.map((name) => path.join(folder, name)).find(exists);
  if (found !== undefined) return found;
  const parent = path.dirname(folder);
  return parent === folder || exists(path.join(folder, '.git')) ? undefined : nearestFile(parent);
}

function exists(file: string): boolean {
  return statOf(file) !== undefined;
}

/** Undefined for what is not there or cannot be looked at; whoever reads it says so. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
