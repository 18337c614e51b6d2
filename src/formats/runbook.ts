import { defineFormat } from '../format.ts';
import { words } from '../knowledge/words.ts';
import type { Evidence, Item, Link, Runbook, Section, Span, Step } from '../model/index.ts';
import type * as Markdown from '../syntax/markdown.ts';
import { itemsAt, textAt, get, type YamlNode } from '../syntax/yaml.ts';
import { callsItselfRunbook, isIndexName, isNamedRunbook, kindOfPage, MARKDOWN_GLOBS, partsOf } from './common/pages.ts';

/** A Markdown page that tells a person what to do when something is red. */
export default defineFormat({
  id: 'runbook',
  title: 'Runbook in Markdown',
  docs: 'https://runbooks.prometheus-operator.dev/docs/add-runbook/',
  globs: [...MARKDOWN_GLOBS],
  parsers: () => import('../syntax/markdown.ts'),
  claims: (document) => kindOfPage(document) === 'runbook',
  *read({ path, text }, { parseMarkdown }): Iterable<Item> {
    yield runbookOf(path, text, parseMarkdown(text));
  },
});

function runbookOf(path: string, text: string, page: Markdown.MarkdownPage): Runbook {
  const front = page.frontMatter?.documents[0]?.root ?? null;
  const heading = page.blocks.find((block) => block.is === 'heading');
  const frontTitle = get(front, 'title');
  const sections = sectionsOf(path, text, page.blocks);
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const title = textAt(front, 'title') ?? heading?.text ?? stem;
  const runbook: Runbook = {
    kind: 'runbook',
    id: path,
    title,
    path,
    span: { path, start: 0, end: text.length },
    at: spanOf(path, heading ?? frontTitle ?? { start: 0, end: 0 }),
    sections,
    anchors: page.anchors,
    links: page.links.map((link) => linkOf(path, link)),
    alerts: [...new Set([stem, partsOf(path).stem, title, ...(heading ? [heading.text] : []), ...namesAt(front, 'alert'), ...namesAt(front, 'alerts'), ...namesAt(front, 'alertname')])],
    shape: shapeOf({ path, text }, page, sections),
  };
  const owner = ownerOf(path, front);
  if (owner) runbook.owner = owner;
  return runbook;
}

function spanOf(path: string, { start, end }: { start: number; end: number }): Span {
  return { path, start, end };
}

function linkOf(path: string, { label, url, start, end }: Markdown.MarkdownLink): Link {
  return { key: label, url, at: spanOf(path, { start, end }) };
}

/** One name or a list of them. */
function namesAt(front: YamlNode | null, key: string): string[] {
  const one = textAt(front, key);
  return one === undefined ? itemsAt(front, key).flatMap((item) => (item.is === 'scalar' ? [item.text] : [])) : [one];
}

/** Keys of front matter under which people write who answers for a page. */
const OWNER_KEYS = ['owner', 'owners', 'team', 'owner_slack', 'squad', 'contact', 'maintainer', 'maintainers', 'escalation'];

function ownerOf(path: string, front: YamlNode | null): Evidence | undefined {
  for (const key of OWNER_KEYS) {
    const [name] = namesAt(front, key);
    const node = get(front, key);
    if (name !== undefined && name !== '' && node) return { text: name, at: spanOf(path, node) };
  }
  return undefined;
}

/** Every heading with what is below it; the text above the first heading is a section of its own. */
function sectionsOf(path: string, text: string, blocks: readonly Markdown.MarkdownBlock[]): Section[] {
  const sections: Section[] = [];
  // A block lies in a section and in all that are above it.
  const counts = blocks.map(wordsIn);
  const wordsBetween = (from: number, to: number): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0);
  const lead = blocks.findIndex((block) => block.is === 'heading');
  const before = lead < 0 ? blocks : blocks.slice(0, lead);
  if (before.length > 0) {
    const at = spanOf(path, { start: before[0]?.start ?? 0, end: before[0]?.end ?? 0 });
    const end = lead < 0 ? text.length : (blocks[lead]?.start ?? text.length);
    sections.push({ role: 'other', title: '', level: 0, at, span: { path, start: at.start, end }, words: wordsBetween(0, before.length), steps: stepsOf(path, before) });
  }
  for (const [index, block] of blocks.entries()) {
    if (block.is !== 'heading') continue;
    const next = nextHeading(blocks, index, block.level);
    const below = blocks.slice(index + 1, next);
    const end = blocks[next]?.start ?? text.length;
    sections.push({
      role: words.roleOf(block.text),
      title: block.text,
      level: block.level,
      at: spanOf(path, block),
      span: { path, start: block.start, end },
      words: wordsBetween(index + 1, next),
      steps: stepsOf(path, below),
    });
  }
  return sections;
}

