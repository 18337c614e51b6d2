import { CodeActionKind, type CodeAction, type CodeActionContext, type Diagnostic } from 'vscode-languageserver';
import { createDocument, type Document } from '../document.ts';
import { edited } from '../again.ts';
import { subjectsOf } from '../judge.ts';
import { lintDocuments, type Report } from '../lint.ts';
import type { Directive, Edit, Finding, Span } from '../model/index.ts';
import { readComments } from '../settle/comments.ts';
import { MARKER } from '../settle/marker.ts';
import { commentFor } from '../syntax/comments.ts';
import { SOURCE, workspaceEdit, type Translation } from './protocol.ts';

/** What can be done about the findings of a range: mend them where they can be mended, or suppress them with a reason. */
export async function actionsIn(report: Report, range: Span, context: CodeActionContext, translation: Translation): Promise<CodeAction[]> {
  if (context.only && !context.only.some((kind) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix)) return [];
  const found = report.findings.filter(({ at }) => at.path === range.path && at.start <= range.end && range.start <= at.end);
  const actions: CodeAction[] = [];
  for (const finding of found) {
    const about = { kind: CodeActionKind.QuickFix, diagnostics: context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding)) };
    const { fix } = finding;
    if (fix) actions.push({ ...about, title: `Mend ${finding.rule}${fix.safe ? '' : ' (look at it afterwards)'}`, isPreferred: fix.safe, edit: workspaceEdit(fix.edits, translation) });
    const suppression = await suppressionOf(finding, report);
    if (suppression) actions.push({ ...about, title: `Suppress ${finding.rule} here, with a reason`, edit: workspaceEdit([suppression], translation) });
  }
  return actions;
}

function isOf({ source, code }: Diagnostic, { rule }: Finding): boolean {
  return source === SOURCE && code === rule;
}

/** Stands where the reason belongs until somebody writes it. */
const PLACEHOLDER = 'say why this may stay, and what will end it';

/** The comment that suppresses a finding; undefined where no comment can, as in JSON or within a text. */
async function suppressionOf({ rule, family, subject }: Finding, { documents, project }: Report): Promise<Edit | undefined> {
  const document = subject && documents.get(subject.span.path);
  if (!document || family === 'syntax' || family === 'suppression') return undefined;
  const comment = commentFor(document.path, `${MARKER}[${rule}]: ${PLACEHOLDER}`);
  if (comment === undefined) return undefined;
  for (const start of [aboveOf(subject.span, document), behindFrontMatter(document)]) {
    const edit = { at: { path: document.path, start, end: start }, text: `${indentAt(document, start)}${comment}${document.text.includes('\r\n') ? '\r\n' : '\n'}` };
    if (await covers(edit, { rule, subject, document, settings: project.settings })) return edit;
  }
  return undefined;
}

/** The beginning of the line on which a definition begins. */
function aboveOf({ start, end }: Span, { text }: Document): number {
  const words = text.slice(start, end);
  const ink = start + words.length - words.trimStart().length;
  return ink === 0 ? 0 : text.lastIndexOf('\n', ink - 1) + 1;
}

/** In a page, nothing may stand above the front matter. */
function behindFrontMatter({ text }: Document): number {
  const close = /^---\r?\n/.test(text) ? text.indexOf('\n---', 3) : -1;
  const end = close < 0 ? -1 : text.indexOf('\n', close + 1);
  return end + 1;
}

function indentAt({ text }: Document, start: number): string {
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}

interface Suppressed {
  rule: string;
  subject: NonNullable<Finding['subject']>;
  document: Document;
  settings: Report['project']['settings'];
}

/** Where an offset of the new text was before the edit. */
function moved(offset: number, { at, text }: Edit): number {
  return offset - (offset > at.start ? text.length : 0);
}

/** Tries it: with the edit, the file still holds as much as before, and the comment counts for the subject. */
async function covers(edit: Edit, { rule, subject, document, settings }: Suppressed): Promise<boolean> {
  const read = async (text: string) => {
    const one = createDocument(document.path, text);
    const { project } = await lintDocuments(new Map([[one.path, one]]), { settings: { ...settings, ignore: [] }, rules: [] });
    return { one, subjects: subjectsOf(project) };
  };
  const before = await read(document.text);
  const after = await read(edited(document.text, [edit]));
  if (after.subjects.length !== before.subjects.length) return false;
  const { placed } = await readComments([after.one], after.subjects);
  const isNew = ({ at, rules }: Directive): boolean => rules[0]?.id === rule && edit.at.start <= at.start && at.end <= edit.at.start + edit.text.length;
  return placed.some(({ directive, subjects }) => isNew(directive) && subjects.some(({ kind, span }) => kind === subject.kind && moved(span.end, edit) === subject.span.end));
}
