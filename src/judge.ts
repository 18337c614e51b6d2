import type { Finding } from './model/index.ts';
import type { Problem, Project, Rule, RuleFamily, SubjectKind, Subjects } from './rule.ts';
import type { RuleSetting, Settings } from './config/settings.ts';
import type { Fault } from './understand.ts';

/** Which rules apply to a file, and how; the answer for one path. */
export type Policy = (rule: { id: string; presets: Rule['presets'] }, path: string) => RuleSetting;

export interface Judgement {
  findings: Finding[];
  /** Questions that the preset does not ask, where somebody has to know of them; none otherwise. */
  unasked: Finding[];
  faults: Fault[];
  /** Milliseconds that each rule took. */
  timings: Map<string, number>;
}

export type Subject = Subjects[SubjectKind];

/** Puts every subject before every rule that is for its kind. A rule that throws is named, and the others go on. */
export function judge(project: Project, rules: readonly Rule[], policy: Policy, preset: Settings['preset']): Judgement {
  const judgement: Judgement = { findings: [], unasked: [], faults: [], timings: new Map() };
  const subjects = subjectsByKind(project);
  for (const rule of rules) {
    const start = performance.now();
    for (const kind of rule.on) {
      for (const [path, those] of subjects.get(kind) ?? []) judgeAll(those, rule, policy(rule, path), project, preset, judgement);
    }
    judgement.timings.set(rule.id, performance.now() - start);
  }
  return judgement;
}

/** The subjects of one file before one rule; what is set holds for a file. */
function judgeAll(subjects: readonly Subject[], rule: Rule, setting: RuleSetting, project: Project, preset: Settings['preset'], judgement: Judgement): void {
  if (setting.severity === 'off') return;
  const options = rule.options === undefined ? undefined : { ...rule.options, ...setting.options };
  for (const subject of subjects) {
    try {
      if (rule.when?.(subject, project) === false) continue;
      for (const problem of rule.judge(subject, project, options)) {
        const isAsked = problem.confidence !== 'ask' || preset === 'strict';
        if (isAsked || project.asks) judgement[isAsked ? 'findings' : 'unasked'].push(findingOf(rule, subject, problem, setting));
      }
    } catch (error) {
      judgement.faults.push({ where: rule.id, path: subject.span.path, error });
    }
  }
}

/** Everything that rules judge. */
export function subjectsOf(project: Project): Subject[] {
  return [...project.checks, ...project.runbooks, ...project.recordings, ...project.routes, ...project.receivers];
}

/** The subjects of each kind, file by file. */
function subjectsByKind(project: Project): Map<SubjectKind, Map<string, Subject[]>> {
  const byKind = new Map<SubjectKind, Map<string, Subject[]>>();
  for (const subject of subjectsOf(project)) {
    const byPath = byKind.get(subject.kind) ?? new Map<string, Subject[]>();
    byKind.set(subject.kind, byPath);
    const list = byPath.get(subject.span.path);
    if (list) list.push(subject);
    else byPath.set(subject.span.path, [subject]);
  }
  return byKind;
}

function findingOf(rule: Rule, subject: Subject, problem: Problem, setting: RuleSetting): Finding {
  const own = setting.severity === 'off' ? undefined : setting.severity;
  return {
    rule: rule.id,
    family: rule.id.slice(0, rule.id.indexOf('/')) as RuleFamily,
    severity: own ?? problem.severity ?? rule.severity,
    confidence: problem.confidence ?? rule.confidence,
    message: problem.message,
    why: problem.why ?? rule.why,
    help: problem.help ?? rule.help,
    at: problem.at,
    subject: aboutOf(subject),
    related: problem.related ?? [],
    ...(problem.fix && { fix: problem.fix }),
    fingerprint: '',
  };
}

/** A subject as findings name it. */
export function aboutOf(subject: Subject): NonNullable<Finding['subject']> {
  return { id: subject.id, kind: subject.kind, name: nameOf(subject), span: subject.span };
}

function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'runbook':
      return subject.title;
    case 'recording':
      return subject.metric;
    case 'route':
      return subject.receiver;
    default:
      return subject.name;
  }
}
