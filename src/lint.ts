import type { Settings } from './config/settings.ts';
import { find, readDocuments } from './find.ts';
import type { Format } from './format.ts';
import { formats as builtIn } from './formats/index.ts';
import { judge } from './judge.ts';
import type { Finding } from './model/index.ts';
import { createProject, type Project } from './project.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from '../rules/index.ts';
import { policyOf } from './config/policy.ts';
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
  faults: Fault[];
  /** Milliseconds by rule id. */
  timings: ReadonlyMap<string, number>;
}

/** The whole program: find → read → understand → link → judge → settle. */
export async function lint(paths: readonly string[], options: Options): Promise<Report> {
  const { settings, cwd = process.cwd(), formats = builtIn, rules = allRules } = options;
  const { files, matches } = await find(paths, formats, settings, cwd);
  const documents = readDocuments(files, cwd);
  const { items, broken, formats: claimed, faults } = await understand(documents.values(), formats, matches);
  const project = createProject(documents, items, claimed, settings);
  const judgement = judge(project, rules, policyOf(options), settings);
  return {
    findings: settle([...broken, ...judgement.findings]),
    project,
    faults: [...faults, ...judgement.faults],
    timings: judgement.timings,
  };
}
