import path from 'node:path';
import { rules as builtInRules } from '../../rules/index.ts';
import { ConfigurationError, CONFIGURATION_FILES, loadSettings } from '../config/load.ts';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings.ts';
import { createDocument, type Document } from '../document.ts';
import { exclusionOf, find, matcherOf, readDocuments, withoutMark } from '../find.ts';
import { formats } from '../formats/index.ts';
import { lintDocuments, type Report } from '../lint.ts';
import type { BaselineEntry, Skip } from '../model/index.ts';
import type { Said } from '../project.ts';
import { createMemory, createSaid } from '../remember.ts';
import type { Rule } from '../rule.ts';
import { UsageError } from '../usage-error.ts';

/** One folder as the editor has it: files from the disk, and in place of those that are open their buffers. */
export interface Workspace {
  /** Absolute. */
  readonly root: string;
  /** A buffer was opened or changed; the file is known by its path relative to the root. */
  put(file: string, text: string): void;
  /** A buffer was closed: what lies on the disk counts again. */
  drop(file: string): void;
  /** Files have changed on the disk; absolute paths. */
  touch(files: readonly string[]): void;
  /** What is found in what there is now; works it out when something has changed. */
  judged(): Promise<Judged>;
}

export interface Judged {
  report: Report;
  /** What is wrong with the configuration; the last one that could be read goes on to hold. */
  broken?: ConfigurationError;
  /** What else could not be read, for people. */
  troubles: readonly string[];
}

export interface WorkspaceOptions {
  root: string;
  /** All files of the folder belong to it, and not only those that are open. */
  isWhole: boolean;
  /** Runs the plug-ins that the configuration names. */
  loadsPlugins: boolean;
  /** The baseline of a folder, undefined where there is none. Throws a UsageError for one that cannot be read. */
  baselineOf: (root: string) => BaselineEntry[] | undefined;
}

interface Surveyed {
  settings: Settings;
  rules: readonly Rule[];
  broken?: ConfigurationError;
  troubles: string[];
  baseline?: BaselineEntry[];
  documents: ReadonlyMap<string, Document>;
  skips: readonly Skip[];
}

export function createWorkspace({ root, isWhole, loadsPlugins, baselineOf }: WorkspaceOptions): Workspace {
  const buffers = new Map<string, Document>();
  const memory = createMemory(formats);
  const matches = matcherOf(formats);
  /** It holds for the words of a configuration. */
  let said: { for: Settings; known: Said } | undefined;
  let surveyed: Surveyed = { settings: DEFAULT_SETTINGS, rules: builtInRules, troubles: [], documents: new Map(), skips: [] };
  let isSurveyed = false;
  let isJudged = false;
  let latest: Judged | undefined;
  let running: Promise<Judged> | undefined;

  const expire = (file: string): void => {
    isJudged = false;
    if (CONFIGURATION_FILES.includes(path.basename(file))) isSurveyed = false;
  };

  /** Everything from the disk: the configuration, which files there are, and those that are not the same as before. */
  const survey = async (): Promise<Surveyed> => {
    const next: Surveyed = { settings: surveyed.settings, rules: surveyed.rules, troubles: [], documents: surveyed.documents, skips: surveyed.skips };
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        if (error instanceof ConfigurationError) next.broken = error;
        else if (error instanceof UsageError) next.troubles.push(error.message);
        else throw error;
      }
    };
    await attempt(async () => {
      const configuration = await loadSettings(['.'], undefined, root, builtInRules, loadsPlugins, (absolute) => buffers.get(relativeTo(root, absolute))?.text);
      next.settings = configuration.settings;
      next.rules = [...builtInRules, ...configuration.rules];
    });
    await attempt(() => {
      const baseline = baselineOf(root);
      if (baseline) next.baseline = baseline;
      return Promise.resolve();
    });
    if (isWhole) {
      await attempt(async () => {
        const { files, skips } = await find(['.'], formats, next.settings, root);
        const read = readDocuments(files, root);
        next.documents = new Map([...read.documents].map(([file, document]) => [file, unchanged(surveyed.documents.get(file), document)]));
        next.skips = [...skips, ...read.skips];
      });
    }
    return next;
  };

  /** Buffers in place of files, as far as they would be read if they were files; in the order in which files are read. */
  const documentsNow = ({ settings, documents }: Surveyed): Map<string, Document> => {
    const all = new Map(documents);
    for (const [file, buffer] of buffers) {
      const isRead = documents.has(file) || (formats.some((format) => matches(format, file)) && exclusionOf(file, settings, root) === undefined);
      if (isRead) all.set(file, unchanged(documents.get(file), buffer));
    }
    return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  const judge = async (): Promise<Judged> => {
    if (!isSurveyed) {
      isSurveyed = true;
      surveyed = await survey();
    }
    const { settings, rules, baseline, broken, troubles, skips } = surveyed;
    const documents = documentsNow(surveyed);
    memory.begin(documents.values());
    if (said?.for !== settings) said = { for: settings, known: createSaid() };
    const report = await lintDocuments(documents, { settings, rules, cwd: root, whole: isWhole, read: memory.read, said: said.known, ...(baseline && { baseline }) }, skips);
    return { report, troubles, ...(broken && { broken }) };
  };

  const untilJudged = async (): Promise<Judged> => {
    while (!latest || !isJudged) {
      isJudged = true;
      latest = await judge();
    }
    return latest;
  };

  return {
    root,
    put(file, text) {
      buffers.set(file, createDocument(file, withoutMark(text)));
      expire(file);
    },
    drop(file) {
      buffers.delete(file);
      isJudged = false;
      isSurveyed = false;
    },
    touch(files) {
      // A file that is open counts as its buffer says, whatever is on the disk.
      if (files.some((file) => !buffers.has(relativeTo(root, file)))) {
        isJudged = false;
        isSurveyed = false;
      }
    },
    judged: () =>
      (running ??= untilJudged().finally(() => {
        running = undefined;
      })),
  };
}

/** The document that is known, where its text is still the same, so that what was read of it holds. */
function unchanged(known: Document | undefined, now: Document): Document {
  return known?.text === now.text ? known : now;
}

/** The POSIX path by which a workspace knows a file. */
export function relativeTo(root: string, absolute: string): string {
  return path.relative(root, absolute).replaceAll(path.sep, '/');
}
