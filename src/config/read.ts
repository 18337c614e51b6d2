import path from 'node:path';
import validate from '../../schemas/vigilint.schema.json?validator';
import type { Document } from '../document.ts';
import type { Comparator, Directive, Severity, Span } from '../model/index.ts';
import type { Rule } from '../rule.ts';
import { ConfigurationError, type Configuration, type ConfigurationProblem } from './load.ts';
import { problemsOfRules } from './rule-problems.ts';
import { problemsOfSchema, repeatedKeys } from './schema-problems.ts';
import { DEFAULT_SETTINGS, type RuleSetting, type Settings } from './settings.ts';
import { itemsAt, type YamlNode } from '../syntax/yaml.ts';
import { nodeAt, valueOf } from './value.ts';

/** The file as the schema lets it through. */
interface Written {
  preset?: Settings['preset'];
  rules?: WrittenRules;
  overrides?: { files: string[]; rules: WrittenRules }[];
  exclude?: string[];
  runbooks?: Settings['runbooks'];
  lights?: { metric: string; red: string; meaning?: string }[];
  words?: Settings['words'];
  ignore?: { rules: string[]; checks: string[]; until?: string; reason: string }[];
  failOn?: Severity;
}

type WrittenRules = Record<string, NonNullable<RuleSetting['severity']> | ({ severity?: NonNullable<RuleSetting['severity']> } & Record<string, unknown>)>;

/** What a configuration file says. Throws a ConfigurationError that names everything that is wrong with it. */
export function settingsOf(document: Document, { folder, cwd, rules, loadsPlugins }: { folder: string; cwd: string; rules: readonly Rule[]; loadsPlugins: boolean }): Omit<Configuration, 'file' | 'rules'> {
  const { written, isPartial } = checked(document, rules, loadsPlugins);
  const { failOn } = written;
  return {
    ...(failOn && { failOn }),
    settings: {
      preset: written.preset ?? DEFAULT_SETTINGS.preset,
      rules: rulesOf(written.rules ?? {}),
      overrides: (written.overrides ?? []).map((override) => ({ files: override.files, rules: rulesOf(override.rules) })),
      exclude: written.exclude ?? [],
      runbooks: (written.runbooks ?? []).map((entry) => ({ url: entry.url, folder: path.relative(cwd, path.resolve(folder, entry.folder)).replaceAll(path.sep, '/') })),
      lights: (written.lights ?? []).map(lightOf),
      words: written.words ?? {},
      ignore: (written.ignore ?? []).map((entry, index) => directiveOf(entry, document, index)),
      document,
      ...(isPartial && { isPartial }),
      root: folder,
    },
  };
}

/** `isPartial`: rules of plug-ins that were not loaded are unknown. */
function checked(document: Document, rules: readonly Rule[], loadsPlugins: boolean): { written: Written; isPartial: boolean } {
  const { documents, error } = document.yaml();
  const at = (start: number, end = start) => ({ path: document.path, start, end });
  const refuse = (problems: ConfigurationProblem[]) => new ConfigurationError(document, problems);
  if (error) throw refuse([{ message: `this YAML cannot be read: ${error.message}`, at: at(error.offset) }]);
  const second = documents[1];
  if (second?.root) throw refuse([{ message: 'a configuration is one YAML document, and here begins another', at: at(second.start) }]);
  const root = documents[0]?.root;
  if (!root) return { written: {}, isPartial: false };
  const value: unknown = valueOf(root);
  const problems = repeatedKeys(root);
  if (!isWritten(value)) problems.push(...problemsOfSchema(root, validate.errors ?? []));
  const isPartial = !loadsPlugins && itemsAt(root, 'plugins').length > 0;
  if (isWritten(value)) problems.push(...problemsOfRules(root, rules, isPartial));
  if (problems.length > 0) throw refuse(problems.map(({ message, node }) => ({ message, at: at(node.start, node.end) })).sort((a, b) => a.at.start - b.at.start));
  return { written: isWritten(value) ? value : {}, isPartial };
}

function isWritten(value: unknown): value is Written {
  return validate(value);
}

function rulesOf(written: WrittenRules): Record<string, RuleSetting> {
  return Object.fromEntries(Object.entries(written).map(([id, setting]) => [id, settingOf(setting)]));
}

function settingOf(written: WrittenRules[string]): RuleSetting {
  if (typeof written === 'string') return { severity: written };
  const { severity, ...options } = written;
  return { ...(severity && { severity }), options };
}

function directiveOf({ rules, checks, until, reason }: NonNullable<Written['ignore']>[number], document: Document, index: number): Directive {
  const at = (pointer: string): Span => {
    const { start, end } = nodeAt(document.yaml().documents[0]?.root ?? NOWHERE, `/ignore/${index}${pointer}`);
    return { path: document.path, start, end };
  };
  return {
    at: at(''),
    rules: rules.map((id, place) => ({ id, at: at(`/rules/${place}`) })),
    checks,
    reason,
    ...(until !== undefined && { until: { day: until, at: at('/until') } }),
  };
}

const NOWHERE: YamlNode = { is: 'map', entries: [], start: 0, end: 0 };

/** The schema has seen to it that `red` is a comparison with a number. */
function lightOf({ metric, red, meaning }: NonNullable<Written['lights']>[number]): Settings['lights'][number] {
  const operator = COMPARATORS.find((comparator) => red.trimStart().startsWith(comparator)) ?? '==';
  return { metric, operator, value: Number(red.replace(/^[ =!<>]+/, '')), ...(meaning !== undefined && { meaning }) };
}

/** The longer ones first: `>=` begins with `>`. */
const COMPARATORS: readonly Comparator[] = ['==', '!=', '>=', '<=', '>', '<'];
