import { didYouMean, nearest } from './nearest.ts';
import { OWN_FINDING_IDS } from './own-findings.ts';
import type { Rule } from './rule.ts';
import { UsageError } from './usage-error.ts';

/** The ids that a person means by ids, bare names and families; a UsageError for a word that is none of them. */
export function ruleIds(words: readonly string[], rules: readonly Rule[]): string[] {
  return words.flatMap((word) => {
    const ids = [...rules.map(({ id }) => id), ...OWN_FINDING_IDS].filter((id) => id === word || id.startsWith(`${word}/`) || nameOf(id) === word);
    if (ids.length > 0) return ids;
    throw new UsageError(`unknown rule \`${word}\`${didYouMeanRule(word, rules)}\n\`vigilint rules\` lists them`);
  });
}

/** Suggests an id for a slip in an id or a bare name, and a family for a slip in a family. */
export function didYouMeanRule(word: string, rules: readonly { id: string }[]): string {
  const ids = [...rules.map(({ id }) => id), ...OWN_FINDING_IDS];
  if (word.includes('/')) return didYouMean(word, ids);
  const near = nearest(word, [...ids.map(nameOf), ...new Set(ids.map(familyOf))]);
  const meant = ids.find((id) => nameOf(id) === near) ?? near;
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`;
}

export function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
