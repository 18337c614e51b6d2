import { looksOf, type Check, type Runbook, type Section, type Span } from '../model/index.ts';
import type { Lead } from './links.ts';
import { nameKey } from './links.ts';

/** A statement of a page about an alert that differs from the alert. */
export interface Disagreement {
  at: Span;
  /** As the page says it. */
  says: string;
  /** As the rule has it. */
  rule: string;
  check: Check;
}

/** Severities that mean the same wherever they are used, and so can be compared. */
const COMPARABLE = new Set(['critical', 'warning', 'info']);

const SEVERITY = /\bseverity\b[\s:*_`|-]{1,8}(critical|warning|info)\b|\bthis is an? `?(critical|warning|info)`?(?: level)? alert\b/i;
const FIRES = /\b(?:fires|fired|firing|triggers|triggered|alerts?|raised)\b/i;
const DURATION = /\bfor (?:more than |at least |longer than |over |about )?(\d{1,4}) ?(seconds?|minutes?|mins?|hours?|days?|s|m|h|d)\b/i;
const SHARE = /(?:\b(?:above|over|exceeds?|exceeded|than|below|under)|[<>≤≥]=?) ?(\d{1,3}(?:\.\d{1,4})?) ?(?:%|percent\b)/i;

/** What a page says of the one alert that leads there and the alert does not; the first place only. */
export function disagreementOf(runbook: Runbook, leads: readonly Lead[]): Disagreement | undefined {
  for (const lead of leads) {
    const scope = scopeOf(runbook, lead, leads);
    if (!scope) continue;
    // An alert that is defined several times, once a severity, agrees when one of them does.
    const checks = leads.filter(({ check }) => nameKey(check.name) === nameKey(lead.check.name)).map(({ check }) => check);
    const found = severityIn(scope, checks) ?? durationIn(scope, checks) ?? shareIn(scope, checks);
    if (found) return { ...found, check: lead.check };
  }
  return undefined;
}

type Found = Omit<Disagreement, 'check'>;

/** The part of the page that is about the alert alone: its section, or a page that bears its name and serves no other. */
function scopeOf(runbook: Runbook, { check, section }: Lead, leads: readonly Lead[]): Section[] | undefined {
  const key = nameKey(check.name);
  if (section && section.level > 1 && nameKey(section.title) === key) return [section];
  const isOnly = leads.every((other) => nameKey(other.check.name) === key);
  return isOnly && runbook.alerts.some((name) => nameKey(name) === key) ? runbook.sections.filter(({ level, role }, index) => level === 0 || index === 0 || role === 'meaning') : undefined;
}

function severityIn(scope: readonly Section[], checks: readonly Check[]): Found | undefined {
  const severities = checks.map(({ response }) => response.severity?.text.toLowerCase() ?? '');
  if (!severities.every((severity) => COMPARABLE.has(severity))) return undefined;
  for (const step of scope.flatMap(({ steps }) => steps)) {
    const [says, first, second] = SEVERITY.exec(step.text) ?? [];
    const severity = (first ?? second)?.toLowerCase();
    if (says !== undefined && severity !== undefined && !severities.includes(severity)) return { at: step.at, says, rule: `severity ${severities.join(' or ')}` };
  }
  return undefined;
}

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };

function durationIn(scope: readonly Section[], checks: readonly Check[]): Found | undefined {
  const known = checks.flatMap((check) => {
    const ranges = expressionsOf(check).flatMap((expression) => [...expression.matchAll(/\[(\d{1,5})([smhd])[\]:]/g)].map(([, count, unit]) => Number(count) * (SECONDS[unit ?? 's'] ?? 1)));
    const held = check.timing.holds ?? 0;
    return [held, ...ranges, ...ranges.map((range) => range + held)];
  });
  const holds = checks[0]?.timing.holds;
  if (holds === undefined || holds === 0) return undefined;
  for (const { step, sentence } of sentences(scope)) {
    const [says, count, unit] = DURATION.exec(sentence) ?? [];
    if (says === undefined || !FIRES.test(sentence)) continue;
    const seconds = Number(count) * (SECONDS[unit?.[0]?.toLowerCase() ?? 's'] ?? 1);
    return known.includes(seconds) ? undefined : { at: step.at, says, rule: `for ${spoken(holds)}` };
  }
  return undefined;
}

function shareIn(scope: readonly Section[], checks: readonly Check[]): Found | undefined {
  const expressions = checks.flatMap(expressionsOf);
  // A product of constants, as of a burn rate and a budget, is another number than any that is written.
  if (expressions.length === 0 || expressions.some((expression) => /\d\s*\*\s*(?!100\b)[\d(]|\{\{|\$\{/.test(expression))) return undefined;
  const numbers = expressions.flatMap((expression) => (expression.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  const compared = checks.flatMap(({ observes }) => looksOf(observes).flatMap((look) => (look.via === 'metric' && look.comparison ? [look.comparison] : [])));
  const threshold = compared[0]?.threshold;
  if (compared.length !== checks.length || threshold === null || threshold === undefined || threshold === 0) return undefined;
  const isSame = (share: number): boolean => numbers.some((number) => [share, 100 - share, share / 100, 1 - share / 100].some((other) => Math.abs(other - number) < 1e-6));
  for (const { step, sentence } of sentences(scope)) {
    const [says, share] = SHARE.exec(sentence) ?? [];
    if (says === undefined || !FIRES.test(sentence)) continue;
    return isSame(Number(share)) || threshold > 100 ? undefined : { at: step.at, says, rule: `a threshold of ${threshold}` };
  }
  return undefined;
}

function* sentences(scope: readonly Section[]): Generator<{ step: Section['steps'][number]; sentence: string }> {
  for (const step of scope.flatMap(({ steps }) => steps)) {
    if (step.form === 'command') continue;
    for (const sentence of step.text.split(/\.\s/)) yield { step, sentence };
  }
}

function expressionsOf({ observes }: Check): string[] {
  return looksOf(observes).flatMap((look) => (look.via === 'metric' ? [look.expression] : []));
}

function spoken(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** An alert's name by its look: words joined with capitals. */
const ALERT_NAME = /^[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*$/;

/** The check whose link leads to the page of another alert of the project; the page does not say this one's name. */
export function strangerAt(runbook: Runbook, leads: readonly Lead[], checks: readonly Check[]): { check: Check; other: Check } | undefined {
  const name = runbook.alerts.find((one) => ALERT_NAME.test(one));
  const other = name === undefined ? undefined : checks.find((check) => check.name === name);
  if (!other || new Set(leads.map(({ check }) => check.name)).size > 2) return undefined;
  const said = runbook.sections.flatMap(({ title, steps }) => [title, ...steps.map(({ text }) => text)]).join('\n');
  const stranger = leads.find(({ check }) => nameKey(check.name) !== nameKey(other.name) && !said.includes(check.name) && !areAkin(check.name, other.name));
  return stranger && { check: stranger.check, other };
}

/** The names share half of their words, as those of the two levels of one alert do. */
function areAkin(a: string, b: string): boolean {
  const parts = (name: string): string[] => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  const theirs = new Set(parts(b));
  const shared = parts(a).filter((word) => theirs.has(word)).length;
  return shared * 2 >= Math.min(parts(a).length, theirs.size);
}
