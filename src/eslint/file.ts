import { today } from '../clock.ts';
import { DEFAULT_SETTINGS } from '../config/settings.ts';
import { createDocument, type Document } from '../document.ts';
import { matcherOf } from '../find.ts';
import { identify } from '../identify.ts';
import { judge, subjectsOf } from '../judge.ts';
import type { Finding } from '../model/index.ts';
import { createProject, type Project } from '../project.ts';
import type { Preset, Rule } from '../rule.ts';
import { placeComments } from '../settle/comments.ts';
import { settle } from '../settle/index.ts';
import { MARKER } from '../settle/marker.ts';
import { suppress } from '../settle/suppress.ts';
import { markedAmong } from '../syntax/comments.ts';
import { commentsOfTypescript } from '../syntax/typescript.ts';
import { understandNow } from '../understand.ts';
import { surroundingsOnDisk } from './disk.ts';
import { codeFormats } from './formats.ts';

/** One file as vigilint understands it, for all rules to judge. */
export interface UnderstoodFile {
  document: Document;
  project: Project;
}

const matches = matcherOf([...codeFormats.keys()]);

/** Reads a text of an editor; `path` is POSIX and relative to `cwd`. Undefined where no check is in it. */
export function understandFile(path: string, text: string, cwd: string): UnderstoodFile | undefined {
  const document = createDocument(path, text);
  const { items, formats } = understandNow([document], surroundingsOnDisk(document, cwd), codeFormats, matches);
  if (items.length === 0) return undefined;
  return { document, project: createProject(new Map([[path, document]]), identify(items), formats, DEFAULT_SETTINGS) };
}

/** What one rule finds in the file itself, without what a comment of vigilint's own suppresses. */
export function findingsIn({ document, project }: UnderstoodFile, rule: Rule, options: Record<string, unknown>, preset: Preset): Finding[] {
  const policy = (): { options: Record<string, unknown> } => ({ options });
  const findings = settle(judge(project, [rule], policy, preset).findings).filter(({ at }) => at.path === document.path);
  if (findings.length === 0 || !document.text.includes(MARKER)) return findings;
  const comments = placeComments(new Map([[document, markedAmong(commentsOfTypescript(document.path, document.text), document.text, MARKER)]]), subjectsOf(project));
  return suppress(findings, { comments, entries: [], unasked: [], rules: [rule], policy, today: today(), whole: false, files: 1, unread: new Set(), isPartial: true }).left;
}
