const LONGEST = 80;

/** A text as evidence in a message: on one line, between backticks, cut behind a word when it is long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  if (line.length <= LONGEST) return `\`${line}\``;
  const cut = line.lastIndexOf(' ', LONGEST);
  return `\`${line.slice(0, cut > LONGEST / 2 ? cut : LONGEST)} …\``;
}
