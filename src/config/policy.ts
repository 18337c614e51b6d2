import type { Policy } from '../judge.ts';
import type { Options } from '../lint.ts';
import type { Rule } from '../rule.ts';
import type { RuleSetting } from './settings.ts';

/** Answers, for a rule and a path, whether the rule applies and with which severity and options. */
export function policyOf({ settings, only, skip }: Pick<Options, 'settings' | 'only' | 'skip'>): Policy {
  const base = (rule: Rule): RuleSetting => {
    if (skip?.includes(rule.id)) return { severity: 'off' };
    if (only) return only.includes(rule.id) ? (settings.rules[rule.id] ?? {}) : { severity: 'off' };
    return settings.rules[rule.id] ?? (rule.presets.includes(settings.preset) ? {} : { severity: 'off' });
  };
  return (rule) => base(rule);
}
