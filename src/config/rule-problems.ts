import { didYouMean } from '../nearest.ts';
import { didYouMeanRule, SYNTAX_ERROR } from '../rule-names.ts';
import type { Rule } from '../rule.ts';
import { entriesAt, itemsAt, type YamlEntry, type YamlNode } from '../syntax/yaml.ts';
import { kindOf, type NodeProblem } from './schema-problems.ts';
import { valueOf } from './value.ts';

/** What is wrong with the rules that a configuration names, here and in its overrides: ids that no rule has, options that it does not take. */
export function problemsOfRules(root: YamlNode, rules: readonly Rule[]): NodeProblem[] {
  const settings = [...entriesAt(root, 'rules'), ...itemsAt(root, 'overrides').flatMap((override) => entriesAt(override, 'rules'))];
  return settings.flatMap((setting) => problemsOfSetting(setting, rules));
}

function problemsOfSetting({ key, value }: YamlEntry, rules: readonly Rule[]): NodeProblem[] {
  const rule = rules.find(({ id }) => id === key.text);
  if (!rule && key.text !== SYNTAX_ERROR) return [{ message: `unknown rule \`${key.text}\`${didYouMeanRule(key.text, rules)}`, node: key }];
  const defaults = new Map(Object.entries(rule?.options ?? {}));
  return entriesAt(value)
    .filter((option) => option.key.text !== 'severity')
    .flatMap((option) => problemsOfOption(option, key.text, defaults));
}

function problemsOfOption({ key, value }: YamlEntry, rule: string, defaults: ReadonlyMap<string, unknown>): NodeProblem[] {
  if (!defaults.has(key.text)) {
    const known = [...defaults.keys()];
    const takes = known.length === 0 ? '; it takes none' : didYouMean(key.text, known) || `; it takes ${known.join(', ')}`;
    return [{ message: `\`${rule}\` has no option \`${key.text}\`${takes}`, node: key }];
  }
  const expected = typeOf(defaults.get(key.text));
  return typeOf(valueOf(value)) === expected ? [] : [{ message: `option \`${key.text}\` of \`${rule}\` is ${expected}, not ${kindOf(value)}`, node: value }];
}

/** The type of an option, in words; a list has the type of what is in it. */
function typeOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'a list of texts' : 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'a map';
}
