import { rules as builtInRules } from '../rules/index.ts';
import { createClock, type Clock } from './clock.ts';
import { policyOf } from './config/policy.ts';
import type { Settings } from './config/settings.ts';
import type { Document } from './document.ts';
import { find, matcherOf, readDocuments } from './find.ts';
import type { Format } from './format.ts';
import { formats as builtInFormats } from './formats/index.ts';
import { identify } from './identify.ts';
import { judge } from './judge.ts';
import type { BaselineEntry, Edit, Finding, Skip, SuppressedFinding } from './model/index.ts';
import { createProject, type Project, type Said } from './project.ts';
import type { Rule } from './rule.ts';
import type { Changes } from './settle/changes.ts';
import { settle } from './settle/index.ts';
import { setAside } from './settle/known.ts';
import { markedDocuments } from './settle/marker.ts';
import { surroundingsOf, understand, type Fault, type Reader } from './understand.ts';

export interface Options {
  settings: Settings;
  /** The directory that paths are relative to; the process's own by default. */
  cwd?: string;
  formats?: readonly Format[];
  rules?: readonly Rule[];
  /** Rules to judge by, whatever the preset says; all others stay silent. */
  only?: readonly string[];
  skip?: readonly string[];
  /** Findings that are known and not reported. */
  baseline?: readonly BaselineEntry[];
  /** What has changed: findings about anything else are not reported. */
  changes?: Changes;
  /** The day it is, for suppressions that end: `2026-12-31`. */
  today?: string;
  /** The documents are all that there is, so that a suppression that hides nothing may be called unused; files that are named are not. */
  whole?: boolean;
  /** Reads documents by formats; an editor brings a reader that remembers. */
  read?: Reader;
  /** What texts are known to say, with the words of the settings; an editor brings what it has worked out before. */
  said?: Said;
  /** Called before each file is read, for whoever waits. */
  progress?: (file: string, index: number, total: number) => void;
}

export interface Report {
  /** In the order of files and lines. */
  findings: Finding[];
  /** Findings that a comment or the configuration suppresses, with the reason. */
  suppressed: SuppressedFinding[];
  /** Findings that the baseline knows. */
  baselined: Finding[];
  /** Entries of the baseline that do not occur any more. */
  stale: BaselineEntry[];
  /** How many findings are about checks that have not changed, where only changes are reported. */
  unchanged: number;
  project: Project;
  documents: ReadonlyMap<string, Document>;
  /** The rules that could judge, for what they say of themselves. */
  rules: readonly Rule[];
  faults: Fault[];
  /** Lints once more, with edits in some files. */
  again: (edits: ReadonlyMap<string, readonly Edit[]>) => Promise<Report>;
  /** Milliseconds by rule id. */
  timings: ReadonlyMap<string, number>;
  /** Milliseconds by step of the pipeline. */
  steps: ReadonlyMap<string, number>;
}

/** Lints files and directories: find → read → understand → link → judge → settle. Throws a UsageError for a path that is not there. */
export async function lint(paths: readonly string[], options: Options): Promise<Report> {
  const cwd = options.cwd ?? process.cwd();
  const clock = createClock();
  const found = await find(paths, options.formats ?? builtInFormats, options.settings, cwd);
  clock.lap('find');
  const read = readDocuments(found.files, cwd);
  clock.lap('read');
  return report(read.documents, [...found.skips, ...read.skips], { ...options, whole: options.whole ?? found.whole }, clock);
}

/** Lints texts that are already in memory: an editor's buffers, standard input, examples. */
export function lintDocuments(documents: ReadonlyMap<string, Document>, options: Options, skips: readonly Skip[] = []): Promise<Report> {
  return report(documents, skips, options, createClock());
}

async function report(documents: ReadonlyMap<string, Document>, skips: readonly Skip[], options: Options, clock: Clock): Promise<Report> {
  const { settings, formats = builtInFormats, rules = builtInRules } = options;
  const { items, broken, formats: claimed, faults } = await understand(announced(documents, options), surroundingsOf(documents), formats, matcherOf(formats), options.read);
  clock.lap('understand');
  const marked = markedDocuments(documents);
  const hides = marked.length > 0 || settings.ignore.length > 0;
  const project = createProject(documents, [...skips, ...identify(items)], claimed, settings, settings.preset === 'strict' || hides || options.baseline !== undefined, options.said);
  clock.lap('link');
  const policy = policyOf(options);
  const judgement = judge(project, rules, policy, settings.preset);
  clock.lap('judge');
  const all = settle([...broken.filter(isWanted(options)), ...judgement.findings]);
  const known = await setAside(all, { ...options, hides: hides ? marked : undefined, unasked: judgement.unasked, project, rules, policy, documents });
  clock.lap('settle');
  const again = async (edits: ReadonlyMap<string, readonly Edit[]>): Promise<Report> => (await import('./again.ts')).again(edits, documents, options, (changed, others) => report(changed, skips, others, createClock()));
  return { ...known, again, project, documents: withConfiguration(documents, settings), rules, faults: [...faults, ...judgement.faults], timings: judgement.timings, steps: clock.laps };
}

/** Findings about suppressions may lie in the configuration, which is not always among the files that are read. */
function withConfiguration(documents: ReadonlyMap<string, Document>, { document }: Settings): ReadonlyMap<string, Document> {
  return document === undefined || documents.has(document.path) ? documents : new Map([...documents, [document.path, document]]);
}

/** The documents, one by one, each announced to whoever waits. */
function* announced(documents: ReadonlyMap<string, Document>, { progress }: Options): Generator<Document> {
  let index = 0;
  for (const document of documents.values()) {
    progress?.(document.path, index, documents.size);
    index += 1;
    yield document;
  }
}

/** A broken file is said whatever rules are asked for, unless it is switched off by name. */
function isWanted({ settings, skip }: Options): (finding: Finding) => boolean {
  return ({ rule }) => !skip?.includes(rule) && settings.rules[rule]?.severity !== 'off';
}
