import path from 'node:path';
import type { ESLint, Linter, Rule as EslintRule } from 'eslint';
import { findingsIn, understandFile, type UnderstoodFile } from './eslint/file.ts';
import { codeRules } from './eslint/rules.ts';
import type { Preset, Rule } from './rule.ts';
import { VERSION } from './version.ts';

const NAME = 'vigilint';

/** The page of a rule, which the package brings along. */
function pageOf(id: string): string {
  return new URL(`../docs/rules/${id}.md`, import.meta.url).href;
}

/** All rules look at one understanding of a file; ESLint makes a new `SourceCode` for every version of its text. */
const known = new WeakMap<object, UnderstoodFile | null>();

function understood({ sourceCode, filename, cwd }: EslintRule.RuleContext): UnderstoodFile | null {
  let file = known.get(sourceCode);
  if (file === undefined) {
    file = understandFile(path.relative(cwd, filename).replaceAll(path.sep, '/'), sourceCode.text, cwd) ?? null;
    known.set(sourceCode, file);
  }
  return file;
}

/** A rule of vigilint as one of ESLint's. */
function eslintRule(rule: Rule): EslintRule.RuleModule {
  const properties = Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, value]) => [name, { type: Array.isArray(value) ? 'array' : typeof value }]));
  return {
    meta: {
      type: 'problem',
      docs: { description: rule.summary, url: pageOf(rule.id), recommended: rule.presets.includes('recommended') },
      schema: [{ type: 'object', properties, additionalProperties: false }],
      defaultOptions: [{}],
      messages: { found: '{{ message }}' },
    },
    create: (context) => ({
      Program() {
        const file = understood(context);
        if (!file) return;
        const { sourceCode } = context;
        for (const { at, message } of findingsIn(file, rule, (context.options[0] ?? {}) as Record<string, unknown>, presetOf(context))) {
          context.report({ loc: { start: sourceCode.getLocFromIndex(at.start), end: sourceCode.getLocFromIndex(at.end) }, messageId: 'found', data: { message } });
        }
      },
    }),
  };
}

/** `settings: { vigilint: { preset: 'strict' } }` asks the questions too that only the owner of a check can answer. */
function presetOf({ settings }: EslintRule.RuleContext): Preset {
  const own: unknown = settings[NAME];
  return typeof own === 'object' && own !== null && 'preset' in own && own.preset === 'strict' ? 'strict' : 'recommended';
}

const FILES = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'];

function config(preset: Preset): Linter.Config {
  const on = codeRules.filter(({ presets }) => presets.includes(preset));
  return {
    name: `${NAME}/${preset}`,
    files: FILES,
    plugins: { [NAME]: plugin },
    settings: { [NAME]: { preset } },
    rules: Object.fromEntries(on.map(({ id, severity }) => [`${NAME}/${id}`, severity === 'error' ? 'error' : 'warn'])),
  };
}

/** The plugin without its configurations, which hold it. */
const plugin: ESLint.Plugin = {
  meta: { name: NAME, version: VERSION },
  rules: Object.fromEntries(codeRules.map((rule) => [rule.id, eslintRule(rule)])),
};

/** A plugin of ESLint: `export default [vigilint.configs.recommended]` in an `eslint.config.js`. */
const vigilint: ESLint.Plugin & { configs: Record<Preset, Linter.Config> } = { ...plugin, configs: { recommended: config('recommended'), strict: config('strict') } };

export default vigilint;
