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
import type { Finding, Skip } from './model/index.ts';
import { createProject, type Project } from './project.ts';
import type { Rule } from './rule.ts';
import { settle } from './settle/index.ts';
import { surroundingsOf, understand, type Fault } from './understand.ts';

export interface Options {
  settings: Settings;
  /** The directory that paths are relative to; the process's own by default. */
  cwd?: string;
  formats?: readonly Format[];
  rules?: readonly Rule[];
  /** Rules to judge by, whatever the preset says; all others stay silent. */
  only?: readonly string[];
  skip?: readonly string[];
  /** Called before each file is read, for whoever waits. */
  progress?: (file: string, index: number, total: number) => void;
}

export interface Report {
  /** In the order of files and lines. */
  findings: Finding[];
  project: Project;
  documents: ReadonlyMap<string, Document>;
  faults: Fault[];
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
  return report(read.documents, [...found.skips, ...read.skips], options, clock);
}

/** Lints texts that are already in memory: an editor's buffers, standard input, examples. */
export function lintDocuments(documents: ReadonlyMap<string, Document>, options: Options): Promise<Report> {
  return report(documents, [], options, createClock());
}

async function report(documents: ReadonlyMap<string, Document>, skips: readonly Skip[], options: Options, clock: Clock): Promise<Report> {
  const { settings, formats = builtInFormats, rules = builtInRules } = options;
  const { items, broken, formats: claimed, faults } = await understand(announced(documents, options), surroundingsOf(documents), formats, matcherOf(formats));
  clock.lap('understand');
  const project = createProject(documents, [...skips, ...identify(items)], claimed, settings);
  clock.lap('link');
  const judgement = judge(project, rules, policyOf(options), settings);
  clock.lap('judge');
  const findings = settle([...broken.filter(isWanted(options)), ...judgement.findings]);
  clock.lap('settle');
  return { findings, project, documents, faults: [...faults, ...judgement.faults], timings: judgement.timings, steps: clock.laps };
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
