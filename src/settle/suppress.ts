import { daysBetween } from '../clock.ts';
import { aboutOf, type Policy } from '../judge.ts';
import type { Directive, Finding, Fix, Span, SuppressedFinding } from '../model/index.ts';
import { didYouMeanRule } from '../rule-names.ts';
import { ownFinding, OWN_FINDING_IDS, type OwnFindingId } from '../own-findings.ts';
import type { Rule } from '../rule.ts';
import type { Comments } from './comments.ts';

/** How many days ahead a suppression that ends is announced. */
const NOTICE_DAYS = 14;

export interface Circumstances {
  comments: Comments;
  /** Entries of `ignore` in the configuration. */
  entries: readonly Directive[];
  /** Findings that the preset does not ask for: what would hide one is not unused. */
  unasked: readonly Finding[];
  rules: readonly Rule[];
  policy: Policy;
  /** `2026-12-31`; a suppression holds through its last day. */
  today: string;
  /** Whole folders were read, so what hides nothing here may be said to hide nothing. */
  whole: boolean;
  /** How many files were read. */
  files: number;
  /** Plug-ins were not loaded, so a rule that is unknown may be one of theirs. */
  isPartial: boolean;
  /** Files of which something could not be read: what a comment there is about is not known. */
  unread: ReadonlySet<string>;
}

export interface Suppressed {
  left: Finding[];
  suppressed: SuppressedFinding[];
  /** What there is to say of the suppressions themselves. */
  remarks: Finding[];
}

/** A directive, what it is about, and which of its rules have hidden something. */
interface Candidate {
  directive: Directive;
  by: 'comment' | 'configuration';
  covers: (finding: Finding) => boolean;
  subject: Finding['subject'];
  used: Set<string>;
  /** All of a comment. */
  whole?: Span;
}

/** Takes out the findings that somebody has suppressed, and says what is wrong with the suppressions. */
export function suppress(findings: readonly Finding[], around: Circumstances): Suppressed {
  const candidates = candidatesOf(around);
  const suppressed: SuppressedFinding[] = [];
  const left: Finding[] = [];
  for (const finding of findings) {
    const holding = candidatesFor(finding, candidates, around.today);
    if (holding) suppressed.push({ ...finding, suppression: suppressionOf(holding) });
    else left.push(finding);
  }
  for (const finding of around.unasked) candidatesFor(finding, candidates, around.today);
  return { left, suppressed, remarks: remarksOn(candidates, around) };
}

function candidatesOf({ comments, entries }: Circumstances): Candidate[] {
  const fromComments = comments.placed.map(({ directive, subjects, whole }): Candidate => {
    const about = subjects.map(aboutOf);
    const keys = new Set(about.map(keyOf));
    return { directive, by: 'comment', covers: ({ subject }) => subject !== null && keys.has(keyOf(subject)), subject: about[0] ?? null, used: new Set(), whole };
  });
  const fromEntries = entries.map((directive): Candidate => {
    const { checks = [] } = directive;
    return { directive, by: 'configuration', covers: ({ subject }) => subject !== null && checks.some((pattern) => isLike(subject.id, pattern)), subject: null, used: new Set() };
  });
  return [...fromComments, ...fromEntries];
}

function keyOf({ kind, id, span }: NonNullable<Finding['subject']>): string {
  return `${kind}\n${id}\n${span.path}`;
}

/** The first candidate that hides a finding and holds today; marks each that is about it as used. */
function candidatesFor(finding: Finding, candidates: readonly Candidate[], today: string): Candidate | undefined {
  const about = candidates.filter(({ directive, covers }) => directive.rules.some(({ id }) => id === finding.rule) && covers(finding));
  for (const { used } of about) used.add(finding.rule);
  return about.find(({ directive }) => !isOver(directive, today));
}

function isOver({ until }: Directive, today: string): boolean {
  return until !== undefined && until.day < today;
}

function suppressionOf({ directive: { at, reason, until }, by }: Candidate): SuppressedFinding['suppression'] {
  return { by, reason, ...(until && { until: until.day }), at };
}

