import path from 'node:path';
import { matcherOfGlobs } from '../globs.ts';
import type { Policy } from '../judge.ts';
import type { Options } from '../lint.ts';
import type { RuleSetting, Settings } from './settings.ts';

/** Answers, for a rule and a path, whether the rule applies and with which severity and options. */
export function policyOf({ settings, only, skip, cwd = process.cwd() }: Pick<Options, 'settings' | 'only' | 'skip' | 'cwd'>): Policy {
  const overrides = settings.overrides.map(({ files, rules }) => ({ covers: matcherOfGlobs(files), rules }));
  const everywhere = new Map<string, RuleSetting>();
  return (rule, file) => {
    let setting = everywhere.get(rule.id);
    if (setting === undefined) {
      const isOn = only?.includes(rule.id) ?? rule.presets.includes(settings.preset);
      setting = { ...(isOn ? {} : { severity: 'off' }), ...settings.rules[rule.id] };
      everywhere.set(rule.id, setting);
    }
    if (overrides.length > 0) setting = overridden(setting, rule.id, relativeToRoot(file, settings, cwd), overrides);
    if (skip?.includes(rule.id) || (only && !only.includes(rule.id))) return { severity: 'off' };
    return only ? insisted(setting) : setting;
  };
}

interface Override {
  covers: (path: string) => boolean;
  rules: Record<string, RuleSetting>;
}

/** Later overrides win; options that an override does not name keep their value. */
function overridden(setting: RuleSetting, rule: string, file: string, overrides: readonly Override[]): RuleSetting {
  return overrides
    .filter(({ covers, rules }) => rules[rule] !== undefined && covers(file))
    .reduce<RuleSetting>((before, { rules }) => ({ ...before, ...rules[rule], options: { ...before.options, ...rules[rule]?.options } }), setting);
}

/** Who asks for a rule by name gets it, also where the configuration has switched it off. */
function insisted(setting: RuleSetting): RuleSetting {
  return setting.severity === 'off' ? { options: setting.options ?? {} } : setting;
}

/** The numbers of the overrides that cover a file, the one that wins first. */
export function coveringOverrides(settings: Settings, file: string, cwd: string): number[] {
  const shown = relativeToRoot(file, settings, cwd);
  return settings.overrides.flatMap(({ files }, index) => (matcherOfGlobs(files)(shown) ? [index] : [])).reverse();
}

function relativeToRoot(file: string, { root }: Settings, cwd: string): string {
  return root === undefined ? file : path.relative(root, path.resolve(cwd, file)).replaceAll(path.sep, '/');
}
