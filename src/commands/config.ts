import path from 'node:path';
import { rules as builtInRules } from '../../rules/index.ts';
import { loadSettings, type Configuration } from '../config/load.ts';
import { coveringOverrides, policyOf } from '../config/policy.ts';
import { DEFAULT_SETTINGS } from '../config/settings.ts';
import { entryOf, nodeAt, valueOf } from '../config/value.ts';
import { OWN_FINDINGS } from '../own-findings.ts';
import { exclusionOf, matcherOf } from '../find.ts';
import { formats } from '../formats/index.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { visibleLine } from '../reporters/visible.ts';
import type { Rule } from '../rule.ts';
import { choice, type ConfigFlags } from './flags.ts';
import type { Terminal } from './terminal.ts';

/** A value that holds, and who says so: a line of the configuration, an override, the preset or nobody. */
interface Held {
  key: string;
  value: unknown;
  from: string;
}

/** Prints what holds for a file, or in general, and where each value comes from. Returns the exit status. */
export async function configCommand(file: string | undefined, flags: ConfigFlags, terminal: Terminal): Promise<number> {
  const format = choice('format', flags.format, ['text', 'json']);
  const cwd = process.cwd();
  const configuration = await loadSettings([file ?? '.'], flags.config, cwd, builtInRules, flags.plugins ?? true);
  const shown = file === undefined ? undefined : path.relative(cwd, path.resolve(cwd, file)).replaceAll(path.sep, '/');
  const settings = settingsOf(configuration);
  const rules = rulesOf(configuration, shown ?? '', cwd);
  const reading = shown === undefined ? undefined : readingOf(shown, configuration, cwd);
  if (format === 'json') terminal.out(`${safeJson({ version: 1, configuration: configuration.file ?? null, file: shown ?? null, read: reading ?? null, settings: byKey(settings), rules: byKey(rules) })}\n`);
  else terminal.out(text(configuration, shown, reading, settings, rules));
  return 0;
}

/** Whether a file would be read, in words. */
function readingOf(file: string, { settings }: Configuration, cwd: string): string {
  const reason = exclusionOf(file, settings, cwd);
  if (reason !== undefined) return `not read: ${reason}`;
  const matches = matcherOf(formats);
  const fitting = formats.filter((format) => matches(format, file));
  return fitting.length === 0 ? 'not read: no format has files of this name' : `may hold: ${fitting.map(({ title }) => title).join(', ')}`;
}

const KEYS = ['preset', 'failOn', 'exclude', 'runbooks', 'lights', 'words', 'ignore', 'plugins', 'require'];

/** What is written, or the default where nothing is. */
function settingsOf({ settings: { document }, file }: Configuration): Held[] {
  const root = document?.yaml().documents[0]?.root;
  const defaults: Record<string, unknown> = { ...DEFAULT_SETTINGS, failOn: 'error', plugins: [], require: [] };
  return KEYS.map((key) => {
    const entry = root?.is === 'map' ? entryOf(root, key) : undefined;
    return entry && document ? { key, value: valueOf(entry.value), from: `${file}:${document.lines().positionOf(entry.key.start).line}` } : { key, value: defaults[key], from: 'default' };
  });
}

/** The severity and the options of every rule, as they hold for a file. */
function rulesOf(configuration: Configuration, file: string, cwd: string): Held[] {
  const { settings } = configuration;
  const policy = policyOf({ settings, cwd });
  const covering = coveringOverrides(settings, file, cwd);
  const all: (Pick<Rule, 'presets' | 'severity' | 'options'> & { id: string })[] = [...builtInRules, ...configuration.rules, ...Object.values(OWN_FINDINGS).map((own) => ({ ...own, presets: ['recommended', 'strict'] as const, options: undefined }))];
  return all.map((rule) => {
    const { severity = rule.severity, options = {} } = policy(rule, file);
    const given = typeof rule.options === 'object' ? rule.options : {};
    const value = severity === 'off' || Object.keys({ ...given }).length === 0 ? severity : { severity, ...given, ...options };
    const pointers = [...covering.map((index) => `/overrides/${index}/rules`), '/rules'].map((pointer) => `${pointer}/${rule.id.replaceAll('/', '~1')}`);
    return { key: rule.id, value, from: writtenAt(pointers, configuration) ?? `preset ${settings.preset}` };
  });
}

/** The first of several places of the configuration that is written. */
function writtenAt(pointers: readonly string[], { settings: { document }, file }: Configuration): string | undefined {
  const root = document?.yaml().documents[0]?.root;
  if (!root) return undefined;
  for (const pointer of pointers) {
    const cut = pointer.lastIndexOf('/');
    const holder = nodeAt(root, pointer.slice(0, cut));
    const entry = holder.is === 'map' ? entryOf(holder, pointer.slice(cut + 1).replaceAll('~1', '/')) : undefined;
    if (entry) return `${file}:${document.lines().positionOf(entry.key.start).line}${pointer.startsWith('/overrides') ? ', an override' : ''}`;
  }
  return undefined;
}

function byKey(held: readonly Held[]): Record<string, { value: unknown; from: string }> {
  return Object.fromEntries(held.map(({ key, value, from }) => [key, { value, from }]));
}

/** YAML that would mean the same, with its origins as comments. */
function text({ file }: Configuration, shown: string | undefined, reading: string | undefined, settings: readonly Held[], rules: readonly Held[]): string {
  const head = [`# ${file === undefined ? 'no configuration file; what holds by default' : visibleLine(file)}${shown === undefined ? '' : `, for ${visibleLine(shown)}`}`, ...(reading === undefined ? [] : [`# ${visibleLine(reading)}`])];
  const lines = [...settings.map((held) => lineOf(held, '')), { words: 'rules:', from: '' }, ...rules.map((held) => lineOf(held, '  '))];
  const width = Math.min(60, Math.max(...lines.map(({ words }) => words.length)));
  return `${[...head, ...lines.map(({ words, from }) => (from === '' ? words : `${words.padEnd(width)}  # ${from}`))].join('\n')}\n`;
}

function lineOf({ key, value, from }: Held, indent: string): { words: string; from: string } {
  const written = typeof value === 'string' ? value : safeJson(value).replace(/\n */g, ' ').replace(/\[ \]/g, '[]').replace(/\{ \}/g, '{}');
  return { words: `${indent}${key}: ${visibleLine(written)}`, from: visibleLine(from) };
}
