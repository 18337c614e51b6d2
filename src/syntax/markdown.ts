import type { SyntaxNode } from '@lezer/common';
import { GFM, parser as commonMark } from '@lezer/markdown';
import { createAnchors, headingText, htmlAnchors } from './headings.ts';
import { parseYaml, type YamlFile } from './yaml.ts';

/**
 * Markdown as a flat list of blocks in reading order, with positions. Headings say where sections begin, and an item says how
 * deep it is nested; nothing that reads runbooks needs more of the tree. Inline marks stay in the texts as written.
 */
export interface MarkdownPage {
  /** YAML between `---` lines at the top; positions are those of the page. */
  frontMatter?: YamlFile;
  blocks: MarkdownBlock[];
  links: MarkdownLink[];
  /** Everything that can stand behind `#` in a link to this page. */
  anchors: string[];
}

interface Range {
  start: number;
  end: number;
}

export type MarkdownBlock = MarkdownHeading | MarkdownParagraph | MarkdownItem | MarkdownCode | MarkdownTable;

export interface MarkdownHeading extends Range {
  is: 'heading';
  level: number;
  text: string;
  anchor: string;
}

export interface MarkdownParagraph extends Range {
  is: 'paragraph';
  text: string;
}

/** The first paragraph of a list item; what else it holds follows as blocks of its own. */
export interface MarkdownItem extends Range {
  is: 'item';
  text: string;
  ordered: boolean;
  /** 1 for the outermost list. */
  depth: number;
  /** The box of a task item; absent for other items. */
  checked?: boolean;
}

export interface MarkdownCode extends Range {
  is: 'code';
  /** The language behind the fence, in lower case; empty when there is none. */
  info: string;
  text: string;
}

export interface MarkdownTable extends Range {
  is: 'table';
  header: MarkdownCell[];
  rows: MarkdownRow[];
}

export interface MarkdownRow extends Range {
  /** By column; a column that is empty in this row has an empty text. */
  cells: MarkdownCell[];
}

export interface MarkdownCell extends Range {
  text: string;
}

export interface MarkdownLink extends Range {
  label: string;
  url: string;
}

/** Whatever leaves a node that is read here has one of these in it: links, addresses, HTML tags, comments. */
const INLINE_SIGN = /[<[]|:\/\/|www\.|@/;

/** Most lines have none of that, and looking at each of their characters is half of the work of parsing a page. */
const parser = commonMark.configure([GFM, { remove: ['Emphasis', 'Strikethrough', 'HardBreak', 'Entity'] }]);
const parseInline = parser.parseInline.bind(parser);
parser.parseInline = (text, offset) => (INLINE_SIGN.test(text) ? parseInline(text, offset) : []);

const FRONT_MATTER = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/;

/** Reads a page; never throws, for any text is Markdown. */
export function parseMarkdown(text: string): MarkdownPage {
  const frontEnd = endOfFrontMatter(text);
  const body = frontEnd === 0 ? text : text.slice(0, frontEnd).replace(/[^\n]/g, ' ') + text.slice(frontEnd);
  const reader = new PageReader(body);
  reader.read(parse(body).topNode);
  const page = reader.finish();
  if (frontEnd > 0 && !text.startsWith('+++')) page.frontMatter = parseYaml(text.slice(0, text.lastIndexOf('---', frontEnd)));
  return page;
}

/** Where the comments of HTML stand in a page, those in code left out; a block of HTML counts as a whole. */
export function commentsOfMarkdown(text: string): { start: number; end: number }[] {
  const comments: { start: number; end: number }[] = [];
  parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (/^(?:Comment|CommentBlock|HTMLBlock)$/.test(name)) comments.push({ start: from, end: to });
    },
  });
  return comments;
}

/** No person writes longer lines; what is behind it in a line, such as a picture, is a word to the grammar. */
const LONGEST_LINE = 10_000;

/** The grammar takes quadratic time for many brackets, ticks or spaces in one line, so that it does not see them all. Offsets stay. */
function parse(text: string): ReturnType<typeof parser.parse> {
  return parser.parse(text.length <= LONGEST_LINE ? text : text.replace(/.+/g, (line) => (line.length <= LONGEST_LINE ? line : line.slice(0, LONGEST_LINE).padEnd(line.length, 'x'))));
}

/** The offset behind the closing line of front matter; 0 when there is none. */
function endOfFrontMatter(text: string): number {
  const [opening, mark = ''] = FRONT_MATTER.exec(text) ?? [];
  if (opening === undefined) return 0;
  let at = opening.length;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    if (text.slice(at, end).trimEnd() === mark) return end;
    at = end;
  }
  return 0;
}

/** Quotes and lists within each other; what is deeper is not read. */
const DEEPEST = 200;

/** Walks the parser's tree once; a class for the lists that grow on the way. */
class PageReader {
  readonly #text: string;
  readonly #anchorOf = createAnchors();
  readonly #blocks: MarkdownBlock[] = [];
  readonly #links: MarkdownLink[] = [];
  readonly #references = new Map<string, string>();
  readonly #pending: { label: string; link: MarkdownLink }[] = [];
  readonly #htmlAnchors: string[] = [];
  #nesting = 0;

  constructor(text: string) {
    this.#text = text;
  }