/** What is wrong with the suppressions themselves, as far as it is wanted. */
function remarksOn(candidates: readonly Candidate[], around: Circumstances): Finding[] {
  const all = [
    ...around.comments.problems.map(({ problem: { id, at, message }, subjects }) => ownFinding(id, at, message, subjects[0] ? aboutOf(subjects[0]) : null)),
    ...candidates.flatMap((candidate) => [...ofRules(candidate, around), ...ofDate(candidate, around)]),
  ];
  return all.flatMap((finding) => {
    const { severity = finding.severity } = around.policy({ id: finding.rule, presets: ['recommended', 'strict'] }, finding.at.path);
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}

function* ofRules(candidate: Candidate, { rules, policy, whole, files, unread, isPartial }: Circumstances): Generator<Finding> {
  const { directive, by, subject, used } = candidate;
  const unused: { index: number; finding: Finding }[] = [];
  const say = (id: OwnFindingId, at: Span, message: string): Finding => ownFinding(id, at, message, subject);
  for (const [index, { id, at }] of directive.rules.entries()) {
    const rule = rules.find((one) => one.id === id);
    if (!rule && isPartial) continue;
    if (!rule && !OWN_FINDING_IDS.includes(id)) yield say('suppression/unknown-rule', at, `there is no rule \`${id}\`, so nothing is suppressed${didYouMeanRule(id, rules)}`);
    else if (!rule) yield say('suppression/unknown-rule', at, `\`${id}\` cannot be suppressed here; it can be switched off under \`rules\` in the configuration`);
    else if (unread.has(at.path)) continue;
    else if (by === 'comment' && subject === null) yield { ...say('suppression/unused', at, 'no check holds this comment or begins below it, so nothing is suppressed'), ...MISPLACED };
    else if (whole && !used.has(id) && policy(rule, at.path).severity !== 'off') {
      const here = by === 'comment' ? 'here' : 'with these checks';
      unused.push({ index, finding: say('suppression/unused', at, `\`${id}\` finds nothing wrong ${here}, in the ${files === 1 ? 'one file that was' : `${files} files that were`} read, so nothing is suppressed`) });
    }
  }
  for (const { index, finding } of unused) {
    const fix = removal(candidate, index, unused.length);
    yield fix ? { ...finding, fix } : finding;
  }
}

/** Takes the name of a rule out of a comment, or the whole comment where nothing else is left in it. The configuration is left to its owners. */
function removal({ directive: { rules }, whole }: Candidate, index: number, count: number): Fix | undefined {
  const [before, own, next] = [rules[index - 1], rules[index], rules[index + 1]];
  if (!whole || !own) return undefined;
  const at = count === rules.length ? whole : { ...own.at, start: before ? before.at.end : own.at.start, end: before || !next ? own.at.end : next.at.start };
  return { edits: [{ at, text: '' }], safe: true };
}

const MISPLACED = {
  why: 'A comment counts where it stands. Whoever wrote this one believes that it holds.',
  help: 'Put it within the check or directly above it, or take it out. Where the format has no place for it, use `ignore` in the configuration.',
};

function* ofDate({ directive, subject, used }: Candidate, { today }: Circumstances): Generator<Finding> {
  const { until } = directive;
  if (!until || used.size === 0) return;
  const hidden = [...used].map((id) => `\`${id}\``).join(' and ');
  const days = daysBetween(today, until.day);
  if (days < 0) yield ownFinding('suppression/expired', until.at, `the suppression of ${hidden} ended on ${until.day}, so what it hid is back`, subject);
  else if (days <= NOTICE_DAYS) yield ownFinding('suppression/expires-soon', until.at, `the suppression of ${hidden} ends on ${until.day}, ${inDays(days)}`, subject);
}

function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** `*` stands for any characters; compared piece by piece, so that no pattern takes long. */
export function isLike(text: string, pattern: string): boolean {
  const [head = '', ...pieces] = pattern.split('*');
  const tail = pieces.pop();
  if (tail === undefined) return text === pattern;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - tail.length;
}
