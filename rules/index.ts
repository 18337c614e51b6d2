import type { Rule } from '../src/rule.ts';
import noAction from './act/no-action.ts';
import placeholderText from './act/placeholder-text.ts';
import restatedName from './act/restated-name.ts';
import presenceOnly from './inspect/presence-only.ts';
import unreadRecording from './serve/unread-recording.ts';
import alwaysFires from './trust/always-fires.ts';
import neverFires from './trust/never-fires.ts';
import silenceIsGreen from './trust/silence-is-green.ts';
import wrongPolarity from './trust/wrong-polarity.ts';

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [noAction, placeholderText, restatedName, presenceOnly, unreadRecording, alwaysFires, neverFires, silenceIsGreen, wrongPolarity];
