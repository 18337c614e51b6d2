import type { Check, Confidence, Family, Fix, Notices, Receiver, Recording, Related, Route, Runbook, Severity, Span } from './model/index.ts';
import type { Project } from './project.ts';

export type { Project } from './project.ts';

/** What a rule may judge; a rule names the kinds it is for in `on`. */
export interface Subjects {
  alert: Check;
  probe: Check;
  synthetic: Check;
  round: Check;
  endpoint: Check;
  runbook: Runbook;
  recording: Recording;
  route: Route;
  receiver: Receiver;
}

export type SubjectKind = keyof Subjects;

export type Preset = 'recommended' | 'strict';

/** Something that a rule found wrong with its subject. */
export interface Problem {
  /** The words to underline. */
  at: Span;
  /** What is wrong, with the evidence quoted; no full stop. */
  message: string;
  /** Instead of the rule's own, where this case allows a more exact one. */
  why?: string;
  help?: string;
  confidence?: Confidence;
  severity?: Severity;
  related?: Related[];
  fix?: Fix;
}

/** Executed by the tests and shown in the documentation. */
export interface Example {
  /** The id of the format. */
  format: string;
  /** The name that the file has in the example; it must suit the format's globs. */
  path: string;
  bad: string;
  good: string;
  /** Files that lie beside it, by path, where the rule judges across files. */
  beside?: Readonly<Record<string, string>>;
}

export type RuleFamily = Exclude<Family, 'syntax' | 'suppression'>;

export interface Rule<Kind extends SubjectKind = SubjectKind, Options = unknown> {
  /** `family/bad-pattern`, kebab-case. */
  id: `${RuleFamily}/${string}`;
  /** One line that says what is wrong; ends with a full stop. */
  summary: string;
  /** Why it matters: who is hurt, and when. */
  why: string;
  /** What to do about it. */
  help: string;
  severity: Severity;
  confidence: Confidence;
  /** A rule of `recommended` is in `strict` too. */
  presets: readonly Preset[];
  on: readonly Kind[];
  /** Options with their defaults; a value from the configuration must have the type of its default. */
  options?: Options;
  references: readonly string[];
  /** When not to worry. */
  exceptions: string;
  examples: readonly Example[];
  /** The cheap question that comes first: a rule that speaks of few subjects says here of which, and is not asked about the others. */
  when?(subject: Subjects[Kind], project: Project): boolean;
  judge(subject: Subjects[Kind], project: Project, options: Options): Iterable<Problem>;
}

/** Declares a rule; gives `judge` the types of its subjects and options. */
export function defineRule<const Kind extends SubjectKind, Options = undefined>(rule: Rule<Kind, Options>): Rule<Kind, Options> {
  return rule;
}

export type { Notices };
