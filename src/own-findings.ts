import type { Confidence, Family, Finding, Severity, Span } from './model/index.ts';

/** A kind of finding that no rule makes but the program itself: files that cannot be read, suppressions that do not hold. It explains itself as a rule does. */
export interface OwnFinding {
  id: string;
  family: Family;
  summary: string;
  why: string;
  help: string;
  severity: Severity;
  confidence: Confidence;
  exceptions: string;
  references: readonly string[];
}

/** Every one of them, by id. */
export const OWN_FINDINGS = {
  'suppression/expired': {
    id: 'suppression/expired',
    family: 'suppression',
    summary: 'The date until which a finding is suppressed has passed.',
    why: 'Somebody promised that this would be mended by then. It is not, so the finding is back.',
    help: 'Mend what was found and take the suppression out, or agree on a new date and write it there.',
    severity: 'error',
    confidence: 'proven',
    exceptions: 'Where there is no date by which it will be mended, leave the date out and say so in the reason.',
    references: [],
  },
  'suppression/expires-soon': {
    id: 'suppression/expires-soon',
    family: 'suppression',
    summary: 'A suppression ends within fourteen days.',
    why: 'On the day after its date the finding is back and can fail the run, for whoever happens to change something then.',
    help: 'Mend what was found, or agree on a new date while there is time.',
    severity: 'warning',
    confidence: 'proven',
    exceptions: 'When the repair is already under way and will be there in time.',
    references: [],
  },
  'suppression/malformed': {
    id: 'suppression/malformed',
    family: 'suppression',
    summary: 'A suppression cannot be read, so it suppresses nothing.',
    why: 'Whoever wrote it believes that it holds. Nothing is hidden by it, and nothing else would say so.',
    help: 'Write `vigilint-ignore[rule] until 2026-12-31: reason`; the date may be left out, several rules are listed with commas.',
    severity: 'error',
    confidence: 'proven',
    exceptions: 'A comment that only speaks of suppressions does not begin with `vigilint-ignore`.',
    references: [],
  },
  'suppression/no-reason': {
    id: 'suppression/no-reason',
    family: 'suppression',
    summary: 'A suppression gives no reason, so it suppresses nothing.',
    why: 'The next reader cannot tell a fault that is known and accepted from one that somebody wanted out of sight.',
    help: 'Say behind a colon why it may stay: what is known, who has decided, what will end it.',
    severity: 'error',
    confidence: 'proven',
    exceptions: 'None: a few words are enough.',
    references: [],
  },
  'suppression/unknown-rule': {
    id: 'suppression/unknown-rule',
    family: 'suppression',
    summary: 'A suppression names a rule that is not there.',
    why: 'It suppresses nothing, and the finding that it was written for goes on.',
    help: 'Name the rule as the finding does; `vigilint rules` lists them. A whole family cannot be suppressed.',
    severity: 'error',
    confidence: 'proven',
    exceptions: 'A rule of a plug-in is known only in runs that load it.',
    references: [],
  },
  'suppression/unused': {
    id: 'suppression/unused',
    family: 'suppression',
    summary: 'A suppression hides nothing in what was read.',
    why: 'It would hide the next fault of this kind, with a reason that was given for another one.',
    help: 'Take it out.',
    severity: 'warning',
    confidence: 'proven',
    exceptions: 'It is said only where whole folders are read; in a run over a part of the project, what it hides may lie outside.',
    references: [],
  },
  'syntax-error': {
    id: 'syntax-error',
    family: 'syntax',
    summary: 'A file that may hold checks cannot be read.',
    why: 'What cannot be read is not checked, here or by the program that it is meant for.',
    help: 'Mend the syntax at this place; reading stops at the first error, so there may be more behind it.',
    severity: 'error',
    confidence: 'proven',
    exceptions: 'Templates are skipped with a note instead. A file that is broken on purpose belongs into `exclude` of the configuration.',
    references: ['https://yaml.org/spec/1.2.2/'],
  },
} as const satisfies Record<string, OwnFinding>;

export type OwnFindingId = keyof typeof OWN_FINDINGS;

export const OWN_FINDING_IDS: readonly string[] = Object.keys(OWN_FINDINGS);

/** The finding of such a kind at a place. */
export function ownFinding(id: OwnFindingId, at: Span, message: string, subject: Finding['subject'] = null): Finding {
  const { family, severity, confidence, why, help } = OWN_FINDINGS[id];
  return { rule: id, family, severity, confidence, message, why, help, at, subject, related: [], fingerprint: '' };
}
