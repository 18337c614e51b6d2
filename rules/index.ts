import type { Rule } from '../src/rule.ts';
import presenceOnly from './inspect/presence-only.ts';

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [presenceOnly];
