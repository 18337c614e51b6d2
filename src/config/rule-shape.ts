import { didYouMean } from '../nearest.ts';
import type { Rule, SubjectKind } from '../rule.ts';

export const SUBJECT_KINDS: readonly SubjectKind[] = ['alert', 'probe', 'synthetic', 'round', 'endpoint', 'runbook', 'recording', 'route', 'receiver'];

const ID = /^(?:inspect|act|serve|trust)\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The texts that a rule owes its reader. */
const TEXTS = ['summary', 'why', 'help', 'exceptions'];

/** Why a value is no rule, as words that can follow the name of who gives it; undefined for a rule. */
export function flawOf(value: object, known: readonly Rule[]): string | undefined {
  const rule = value as Record<string, unknown>;
  const { id } = rule;
  if (typeof id !== 'string') return 'exports a rule without an `id`';
  const named = `exports \`${id}\`, which`;
  if (!ID.test(id)) return `${named} is no id of a rule: \`family/bad-pattern\`, with one of the families inspect, act, serve, trust`;
  if (known.some((other) => other.id === id)) return `${named} is there already; name it otherwise`;
  if (typeof rule.judge !== 'function') return `${named} has no \`judge\``;
  for (const key of TEXTS) if (typeof rule[key] !== 'string') return `${named} lacks the text \`${key}\``;
  for (const key of ['references', 'examples']) if (!Array.isArray(rule[key])) return `${named} lacks the list \`${key}\``;
  return wrongChoice(named, 'severity', rule.severity, ['error', 'warning', 'note']) ?? wrongChoice(named, 'confidence', rule.confidence, ['proven', 'likely', 'ask']) ?? wrongList(named, 'presets', rule.presets, ['recommended', 'strict']) ?? wrongList(named, 'on', rule.on, SUBJECT_KINDS);
}

function wrongList(named: string, key: string, value: unknown, choices: readonly string[]): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return `${named} lacks the list \`${key}\``;
  return value.map((one: unknown) => wrongChoice(named, key, one, choices)).find((flaw) => flaw !== undefined);
}

function wrongChoice(named: string, key: string, value: unknown, choices: readonly string[]): string | undefined {
  if (typeof value === 'string' && choices.includes(value)) return undefined;
  return `${named} has a wrong \`${key}\`: ${choices.join(', ')}${typeof value === 'string' ? didYouMean(value, choices) : ''}`;
}
