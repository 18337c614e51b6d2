import type { Document } from '../../document.ts';
import { words, wordsIn } from '../../knowledge/words.ts';
import { scanHeadings, type ScannedHeading } from '../../syntax/headings.ts';

/** What a Markdown page is for, as far as its path and headings tell without a parser. */
export type PageKind = 'round' | 'runbook' | 'other';

export const MARKDOWN_GLOBS = ['**/*.{md,markdown,mdx}'] as const;

/** Three formats ask it of every page. */
const known = new WeakMap<Document, PageKind>();

export function kindOfPage(document: Document): PageKind {
  const kind = known.get(document) ?? readKind(document);
  known.set(document, kind);
  return kind;
}

function readKind({ path, text }: Document): PageKind {
  const { stem, folders } = partsOf(path);
  if (folders.some((folder) => words.pages.neverBelow.has(folder)) || words.pages.never.has(stem)) return 'other';
  const headings = scanHeadings(text);
  if (isRound(stem, headings, text)) return 'round';
  if (isReport(headings)) return 'other';
  return isNamedRunbook(path) || callsItselfRunbook({ path, text }) || readsLikeRunbook(headings, folders) ? 'runbook' : 'other';
}

/** A folder or the file itself is called a runbook, a playbook… */
export function isNamedRunbook(path: string): boolean {
  const { stem, folders } = partsOf(path);
  return [...folders, ...wordsIn(stem)].some((word) => words.pages.runbook.has(word));
}

/** It calls itself a runbook, or stands in a folder of pages about alerts and says when its alert comes. */
export function callsItselfRunbook({ path, text }: Pick<Document, 'path' | 'text'>): boolean {
  if (isIndexName(path)) return false;
  const head = text.slice(0, HEAD);
  return CALLS_ITSELF.test(head) || (partsOf(path).folders.some((folder) => folder === 'alerts' || folder === 'alert') && EXPLAINS_ALERT.test(head));
}

/** Characters in which a page says what it is. */
const HEAD = 2000;
const CALLS_ITSELF = /^# .*\b(?:[Rr]unbook|[Pp]laybook)\b|\b[Tt]his (?:runbook|playbook)\b/m;
const EXPLAINS_ALERT = /\b[Tt](?:his|he) alert (?:means|fires|will|is|appears|was|triggers|indicates|occurs|goes)\b/;

/** A page that by its name leads to others: README, index. */
export function isIndexName(path: string): boolean {
  return words.pages.index.has(partsOf(path).stem);
}

/** The name of a file without its extensions (`.html.md` is one), in lower case, and the folders above it. */
export function partsOf(path: string): { stem: string; folders: string[] } {
  const parts = path.toLowerCase().split('/');
  const file = parts.pop() ?? '';
  return { stem: file.replace(/(?:\.html|\.en)?\.(?:md|markdown|mdx)$/, ''), folders: parts };
}

const ROUND_KEY = /^round:/m;
const LIST_OF_CHECKS = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\]\s|^(?:[ \t]*\|)?[^|\r\n\u2028\u2029]+\|/m;

/** Front matter names the round; or the title does, and there is a list to walk along. */
function isRound(stem: string, headings: readonly ScannedHeading[], text: string): boolean {
  if (ROUND_KEY.test(frontMatterOf(text))) return true;
  const names = [wordsIn(stem), wordsIn(headings[0]?.text ?? '')];
  if (names.some((name) => words.rounds.notTitles.find(name))) return false;
  return names.some((name) => words.rounds.titles.find(name)) && LIST_OF_CHECKS.test(text);
}

function frontMatterOf(text: string): string {
  if (!text.startsWith('---')) return '';
  const end = text.indexOf('\n---', 3);
  return end < 0 ? '' : text.slice(0, end + 1);
}

/** What happened once and was written up afterwards. */
function isReport(headings: readonly ScannedHeading[]): boolean {
  return headings.filter(({ text }) => words.pages.report.has(text.toLowerCase())).length >= 2;
}

/** Two different parts of a runbook of which one says what to do or where to look; one will do in a folder for such pages. */
function readsLikeRunbook(headings: readonly ScannedHeading[], folders: readonly string[]): boolean {
  const roles = new Set(headings.filter(({ level }) => level > 1).map(({ text }) => words.roleOf(text)));
  roles.delete('other');
  const answers = roles.has('mitigation') || roles.has('diagnosis');
  return answers && (roles.size >= 2 || folders.some((folder) => words.pages.likely.has(folder)));
}
