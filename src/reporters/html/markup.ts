import { visible } from '../visible.ts';

/** HTML that is written here, as against words of files. */
export interface Markup {
  html: string;
}

type Part = string | number | Markup | readonly Markup[] | false | undefined;

/** Puts parts into HTML: words are escaped, markup stays as it is, what is false or undefined is left out. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { html: strings.map((string, index) => string + (index < parts.length ? shown(parts[index]) : '')).join('') };
}

function shown(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(({ html }) => html).join('');
  return escaped(String(part));
}

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\t': '&#9;', '\n': '&#10;' };

/** No words of a file begin a line of the page: a runner that reads what is printed takes some lines for orders. */
function escaped(text: string): string {
  return visible(text).replace(/[&<>"'\t\n]/g, (character) => ENTITY[character] ?? '');
}

/** Words with what stands between backticks as code, over as many lines as they have. */
export function prose(text: string): Markup {
  const parts = text.split('\n').map((line) => {
    const spans = line.split(/`([^`]*)`/).map((words, index) => (index % 2 === 1 ? markup`<code>${words}</code>` : markup`${words}`));
    return markup`${spans}`;
  });
  return { html: parts.map(({ html }) => html).join('<br>') };
}
