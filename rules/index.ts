import type { Rule } from '../src/rule.ts';
import missingRunbook from './act/missing-runbook.ts';
import noAction from './act/no-action.ts';
import placeholderText from './act/placeholder-text.ts';
import restatedName from './act/restated-name.ts';
import stubRunbook from './act/stub-runbook.ts';
import noExpectedReading from './inspect/no-expected-reading.ts';
import presenceOnly from './inspect/presence-only.ts';
import presenceStep from './inspect/presence-step.ts';
import signatureOnly from './inspect/signature-only.ts';
import noConsequence from './serve/no-consequence.ts';
import noOwner from './serve/no-owner.ts';
import orphanRunbook from './serve/orphan-runbook.ts';
import unreadRecording from './serve/unread-recording.ts';
import alwaysFires from './trust/always-fires.ts';
import neverFires from './trust/never-fires.ts';
import silenceIsGreen from './trust/silence-is-green.ts';
import wrongPolarity from './trust/wrong-polarity.ts';

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  missingRunbook,
  noAction,
  placeholderText,
  restatedName,
  stubRunbook,
  noExpectedReading,
  presenceOnly,
  presenceStep,
  signatureOnly,
  noConsequence,
  noOwner,
  orphanRunbook,
  unreadRecording,
  alwaysFires,
  neverFires,
  silenceIsGreen,
  wrongPolarity,
];
