import { defineFormat } from '../format.ts';
import type { Evidence, Ownership } from '../model/index.ts';

/**
 * Who reviews which files, as GitHub, GitLab and Gitea read it: a pattern and its owners a line, and sections with owners of their own in
 * GitLab. It counts only where these look for it: in the root of the repository or in a folder of theirs.
 */
export default defineFormat({
  id: 'codeowners',
  title: 'CODEOWNERS',
  docs: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  globs: ['**/CODEOWNERS'],
  claims: ({ path, text }) => !path.startsWith('../') && text.includes('@'),
  *read({ path, text }) {
    const root = path.replace(/(?:^|\/)(?:\.github|\.gitlab|\.gitea|docs)?\/?CODEOWNERS$/, '');
    let section: Section | undefined;
    let start = 0;
    for (const line of text.split('\n')) {
      const at = { path, start, end: start + line.trimEnd().length };
      start += line.length + 1;
      const words = wordsOf(line, at.start, path);
      const heading = HEADING.exec(line);
      if (heading) {
        section = { name: (heading[1] ?? '').toLowerCase(), owners: ownersAmong(words) };
        continue;
      }
      const [pattern, ...rest] = words;
      // A pattern that begins with an exclamation mark takes files out of a section, which no other line can do.
      if (!pattern || pattern.text.startsWith('!')) continue;
      const own = ownersAmong(rest);
      const owners = own.length > 0 ? own : (section?.owners ?? []);
      const ownership: Ownership = { kind: 'ownership', by: 'review', files: pattern.text, root, owners, span: at };
      if (section) ownership.section = section.name;
      yield ownership;
    }
  },
});

interface Section {
  name: string;
  owners: Evidence[];
}

/** `[Name]`, `^[Optional]`, `[Name][2]`, each with owners behind it: https://docs.gitlab.com/user/project/codeowners/reference/ */
const HEADING = /^\s*\^?\[([^\]]+)\](?:\[\d+\])?(?:\s|$)/;

/** The words before a comment; a space behind a backslash belongs to the word. */
function wordsOf(line: string, start: number, path: string): Evidence[] {
  const words: Evidence[] = [];
  for (const { 0: word, index } of line.matchAll(/(?:\\.|\S)+/g)) {
    if (word.startsWith('#')) break;
    words.push({ text: word, at: { path, start: start + index, end: start + index + word.length } });
  }
  return words;
}

/** `@user`, `@organisation/team`, `@@role`, an address. */
function ownersAmong(words: readonly Evidence[]): Evidence[] {
  return words.filter(({ text }) => /^@?@[\w./-]+$|^[^@\s]+@[^@\s]+$/.test(text));
}
