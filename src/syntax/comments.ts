import { walk, type YamlFile } from './yaml.ts';

/** A comment that begins with a marker: from its opening mark, and the words from the marker on, without the closing mark. */
export interface MarkedComment {
  start: number;
  end: number;
  words: { start: number; end: number };
}

interface Range {
  start: number;
  end: number;
}

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const SCRIPT = /\.[cm]?[jt]sx?$/i;

/** Words as a comment on a line of its own, in the syntax of a file; undefined where it has no comments. */
export function commentFor(path: string, words: string): string | undefined {
  if (/\.json$/i.test(path)) return undefined;
  if (MARKDOWN.test(path)) return `<!-- ${words} -->`;
  return SCRIPT.test(path) ? `// ${words}` : `# ${words}`;
}

/**
 * The comments of a file that begin with `marker`, in the order of the file. What stands in a string, a block scalar or a listing of
 * code is no comment. The kind of comments follows from the path; JSON has none. Loads a parser only where comments cannot be told without one.
 */
export async function markedComments(marker: string, { path, text, yaml }: { path: string; text: string; yaml: () => YamlFile }): Promise<MarkedComment[]> {
  if (!text.includes(marker) || /\.json$/i.test(path)) return [];
  const isMarked = (places: readonly Range[]): MarkedComment[] => markedAmong(places, text, marker);
  if (MARKDOWN.test(path)) return isMarked((await import('./markdown.ts')).commentsOfMarkdown(text).flatMap((block) => htmlComments(text, block)));
  if (SCRIPT.test(path)) return isMarked((await import('./typescript.ts')).commentsOfTypescript(path, text));
  if (/\.tf$/i.test(path)) return isMarked(hclComments(text));
  const lines = isMarked(hashComments(text, marker));
  return /(?:^|[\\/])(?:Dockerfile|Containerfile|CODEOWNERS|monitrc|monit)(?:\.[^\\/]*)?$|\.(?:dockerfile|monit|monitrc|conf|cfg)$/i.test(path) ? lines.filter(({ start }) => startsLine(text, start)) : outsideScalars(lines, yaml());
}

/** Those comments of a text, by their places, that begin with a marker. */
export function markedAmong(places: readonly Range[], text: string, marker: string): MarkedComment[] {
  return places.flatMap((place) => opened(text, place, marker) ?? []);
}

const OPENING = /(?:\/\*+[\s*]*|\/\/+[ \t]*|#+[ \t]*|<!--\s*)/y;

/** The comment at a place if its first words are the marker's. */
function opened(text: string, { start, end }: Range, marker: string): MarkedComment | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined || !text.startsWith(marker, start + opening.length)) return undefined;
  const closing = opening.startsWith('/*') ? '*/' : opening.startsWith('<!--') ? '-->' : '';
  const last = closing !== '' && text.endsWith(closing, end) ? end - closing.length : end;
  const from = start + opening.length;
  return { start, end, words: { start: from, end: from + text.slice(from, last).trimEnd().length } };
}

/** Comments from `#` to the end of the line, as far as the marker follows the sign at once. */
function hashComments(text: string, marker: string): Range[] {
  const comments: Range[] = [];
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    let start = at;
    while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start -= 1;
    const before = start;
    while (text[start - 1] === '#') start -= 1;
    if (start < before && (start === 0 || /\s/.test(text[start - 1] ?? ''))) comments.push({ start, end: lineEnd(text, at) });
  }
  return comments;
}

function startsLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

/** Outside of scalars only a comment can hold such words; in what cannot be read nobody can tell. */
function outsideScalars(comments: readonly MarkedComment[], { documents, error, templated }: YamlFile): MarkedComment[] {
  if (comments.length === 0 || error || templated) return [];
  const scalars = documents.flatMap(({ root }) => (root ? [...walk(root)].filter((node) => node.is === 'scalar') : [])).sort((a, b) => a.start - b.start);
  let next = 0;
  return comments.filter(({ words }) => {
    while (next < scalars.length && (scalars[next]?.end ?? 0) <= words.start) next += 1;
    return (scalars[next]?.start ?? Infinity) > words.start;
  });
}

function htmlComments(text: string, block: Range): Range[] {
  const comments: Range[] = [];
  for (let start = text.indexOf('<!--', block.start); start >= 0 && start < block.end; ) {
    const close = text.indexOf('-->', start);
    const end = close < 0 ? block.end : close + 3;
    comments.push({ start, end });
    start = text.indexOf('<!--', end);
  }
  return comments;
}

/** What of HCL can hold the signs of a comment, or is one: strings end with their line, and here-documents are walked by hand. */
const HCL_TOKEN = /"(?:\\.|[^"\\\n])*|\/\/[^\n]*|#[^\n]*|\/\*|<<-?([\w-]+)[ \t]*\r?\n/g;

function hclComments(text: string): Range[] {
  const comments: Range[] = [];
  HCL_TOKEN.lastIndex = 0;
  for (let token = HCL_TOKEN.exec(text); token; token = HCL_TOKEN.exec(text)) {
    const [words, label] = token;
    const start = token.index;
    let end = start + words.length;
    if (label !== undefined) end = heredocEnd(text, end, label);
    else if (words === '/*') {
      const close = text.indexOf('*/', end);
      end = close < 0 ? text.length : close + 2;
      comments.push({ start, end });
    } else if (words.startsWith('"')) end += text[end] === '"' ? 1 : 0;
    else comments.push({ start, end: start + words.trimEnd().length });
    HCL_TOKEN.lastIndex = end;
  }
  return comments;
}

/** Behind the line that holds nothing but the label. */
function heredocEnd(text: string, from: number, label: string): number {
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    if (text.slice(at, end).trim() === label) return end;
    at = end + 1;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
