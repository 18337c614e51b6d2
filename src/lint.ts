import { rules as builtInRules } from '../rules/index.ts';
import { policyOf } from './config/policy.ts';
import type { Settings } from './config/settings.ts';
import type { Document } from './document.ts';
import { find, matcherOf, readDocuments } from './find.ts';
import type { Format } from './format.ts';
import { formats as builtInFormats } from './formats/index.ts';
import { judge } from './judge.ts';
import type { Finding } from './model/index.ts';
import { createProject, type Project } from './project.ts';
import type { Rule } from './rule.ts';
import { settle } from './settle/index.ts';
import { understand, type Fault } from './understand.ts';

export interface Options {
  settings: Settings;
  /** The directory that paths are relative to; the process's own by default. */
  cwd?: string;
  formats?: readonly Format[];
  rules?: readonly Rule[];
  /** Rules to judge by, whatever the preset says; all others stay silent. */
  only?: readonly string[];
  skip?: readonly string[];
}

export interface Report {
  /** In the order of files and lines. */
  findings: Finding[];
  project: Project;
  documents: ReadonlyMap<string, Document>;
  faults: Fault[];
  /** Milliseconds by rule id. */
  timings: ReadonlyMap<string, number>;
}

/** Lints files and directories: find → read → understand → link → judge → settle. */
export async function lint(paths: readonly string[], options: Options): Promise<Report> {
  const files = await find(paths, options.formats ?? builtInFormats, options.settings, options.cwd ?? process.cwd());
  return lintDocuments(readDocuments(files, options.cwd ?? process.cwd()), options);
}

/** Lints texts that are already in memory: an editor's buffers, standard input, examples. */
export async function lintDocuments(documents: ReadonlyMap<string, Document>, options: Options): Promise<Report> {
  const { settings, formats = builtInFormats, rules = builtInRules } = options;
  const { items, broken, formats: claimed, faults } = await understand(documents.values(), formats, matcherOf(formats));
  const project = createProject(documents, items, claimed, settings);
  const judgement = judge(project, rules, policyOf(options), settings);
  return {
    findings: settle([...broken, ...judgement.findings]),
    project,
    documents,
    faults: [...faults, ...judgement.faults],
    timings: judgement.timings,
  };
}
