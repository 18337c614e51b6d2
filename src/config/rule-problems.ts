import { isDay } from '../clock.ts';
import { didYouMean } from '../nearest.ts';
import { OWN_FINDING_IDS } from '../own-findings.ts';
import { didYouMeanRule } from '../rule-names.ts';
import type { Rule } from '../rule.ts';
import { entriesAt, get, itemsAt, type YamlEntry, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import { kindOf, type NodeProblem } from './schema-problems.ts';
import { valueOf } from './value.ts';

/** What is wrong with the rules that a configuration names, here and in its overrides: ids that no rule has, options that it does not take. */
export function problemsOfRules(root: YamlNode, rules: readonly Rule[], isPartial = false): NodeProblem[] {
  const settings = [...entriesAt(root, 'rules'), ...itemsAt(root, 'overrides').flatMap((override) => entriesAt(override, 'rules'))];
  return [...settings.flatMap((setting) => problemsOfSetting(setting, rules, isPartial)), ...itemsAt(root, 'ignore').flatMap((entry) => problemsOfEntry(entry, rules, isPartial))];
}

/** An entry of `ignore` names rules of checks, and a day of the calendar. */
function problemsOfEntry(entry: YamlNode, rules: readonly Rule[], isPartial: boolean): NodeProblem[] {
  const until = get(entry, 'until');
  const unknown = itemsAt(entry, 'rules').filter((node): node is YamlScalar => node.is === 'scalar' && !isPartial && !rules.some(({ id }) => id === node.text));
  return [
    ...unknown.map((node) => ({ message: `unknown rule \`${node.text}\`${didYouMeanRule(node.text, rules)}`, node })),
    ...(until?.is === 'scalar' && !isDay(until.text) ? [{ message: `\`${until.text}\` is no day of the calendar`, node: until }] : []),
  ];
}

function problemsOfSetting({ key, value }: YamlEntry, rules: readonly Rule[], isPartial: boolean): NodeProblem[] {
  const rule = rules.find(({ id }) => id === key.text);
  if (!rule && isPartial) return [];
  if (!rule && !OWN_FINDING_IDS.includes(key.text)) return [{ message: `unknown rule \`${key.text}\`${didYouMeanRule(key.text, rules)}`, node: key }];
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
