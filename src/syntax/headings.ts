/** A heading as far as it can be seen without a parser. */
export interface ScannedHeading {
  level: number;
  /** Without marks and explicit id. */
  text: string;
  /** What a link to it writes after `#`. */
  anchor: string;
  start: number;
  end: number;
}

const FENCE = /^ {0,3}(```|~~~)/;
const ATX = /^ {0,3}(#{1,6})[ \t]+(?![ \t])(.*)$/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;
const EXPLICIT_ID = /\{#([\w-]{1,200})\}$/;
const HTML_ID = /<[a-z]\w{0,20}\s(?:[^<>]{0,200}\s)?(?:id|name)=["']([^"'<>]+)["']/gi;

/** Finds the headings of a page line by line, for pages that need no more than to be a link's target. */
export function scanHeadings(text: string): ScannedHeading[] {
  const anchors = createAnchors();
  const headings: ScannedHeading[] = [];
  let fence = '';
  let previous = { line: '', start: 0 };
  let start = 0;
  for (const line of text.split('\n')) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (mark !== undefined && (fence === '' || fence === mark)) fence = fence === '' ? mark : '';
    const [, hashes, title] = fence === '' ? (ATX.exec(line) ?? []) : [];
    const [, underline] = fence === '' && isText(previous.line) ? (SETEXT.exec(line) ?? []) : [];
    if (hashes !== undefined && title !== undefined) {
      headings.push(headingOf(hashes.length, title, start, start + line.trimEnd().length, anchors));
    } else if (underline !== undefined) {
      headings.push(headingOf(underline.startsWith('=') ? 1 : 2, previous.line, previous.start, start + line.trimEnd().length, anchors));
    }
    previous = { line, start };
    start += line.length + 1;
  }
  return headings;
}

/** A setext heading's text: something that is no list, quote, table or thematic break itself. */
function isText(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:[-*+>|#=]|\d+[.)])/.test(line);
}

function headingOf(level: number, raw: string, start: number, end: number, anchors: (heading: string) => string): ScannedHeading {
  return { level, text: headingText(raw), anchor: anchors(raw), start, end };
}

/** The words of a heading: closing hashes, explicit id, emphasis, code marks and link targets taken off. */
export function headingText(raw: string): string {
  return withoutClosing(raw)
    .replace(EXPLICIT_ID, '')
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/\*\*|__|`|~~/g, '')
    .replace(/\*/g, '')
    .trim();
}

/** `## Title ##`: hashes at the end count only behind a space. */
function withoutClosing(raw: string): string {
  const text = raw.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end < text.length && (end === 0 || /\s/.test(text[end - 1] ?? '')) ? text.slice(0, end).trimEnd() : text;
}

/**
 * Gives headings their anchors one after the other: an explicit `{#id}`, or GitHub's slug with `-1`, `-2`… when it is
 * taken (https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/node_filter/table_of_contents_filter.rb).
 */
export function createAnchors(): (heading: string) => string {
  const taken = new Map<string, number>();
  return (heading) => {
    const [, id] = EXPLICIT_ID.exec(heading.trim()) ?? [];
    if (id !== undefined) return id;
    const slug = slugOf(headingText(heading));
    const times = taken.get(slug) ?? 0;
    taken.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  };
}

/** GitHub's slug of a heading: lower case, punctuation gone, each space a hyphen. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Anchors that HTML tags set: `<a name="x">`, `<h2 id="x">`. */
export function htmlAnchors(html: string): string[] {
  return [...html.matchAll(HTML_ID)].map((match) => match[1] ?? '');
}
