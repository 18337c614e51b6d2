import type { Rule } from '../src/rule.ts';
import noAction from './act/no-action.ts';
import placeholderText from './act/placeholder-text.ts';
import restatedName from './act/restated-name.ts';
import presenceOnly from './inspect/presence-only.ts';

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [noAction, placeholderText, restatedName, presenceOnly];
