import type { Confidence } from '../model/index.ts';
import type { Rule } from '../rule.ts';

/** What a rule says of itself, as plain data. */
export interface RuleText {
  id: string;
  family: string;
  summary: string;
  why: string;
  help: string;
  severity: string;
  confidence: Confidence;
  howSure: string;
  presets: readonly string[];
  on: readonly string[];
  /** Options with their defaults; null when it takes none. */
  options: Record<string, unknown> | null;
  exceptions: string;
  examples: readonly { format: string; path: string; bad: string; good: string }[];
  references: readonly string[];
}

const HOW_SURE: Record<Confidence, string> = {
  proven: 'It follows from what the files say.',
  likely: 'It is a judgement on words or conventions: likely, and worth a look before you act on it.',
  ask: 'It is a question to the owner; shown by preset `strict` only.',
};

export function ruleText(rule: Rule): RuleText {
  const { id, summary, why, help, severity, confidence, presets, on, exceptions, examples, references } = rule;
  const options = typeof rule.options === 'object' && rule.options !== null ? { ...rule.options } : null;
  return { id, family: id.slice(0, id.indexOf('/')), summary, why, help, severity, confidence, howSure: HOW_SURE[confidence], presets, on, options, exceptions, examples, references };
}

/** Files that cannot be read make findings without a rule; they are explained like one. */
export const SYNTAX_ERROR_TEXT: RuleText = {
  id: 'syntax-error',
  family: 'syntax',
  summary: 'A file that may hold checks cannot be read.',
  why: 'What cannot be read is not checked, here or by the program that it is meant for.',
  help: 'Mend the syntax at the place; reading stops at the first error, so there may be more behind it.',
  severity: 'error',
  confidence: 'proven',
  howSure: HOW_SURE.proven,
  presets: ['recommended', 'strict'],
  on: [],
  options: null,
  exceptions: 'Templates are skipped with a note instead. A file that is broken on purpose belongs into `exclude` of the configuration.',
  examples: [],
  references: ['https://yaml.org/spec/1.2.2/'],
};
