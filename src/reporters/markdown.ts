import type { Report } from '../lint.ts';
import type { Finding, Severity } from '../model/index.ts';
import { worstFirst } from './by-severity.ts';
import { countsOf, plural } from './counts.ts';
import { groupedBy } from './grouped.ts';
import type { Reporter, Style } from './index.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { placeOf } from './places.ts';
import { repositoryPath, uriOf } from './repository-path.ts';
import { asidesOf, score } from './summary.ts';

const SIGN: Record<Severity, string> = { error: '🔴', warning: '🟠', note: '🔵' };

/** For a comment or the summary of a job: what was read, a table of all findings, and what each rule means. */
export const markdown: Reporter = (report, style) => [markdownReport(report, style, Infinity)];

/** The same in at most so many bytes: what does not fit is counted. */
export function markdownReport(report: Report, style: Style, most: number): string {
  const findings = worstFirst(report.findings);
  const page: string[] = [];
  let room = most - LAST_WORDS;
  const add = (text: string): boolean => {
    room -= Buffer.byteLength(text);
    if (room >= 0) page.push(text);
    return room >= 0;
  };
  add(`## vigilint\n\n**${markdownText(score(report))}**${asidesOf(countsOf(report))}\n`);
  if (findings.length === 0) return page.join('');
  add('\n| | finding | rule | place |\n| --- | --- | --- | --- |\n');
  const rest = findings.findIndex((finding) => !add(rowOf(finding, report, style)));
  if (rest < 0) {
    const rules = rulesOf(findings);
    if (add(`\n<details><summary>Why, and what to do</summary>\n\n${rules}\n</details>\n`)) return page.join('');
  }
  return `${page.join('')}\n${rest < 0 ? 'There is no room here for what the rules say' : `${plural(findings.length - rest, 'finding')} more, for which there is no room here`}; the log has all.\n`;
}

/** Bytes that are kept for saying what was left out. */
const LAST_WORDS = 100;

function rowOf({ severity, message, rule, at }: Finding, { documents }: Report, style: Style): string {
  const { path, line } = placeOf(at, documents);
  const place = markdownCode(`${path}:${line}`);
  const link = style.source === undefined ? place : `[${place}](${style.source}/${uriOf(repositoryPath(path, style)).replace(/[()]/g, (character) => (character === '(' ? '%28' : '%29'))}#L${line})`;
  return `| ${SIGN[severity]} ${severity} | ${markdownText(message)} | ${markdownCode(rule)} | ${link} |\n`;
}

/** Why and what to do, once for each rule; in the words of its first finding. */
function rulesOf(findings: readonly Finding[]): string {
  const groups = [...groupedBy(findings, ({ rule }) => rule).values()];
  const told = groups.map((group) => {
    const [first] = group;
    if (!first) return '';
    const [help = '', ...more] = first.help.split('\n');
    return `- ${markdownCode(first.rule)} (${group.length}): ${markdownText(first.why)} ${markdownText(help)}${more.map((line) => `<br>${markdownText(line)}`).join('')}\n`;
  });
  return told.join('');
}
