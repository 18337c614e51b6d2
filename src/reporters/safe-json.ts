import { LOG_COMMAND, UNSAFE } from './visible.ts';

/** JSON that is safe to print on a terminal and in a log too: what could act there is escaped, and means the same. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(UNSAFE, escaped)
    .replace(LOG_COMMAND, (words) => words.slice(0, -1) + escaped('['));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
