import type { Finding } from './model/index.ts';
import type { Problem, Project, Rule, RuleFamily, SubjectKind, Subjects } from './rule.ts';
import type { RuleSetting, Settings } from './config/settings.ts';
import type { Fault } from './understand.ts';

/** Which rules apply to a file, and how; the answer for one path. */
export type Policy = (rule: Rule, path: string) => RuleSetting;

export interface Judgement {
  findings: Finding[];
  faults: Fault[];
  /** Milliseconds that each rule took. */
  timings: Map<string, number>;
}

type Subject = Subjects[SubjectKind];

/** Puts every subject before every rule that is for its kind. A rule that throws is named, and the others go on. */
export function judge(project: Project, rules: readonly Rule[], policy: Policy, { preset }: Pick<Settings, 'preset'>): Judgement {
  const judgement: Judgement = { findings: [], faults: [], timings: new Map() };
  const subjects = subjectsByKind(project);
  for (const rule of rules) {
    const start = performance.now();
    for (const kind of rule.on) {
      // Subjects come file by file, and what is set holds for a file.
      let path: string | undefined;
      let setting: RuleSetting = {};
      let options: object | undefined;
      for (const subject of subjects.get(kind) ?? []) {
        if (subject.span.path !== path) {
          path = subject.span.path;
          setting = policy(rule, path);
          options = rule.options === undefined ? undefined : { ...rule.options, ...setting.options };
        }
        if (setting.severity === 'off') continue;
        try {
          for (const problem of rule.judge(subject, project, options)) {
            if (problem.confidence === 'ask' && preset !== 'strict') continue;
            judgement.findings.push(findingOf(rule, subject, problem, setting));
          }
        } catch (error) {
          judgement.faults.push({ where: rule.id, path: subject.span.path, error });
        }
      }
    }
    judgement.timings.set(rule.id, performance.now() - start);
  }
  return judgement;
}

function subjectsByKind(project: Project): Map<SubjectKind, Subject[]> {
  const byKind = new Map<SubjectKind, Subject[]>();
  for (const subject of [...project.checks, ...project.runbooks, ...project.recordings, ...project.routes, ...project.receivers]) {
    const list = byKind.get(subject.kind);
    if (list) list.push(subject);
    else byKind.set(subject.kind, [subject]);
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
    subject: { id: subject.id, kind: subject.kind, name: nameOf(subject), span: subject.span },
    related: problem.related ?? [],
    fingerprint: '',
  };
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
