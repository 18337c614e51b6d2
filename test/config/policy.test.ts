import { describe, expect, it } from 'vitest';
import { policyOf } from '../../src/config/policy.ts';
import { DEFAULT_SETTINGS, type RuleSetting, type Settings } from '../../src/config/settings.ts';
import { defineRule, type Preset, type Rule } from '../../src/rule.ts';

function ruleOf(presets: Preset[]): Rule {
  return defineRule({
    id: 'act/example',
    summary: '',
    why: '',
    help: '',
    severity: 'warning',
    confidence: 'likely',
    presets,
    on: ['alert'],
    references: [],
    exceptions: '',
    examples: [],
    *judge() {
      // Nothing is judged here.
    },
  });
}

interface Case {
  presets?: Preset[];
  settings?: Partial<Settings>;
  only?: string[];
  skip?: string[];
  path?: string;
}

function settingOf({ presets = ['recommended', 'strict'], settings = {}, path = 'a.yml', ...selection }: Case): RuleSetting {
  return policyOf({ settings: { ...DEFAULT_SETTINGS, ...settings }, ...selection, cwd: '/work/sub' })(ruleOf(presets), path);
}

const off = { severity: 'off' };
const legacy = { files: ['legacy'], rules: { 'act/example': { severity: 'note' as const, options: { most: 1 } } } };

describe('which rules apply, and how', () => {
  it.each<[string, Case, RuleSetting]>([
    ['a recommended rule is on', {}, {}],
    ['a strict one is off', { presets: ['strict'] }, { severity: 'off' }],
    ['and on in the strict preset', { presets: ['strict'], settings: { preset: 'strict' } }, {}],
    ['the configuration switches on', { presets: ['strict'], settings: { rules: { 'act/example': { severity: 'error' } } } }, { severity: 'error' }],
    ['options alone do not switch on', { presets: ['strict'], settings: { rules: { 'act/example': { options: { most: 1 } } } } }, { severity: 'off', options: { most: 1 } }],
    ['only others', { only: ['act/other'] }, { severity: 'off' }],
    ['only this one, which no preset has', { presets: [], only: ['act/example'] }, {}],
    ['only this one, which the configuration has switched off', { only: ['act/example'], settings: { rules: { 'act/example': { severity: 'off' } } } }, { options: {} }],
    ['skipped', { skip: ['act/example'], only: ['act/example'] }, { severity: 'off' }],
    ['an override for another path', { settings: { overrides: [legacy] } }, {}],
    ['an override for this path', { settings: { overrides: [legacy] }, path: 'legacy/a.yml' }, { severity: 'note', options: { most: 1 } }],
    [
      'the last override wins, option by option',
      { settings: { overrides: [legacy, { files: ['**/*.yml'], rules: { 'act/example': { options: { least: 0 } } } }] }, path: 'legacy/a.yml' },
      { severity: 'note', options: { most: 1, least: 0 } },
    ],
    ['globs are relative to the configuration', { settings: { root: '/work', overrides: [{ ...legacy, files: ['sub/legacy'] }] }, path: 'legacy/a.yml' }, { severity: 'note', options: { most: 1 } }],
    ['also outside the working directory', { settings: { root: '/work', overrides: [legacy] }, path: '../legacy/a.yml' }, { severity: 'note', options: { most: 1 } }],
  ])('%s', (_, given, expected) => {
    expect(settingOf(given)).toEqual(expected);
  });

  it('an override switches off', () => {
    expect(settingOf({ settings: { overrides: [{ files: ['a.yml'], rules: { 'act/example': { severity: 'off' } } }] } })).toMatchObject(off);
  });
});
