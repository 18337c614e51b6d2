/** Characters that a terminal obeys instead of showing, by which text can pose as other text, or that are no characters at all. */
export const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF\p{Surrogate}]/gu;

/** Words that the logs of GitHub Actions, Azure Pipelines and TeamCity obey wherever in a line they stand. */
export const LOG_COMMAND = /##((?:vso|teamcity)?)\[/gi;

/**
 * Text of a file made safe to print: control characters as their pictures (`␛`), those without one by number. Tabs and
 * line breaks stay for whoever lays the text out.
 */
export function visible(text: string): string {
  return text.replace(LOG_COMMAND, '##$1⟦').replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** The same on one line, for names, paths and messages; a line that begins with `::` is a command to GitHub Actions. */
export function visibleLine(text: string): string {
  return visible(text.replace(/ ?[\r\n]\s*/g, ' ').replaceAll('\t', ' ')).replace(/^( *)::/, '$1∷');
}

/** Columns that a text takes in a terminal, as well as can be told: wide East Asian letters and pictures count two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character.codePointAt(0) ?? 0);
  return width;
}

/** https://www.unicode.org/reports/tr11/, in coarse blocks. */
function columnsOf(code: number): 0 | 1 | 2 {
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (code >= 0xfe00 && code <= 0xfe0f) return 0;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return isWide ? 2 : 1;
}
