import { visibleLine } from './visible.ts';

/**
 * Characters by which Markdown, or a forge that shows it, makes something out of words: emphasis, code, links, addresses,
 * mentions, references, formulas, pictures. As entities they are only themselves: https://github.github.com/gfm/#entity-and-numeric-character-references
 */
const ACTIVE = /[\\`*_[\]<>&|#~@$!^]|:(?=\S)|(?<=www)\./gi;

/** Words of a file as Markdown that shows them and nothing else, on one line; those between backticks as code. */
export function markdownText(text: string): string {
  return visibleLine(text)
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part) : inert(part)))
    .join('');
}

/** The same, all of it as code. */
export function markdownCode(text: string): string {
  return `<code>${inert(visibleLine(text))}</code>`;
}

function inert(text: string): string {
  return text.replace(ACTIVE, (character) => `&#${character.charCodeAt(0)};`);
}
