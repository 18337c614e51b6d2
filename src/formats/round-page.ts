import { defineFormat } from '../format.ts';
import { words, type RoundColumn } from '../knowledge/words.ts';
import type { Evidence, Item, Span } from '../model/index.ts';
import type * as Markdown from '../syntax/markdown.ts';
import { get, itemsAt, textAt, type YamlNode } from '../syntax/yaml.ts';
import { kindOfPage, MARKDOWN_GLOBS, partsOf } from './common/pages.ts';
import { intervalIn, roundCheck, type RoundHead, type RoundItem } from './common/round-check.ts';
import { splitStep, type RoundPart } from './common/round-text.ts';

/** Rounds on paper: a page with a checklist, or with a table that has a column for what to look at. */
export default defineFormat({
  id: 'round-page',
  title: 'Round in Markdown',
  docs: 'https://github.github.com/gfm/#task-list-items-extension-',
  globs: [...MARKDOWN_GLOBS],
  parsers: () => import('../syntax/markdown.ts'),
  claims: (document) => kindOfPage(document) === 'round',
  *read({ path, text }, { parseMarkdown }): Iterable<Item> {
    const page = parseMarkdown(text);
    const head = headOf(path, page);
    const otherwise = commonOtherwise(path, page.blocks);
    let number = 0;
    for (const item of itemsOf(path, text, page.blocks)) {
      number += 1;
      yield roundCheck('round-page', head, otherwise ? { otherwise, ...item } : item, number);
    }
  },
});

function headOf(path: string, { frontMatter, blocks }: Markdown.MarkdownPage): RoundHead {
  const front = frontMatter?.documents[0]?.root ?? null;
  const title = blocks.find((block) => block.is === 'heading')?.text;
  const head: RoundHead = {
    name: textAt(front, 'round') ?? partsOf(path).stem,
    path,
    shows: itemsAt(front, 'shows').flatMap((light) => (light.is === 'scalar' ? [light.text] : [])),
  };
  const target = textAt(front, 'target') ?? title;
  if (target !== undefined) head.target = target;
  const prose = blocks.flatMap((block) => (block.is === 'paragraph' || block.is === 'heading' ? [block.text] : []));
  const every = [textAt(front, 'every') ?? '', ...prose].map(intervalIn).find((seconds) => seconds !== undefined);
  if (every !== undefined) head.every = every;
  for (const key of ['by', 'owner', 'customer'] as const) {
    const value = evidenceAt(front, path, key);
    if (value) head[key] = value;
  }
  return head;
}

function evidenceAt(front: YamlNode | null, path: string, key: string): Evidence | undefined {
  const text = textAt(front, key);
  const node = get(front, key);
  return text !== undefined && text.trim() !== '' && node ? { text: text.trim(), at: { path, start: node.start, end: node.end } } : undefined;
}

const COMMON_OTHERWISE = /(?:^|[.;!]\s+)((?:if (?:any|anything|one|something|a reading|an item)\b|otherwise\b|in case\b)[^]*)/i;

/** "If anything is not so, call 4711": said once for all items. */
function commonOtherwise(path: string, blocks: readonly Markdown.MarkdownBlock[]): Evidence | undefined {
  for (const block of blocks) {
    const [, said] = block.is === 'paragraph' ? (COMMON_OTHERWISE.exec(block.text) ?? []) : [];
    if (said !== undefined) return { text: said.replace(/\s+/g, ' '), at: { path, start: block.start, end: block.end } };
  }
  return undefined;
}

function* itemsOf(path: string, text: string, blocks: readonly Markdown.MarkdownBlock[]): Generator<RoundItem> {
  for (const [index, block] of blocks.entries()) {
    if (block.is === 'item' && block.checked !== undefined) yield listItem(path, text, block, detailsOf(blocks, index, block.depth));
    if (block.is === 'table') yield* tableItems(path, block);
  }
}

/** What is nested below a task and is no task itself. */
function detailsOf(blocks: readonly Markdown.MarkdownBlock[], index: number, depth: number): Markdown.MarkdownBlock[] {
  const details: Markdown.MarkdownBlock[] = [];
  for (const block of blocks.slice(index + 1)) {
    if (block.is !== 'item' || block.depth <= depth || block.checked !== undefined) break;
    details.push(block);
  }
  return details;
}

/** `Expect: green`, `If not: …` below a task. */
const LABEL = /^\W*([\p{L} ]{2,24}):\W*\s/u;

function listItem(path: string, text: string, item: Markdown.MarkdownItem, details: readonly Markdown.MarkdownBlock[]): RoundItem {
  const written = text.slice(item.start, item.end);
  const box = /^\[[ xX]\]\s*/.exec(written)?.[0].length ?? 0;
  const place = (start: number, end: number): Span => ({ path, start, end });
  const parts = splitStep(written.slice(box));
  const read: Partial<Record<RoundPart, Evidence>> = {};
  for (const part of ['look', 'expect', 'otherwise', 'record'] as const) {
    const found = parts[part];
    if (found && found.text !== '') read[part] = { text: found.text, at: place(item.start + box + found.start, item.start + box + found.end) };
  }
  for (const detail of details) {
    if (detail.is !== 'item') continue;
    const [label, name = ''] = LABEL.exec(detail.text) ?? [];
    const part = label === undefined ? undefined : columnOf(name);
    if (part && label !== undefined) read[part] = { text: detail.text.slice(label.length).trim(), at: place(detail.start, detail.end) };
  }
  const span = place(item.start, details.at(-1)?.end ?? item.end);
  return { look: { text: written.slice(box).trim(), at: place(item.start + box, item.end) }, ...read, span };
}

function columnOf(header: string): RoundColumn | undefined {
  const name = header.toLowerCase().replace(/[*_`?:.]/g, '').replace(/\s+/g, ' ').trim();
  return (['look', 'expect', 'otherwise', 'record'] as const).find((column) => words.rounds.columns[column].has(name));
}

/** A table of a round has a column for what to look at and one for at least one of the other parts. */
function* tableItems(path: string, { header, rows }: Markdown.MarkdownTable): Generator<RoundItem> {
  const columns = header.map(({ text }) => columnOf(text));
  if (!columns.includes('look') || new Set(columns.filter((column) => column !== undefined)).size < 2) return;
  for (const { cells, start, end } of rows) {
    const read: Partial<Record<RoundPart, Evidence>> = {};
    for (const [index, column] of columns.entries()) {
      const cell = cells[index];
      if (column === undefined || read[column]) continue;
      if (cell && cell.text !== '') read[column] = { text: cell.text, at: { path, start: cell.start, end: cell.end } };
      else if (column === 'record' && header[index]) read.record = { text: header[index].text, at: { path, start: header[index].start, end: header[index].end } };
    }
    if (read.look) yield { ...read, look: read.look, span: { path, start, end } };
  }
}
