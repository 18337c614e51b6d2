import { defineFormat } from '../format.ts';
import type { Item } from '../model/index.ts';
import { htmlAnchors, scanHeadings } from '../syntax/headings.ts';
import { kindOfPage, MARKDOWN_GLOBS, partsOf } from './common/pages.ts';

/**
 * Any Markdown page that is no runbook by itself: an alert may link to it all the same, so its anchors are known. It is
 * only looked through for headings, so that a project with a thousand READMEs costs little.
 */
export default defineFormat({
  id: 'page',
  title: 'Markdown page',
  docs: 'https://github.github.com/gfm/',
  globs: [...MARKDOWN_GLOBS],
  claims: (document) => kindOfPage(document) !== 'runbook',
  *read({ path, text }): Iterable<Item> {
    const headings = scanHeadings(text);
    const title = headings[0];
    const { stem } = partsOf(path);
    const span = { path, start: 0, end: text.length };
    yield {
      kind: 'runbook',
      id: path,
      title: title?.text ?? stem,
      path,
      span,
      at: title ? { path, start: title.start, end: title.end } : { path, start: 0, end: 0 },
      sections: [],
      anchors: [...headings.map(({ anchor }) => anchor), ...htmlAnchors(text)],
      links: [],
      alerts: [stem, ...(title ? [title.text] : [])],
      shape: 'other',
    };
  },
});
