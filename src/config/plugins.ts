import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Document } from '../document.ts';
import type { Rule } from '../rule.ts';
import { hasCode } from '../system-error.ts';
import { itemsAt, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import { ConfigurationError, type ConfigurationProblem } from './load.ts';
import { flawOf } from './rule-shape.ts';

/**
 * Loads the modules that `plugins` names and gives the rules that they export. This runs their code: whoever writes the configuration trusts
 * it. Throws a ConfigurationError that names the module where one cannot be loaded, or exports what is no rule.
 */
export async function loadPlugins(document: Document, root: YamlNode, folder: string, known: readonly Rule[]): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const entry of itemsAt(root, 'plugins')) {
    if (entry.is !== 'scalar') continue;
    const refuse = (message: string): ConfigurationError => new ConfigurationError(document, [problemAt(document, entry, `plug-in \`${entry.text}\` ${message}`)]);
    const module = await imported(entry.text, folder).catch((error: unknown) => {
      throw refuse(`cannot be loaded: ${reasonOf(error, folder)}`);
    });
    const candidates = Object.values(module).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]));
    const exported = [...new Set(candidates)].filter(looksLikeRule);
    if (exported.length === 0) throw refuse('exports no rule; a rule is what `defineRule` of vigilint gives');
    for (const candidate of exported) {
      const flaw = flawOf(candidate, [...known, ...rules]);
      if (flaw !== undefined) throw refuse(flaw);
      rules.push(candidate as Rule);
    }
  }
  return rules;
}

function problemAt({ path: file }: Document, { start, end }: YamlScalar, message: string): ConfigurationProblem {
  return { message, at: { path: file, start, end } };
}

function looksLikeRule(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ('judge' in value || 'id' in value);
}

async function imported(name: string, folder: string): Promise<Record<string, unknown>> {
  const url = pathToFileURL(/^\.{0,2}[\\/]/.test(name) || path.isAbsolute(name) ? path.resolve(folder, name) : packageFile(name, folder));
  return (await import(url.href)) as Record<string, unknown>;
}

/** The file that a package is entered by, as seen from a folder. */
function packageFile(name: string, folder: string): string {
  const require = createRequire(path.join(folder, 'vigilint.yaml'));
  try {
    return require.resolve(name);
  } catch (error) {
    // A package for `import` alone says so in its own description.
    const home = hasCode(error, 'ERR_PACKAGE_PATH_NOT_EXPORTED') ? (require.resolve.paths(name) ?? []).map((modules) => path.join(modules, name)).find(isPackage) : undefined;
    const entry = home === undefined ? undefined : entryOf(descriptionOf(home).exports);
    if (home === undefined || entry === undefined) throw error;
    return path.join(home, entry);
  }
}

function descriptionOf(home: string): { exports?: unknown } {
  return JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { exports?: unknown };
}

function isPackage(home: string): boolean {
  try {
    return typeof descriptionOf(home) === 'object';
  } catch {
    return false;
  }
}

/** https://nodejs.org/api/packages.html#conditional-exports, as far as `import` of the package itself needs it. */
function entryOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  for (const [condition, target] of Object.entries(exports)) if (/^(?:\.|import|node|default)$/.test(condition)) return entryOf(target);
  return undefined;
}

/** What went wrong, and the line of the module where that is known. */
function reasonOf(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return String(error);
  const [line = ''] = error.message.split('\n');
  const [message = ''] = line.split(' imported from ');
  const place = placeOf(error.stack ?? '', folder);
  return place === undefined ? message : `${message} (${place})`;
}

/** The first place of a stack, `rules/own.mjs:3`, where that lies below the folder. */
function placeOf(stack: string, folder: string): string | undefined {
  const frame = stack.split('\n').find((line) => line.includes('file://')) ?? '';
  const url = frame.slice(Math.max(frame.indexOf('file://'), 0));
  const [tail, line] = /:(\d+):\d+\)?$/.exec(url) ?? [];
  if (tail === undefined) return undefined;
  const file = path.relative(folder, fileURLToPath(url.slice(0, -tail.length))).replaceAll(path.sep, '/');
  return file.startsWith('..') ? undefined : `${file}:${line}`;
}