  finish(): MarkdownPage {
    for (const { label, link } of this.#pending) {
      const url = this.#references.get(label.toLowerCase());
      if (url !== undefined) this.#links.push({ ...link, url });
    }
    const headings = this.#blocks.filter((block) => block.is === 'heading');
    return { blocks: this.#blocks, links: this.#links, anchors: [...headings.map(({ anchor }) => anchor), ...this.#htmlAnchors] };
  }

  read(top: SyntaxNode): void {
    this.#children(top, 0);
  }

  #children(node: SyntaxNode, depth: number): void {
    this.#nesting += 1;
    if (this.#nesting <= DEEPEST) for (let child = node.firstChild; child; child = child.nextSibling) this.#block(child, depth);
    this.#nesting -= 1;
  }

  #block(node: SyntaxNode, depth: number): void {
    const { name, from: start, to: end } = node;
    const level = /^(?:ATX|Setext)Heading([1-6])$/.exec(name)?.[1];
    if (level !== undefined) {
      const raw = this.#textOf(node, 'HeaderMark').trim();
      this.#blocks.push({ is: 'heading', level: Number(level), text: headingText(raw), anchor: this.#anchorOf(raw), start, end });
      this.#inline(node);
      return;
    }
    switch (name) {
      case 'Paragraph':
        this.#blocks.push({ is: 'paragraph', text: this.#textOf(node), start, end });
        this.#inline(node);
        break;
      case 'BulletList':
      case 'OrderedList':
        for (const item of node.getChildren('ListItem')) this.#item(item, name === 'OrderedList', depth + 1);
        break;
      case 'Blockquote':
        this.#children(node, depth);
        break;
      case 'FencedCode':
      case 'CodeBlock':
        this.#code(node);
        break;
      case 'Table':
        this.#table(node);
        break;
      case 'LinkReference':
        this.#reference(node);
        break;
      case 'HTMLBlock':
        this.#htmlAnchors.push(...htmlAnchors(this.#slice(node)));
        break;
    }
  }

  #item(node: SyntaxNode, ordered: boolean, depth: number): void {
    const lead = node.getChild('Task') ?? node.getChild('Paragraph');
    const first = node.firstChild?.nextSibling;
    const ownText = lead?.from === first?.from ? lead : undefined;
    const start = ownText?.from ?? node.from;
    const item: MarkdownItem = { is: 'item', text: ownText ? this.#textOf(ownText, 'TaskMarker').trim() : '', ordered, depth, start, end: ownText?.to ?? start };
    const box = ownText?.getChild('TaskMarker');
    if (box) item.checked = /x/i.test(this.#slice(box));
    this.#blocks.push(item);
    if (ownText) this.#inline(ownText);
    this.#nesting += 1;
    for (let child = this.#nesting <= DEEPEST ? node.firstChild : null; child; child = child.nextSibling) {
      if (child.from !== ownText?.from) this.#block(child, depth);
    }
    this.#nesting -= 1;
  }

  #code(node: SyntaxNode): void {
    const info = node.getChild('CodeInfo');
    const parts = node.getChildren('CodeText').map((part) => this.#slice(part));
    const language = info ? (this.#slice(info).trim().split(/[\s,{]/)[0] ?? '') : '';
    this.#blocks.push({ is: 'code', info: language.toLowerCase(), text: parts.join(''), start: node.from, end: node.to });
  }

  #table(node: SyntaxNode): void {
    const header = node.getChild('TableHeader');
    const rows = node.getChildren('TableRow').map((row) => ({ cells: this.#cells(row), start: row.from, end: row.to }));
    this.#blocks.push({ is: 'table', header: header ? this.#cells(header) : [], rows, start: node.from, end: node.to });
  }

  /** The grammar gives no node for an empty cell, so columns are counted by the bars between them. */
  #cells(row: SyntaxNode): MarkdownCell[] {
    const cells: MarkdownCell[] = [];
    let column = row.firstChild?.name === 'TableDelimiter' ? -1 : 0;
    for (let child = row.firstChild; child; child = child.nextSibling) {
      if (child.name === 'TableDelimiter') column += 1;
      if (child.name !== 'TableCell') continue;
      while (cells.length < column) cells.push({ text: '', start: child.from, end: child.from });
      cells.push({ text: this.#textOf(child).replaceAll('\\|', '|').trim(), start: child.from, end: child.to });
      this.#inline(child);
    }
    return cells;
  }

  /** Links and HTML anchors inside a block of text. */
  #inline(node: SyntaxNode): void {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      switch (child.name) {
        case 'Link':
          this.#link(child);
          break;
        case 'URL':
          this.#links.push({ label: '', url: this.#slice(child), start: child.from, end: child.to });
          break;
        case 'HTMLTag':
          this.#htmlAnchors.push(...htmlAnchors(this.#slice(child)));
          break;
        default:
          this.#inline(child);
      }
    }
  }

  #link(node: SyntaxNode): void {
    const marks = node.getChildren('LinkMark');
    const url = node.getChild('URL');
    const label = this.#text.slice(marks[0]?.to ?? node.from, marks[1]?.from ?? node.to);
    const link = { label, url: '', start: node.from, end: node.to };
    if (url) {
      this.#links.push({ ...link, url: this.#slice(url).replace(/^<|>$/g, '') });
      return;
    }
    const reference = node.getChild('LinkLabel');
    this.#pending.push({ label: reference && reference.to - reference.from > 2 ? this.#slice(reference).slice(1, -1) : label, link });
  }

  #reference(node: SyntaxNode): void {
    const label = node.getChild('LinkLabel');
    const url = node.getChild('URL');
    if (label && url) this.#references.set(this.#slice(label).slice(1, -1).toLowerCase(), this.#slice(url));
  }

  #slice({ from, to }: { from: number; to: number }): string {
    return this.#text.slice(from, to);
  }

  /** The text of a block without its marks and comments. */
  #textOf(node: SyntaxNode, ...marks: string[]): string {
    let text = '';
    let from = node.from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name !== 'QuoteMark' && child.name !== 'Comment' && !marks.includes(child.name)) continue;
      text += this.#text.slice(from, child.from);
      from = child.to;
    }
    return text + this.#text.slice(from, node.to);
  }
}
