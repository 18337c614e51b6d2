import type { Confidence } from '../model/index.ts';
import type { OwnFinding } from '../own-findings.ts';
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

/** A kind of finding that no rule makes is explained like one. */
export function ownFindingText(own: OwnFinding): RuleText {
  return { ...own, howSure: HOW_SURE[own.confidence], presets: ['recommended', 'strict'], on: [], options: null, examples: [] };
}