/** The index of the heading that ends a section; one past the last block when none does. */
function nextHeading(blocks: readonly Markdown.MarkdownBlock[], from: number, level: number): number {
  for (let index = from + 1; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (block?.is === 'heading' && block.level <= level) return index;
  }
  return blocks.length;
}

/** Scripts without spaces count by the character. */
const WORD = /\p{Lo}|[\p{L}\p{N}]+/gu;

function wordsIn(block: Markdown.MarkdownBlock): number {
  return textsOf(block).reduce((sum, text) => sum + (text.match(WORD)?.length ?? 0), 0);
}

/** What a block says, headings left out: they are promises. */
function textsOf(block: Markdown.MarkdownBlock): string[] {
  switch (block.is) {
    case 'heading':
      return [];
    case 'table':
      return block.rows.flatMap((row) => row.cells.map((cell) => cell.text));
    default:
      return [block.text];
  }
}

/** Languages of code blocks that show what comes back and not what to type. */
const OUTPUT_LANGUAGES = new Set(['output', 'text', 'txt', 'plaintext', 'log', 'json', 'out']);

function stepsOf(path: string, blocks: readonly Markdown.MarkdownBlock[]): Step[] {
  const steps: Step[] = [];
  for (const block of blocks) {
    switch (block.is) {
      case 'paragraph':
      case 'item':
        if (block.text.trim() !== '') steps.push({ text: block.text, at: spanOf(path, block), form: block.is, output: false });
        break;
      case 'code': {
        const previous = steps.at(-1);
        if (OUTPUT_LANGUAGES.has(block.info) && previous) previous.output = true;
        steps.push({ text: block.text, at: spanOf(path, block), form: 'command', output: showsOutput(block.text) });
        break;
      }
      case 'table':
        for (const row of block.rows) steps.push({ text: row.cells.map((cell) => cell.text).join(' | '), at: spanOf(path, row), form: 'row', output: false });
        break;
    }
  }
  return steps;
}

/** A session: lines behind a prompt and lines without one. */
function showsOutput(code: string): boolean {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const typed = lines.filter((line) => /^\s*[$#>%]\s/.test(line)).length;
  return typed > 0 && typed < lines.length;
}

/** A page that is left behind where another one has taken its place. */
const MOVED = /\b(?:has|was|been) (?:moved|replaced|superseded|merged)\b|^(?:moved|redirect)/i;

function shapeOf(document: { path: string; text: string }, { blocks }: Markdown.MarkdownPage, sections: readonly Section[]): Runbook['shape'] {
  const texts = blocks.flatMap(textsOf);
  const linked = texts.filter((text) => text.includes('](') || /https?:/.test(text)).length;
  if (linked > 0 && blocks.length <= 4 && texts.some((text) => MOVED.test(text))) return 'index';
  const hasRole = sections.some(({ role }) => role !== 'other');
  if (isIndexName(document.path) && !hasRole) return 'index';
  if (!hasRole && linked > 0 && linked * 2 >= texts.length) return 'index';
  if (hasRole) return 'page';
  const steps = blocks.filter((block) => block.is === 'code' || (block.is === 'item' && block.ordered)).length;
  if (!isNamedRunbook(document.path) && !callsItselfRunbook(document)) return 'other';
  const count = blocks.reduce((sum, block) => sum + wordsIn(block), 0);
  return steps >= 2 || count < 40 ? 'page' : 'other';
}
