import type { Rule } from '../src/rule.ts';
import contactWithoutTarget from './act/contact-without-target.ts';
import emptyTemplate from './act/empty-template.ts';
import missingRunbook from './act/missing-runbook.ts';
import noAction from './act/no-action.ts';
import noBranch from './act/no-branch.ts';
import noEscalation from './act/no-escalation.ts';
import noVerification from './act/no-verification.ts';
import placeholderText from './act/placeholder-text.ts';
import readingNotShown from './act/reading-not-shown.ts';
import restatedName from './act/restated-name.ts';
import riskyWithoutUndo from './act/risky-without-undo.ts';
import runbookDisagrees from './act/runbook-disagrees.ts';
import stubRunbook from './act/stub-runbook.ts';
import unfinishedBranch from './act/unfinished-branch.ts';
import vagueAction from './act/vague-action.ts';
import anyStatusAccepted from './inspect/any-status-accepted.ts';
import constantCheck from './inspect/constant-check.ts';
import constantEndpoint from './inspect/constant-endpoint.ts';
import emptyAssertion from './inspect/empty-assertion.ts';
import identicalProbes from './inspect/identical-probes.ts';
import noAssertion from './inspect/no-assertion.ts';
import noExpectedReading from './inspect/no-expected-reading.ts';
import presenceOnly from './inspect/presence-only.ts';
import presenceStep from './inspect/presence-step.ts';
import signatureOnly from './inspect/signature-only.ts';
import stateInBody from './inspect/state-in-body.ts';
import staticEndpoint from './inspect/static-endpoint.ts';
import statusIgnored from './inspect/status-ignored.ts';
import vagueLook from './inspect/vague-look.ts';
import duplicateCheck from './serve/duplicate-check.ts';
import noConsequence from './serve/no-consequence.ts';
import noOwner from './serve/no-owner.ts';
import orphanRunbook from './serve/orphan-runbook.ts';
import placeholderOwner from './serve/placeholder-owner.ts';
import reachesNobody from './serve/reaches-nobody.ts';
import severityMisrouted from './serve/severity-misrouted.ts';
import unreachableRoute from './serve/unreachable-route.ts';
import unreadRecording from './serve/unread-recording.ts';
import unusedReceiver from './serve/unused-receiver.ts';
import allClearOnly from './trust/all-clear-only.ts';
import alwaysFires from './trust/always-fires.ts';
import checkNeverRuns from './trust/check-never-runs.ts';
import disabledCheck from './trust/disabled-check.ts';
import impossibleThreshold from './trust/impossible-threshold.ts';
import mutedForever from './trust/muted-forever.ts';
import neverFires from './trust/never-fires.ts';
import neverHeard from './trust/never-heard.ts';
import neverPasses from './trust/never-passes.ts';
import neverScraped from './trust/never-scraped.ts';
import neverSent from './trust/never-sent.ts';
import noWatchdog from './trust/no-watchdog.ts';
import passesUnanswered from './trust/passes-unanswered.ts';
import placeholderCheck from './trust/placeholder-check.ts';
import refusedConfiguration from './trust/refused-configuration.ts';
import silenceIsGreen from './trust/silence-is-green.ts';
import skippedCheck from './trust/skipped-check.ts';
import slowToSee from './trust/slow-to-see.ts';
import swallowedFailure from './trust/swallowed-failure.ts';
import thresholdMissing from './trust/threshold-missing.ts';
import unawaitedAssertion from './trust/unawaited-assertion.ts';
import unsetReceiver from './trust/unset-receiver.ts';
import wrongPolarity from './trust/wrong-polarity.ts';

/** Every rule, by family and name. */
export const rules: readonly Rule[] = [
  contactWithoutTarget,
  emptyTemplate,
  missingRunbook,
  noAction,
  noBranch,
  noEscalation,
  noVerification,
  placeholderText,
  readingNotShown,
  restatedName,
  riskyWithoutUndo,
  runbookDisagrees,
  stubRunbook,
  unfinishedBranch,
  vagueAction,
  anyStatusAccepted,
  constantCheck,
  constantEndpoint,
  emptyAssertion,
  identicalProbes,
  noAssertion,
  noExpectedReading,
  presenceOnly,
  presenceStep,
  signatureOnly,
  stateInBody,
  staticEndpoint,
  statusIgnored,
  vagueLook,
  duplicateCheck,
  noConsequence,
  noOwner,
  orphanRunbook,
  placeholderOwner,
  reachesNobody,
  severityMisrouted,
  unreachableRoute,
  unreadRecording,
  unusedReceiver,
  allClearOnly,
  alwaysFires,
  checkNeverRuns,
  disabledCheck,
  impossibleThreshold,
  mutedForever,
  neverFires,
  neverHeard,
  neverPasses,
  neverScraped,
  neverSent,
  noWatchdog,
  passesUnanswered,
  placeholderCheck,
  refusedConfiguration,
  silenceIsGreen,
  skippedCheck,
  slowToSee,
  swallowedFailure,
  thresholdMissing,
  unawaitedAssertion,
  unsetReceiver,
  wrongPolarity,
];
