import { rules } from '../../rules/index.ts';
import type { Rule } from '../rule.ts';

/**
 * The rules that judge a check of code by its own file and those that it imports. Rules that ask all files of a project, such as who else looks at the target,
 * who owns the file or where a link leads, speak on the command line only.
 */
const OF_ONE_FILE = new Set([
  'act/no-action',
  'act/placeholder-text',
  'act/restated-name',
  'act/vague-action',
  'inspect/any-status-accepted',
  'inspect/constant-endpoint',
  'inspect/empty-assertion',
  'inspect/no-assertion',
  'inspect/state-in-body',
  'trust/always-fires',
  'trust/disabled-check',
  'trust/impossible-threshold',
  'trust/muted-forever',
  'trust/never-fires',
  'trust/never-heard',
  'trust/skipped-check',
  'trust/swallowed-failure',
  'trust/threshold-missing',
  'trust/unawaited-assertion',
  'trust/wrong-polarity',
]);

export const codeRules: readonly Rule[] = rules.filter(({ id }) => OF_ONE_FILE.has(id));
