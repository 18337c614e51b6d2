import type { Colors } from './colors.ts';
import type { Document } from '../document.ts';
import type { Report } from '../lint.ts';
import type { Finding, Related, Severity } from '../model/index.ts';
import { excerpt } from './excerpt.ts';
import type { Reporter } from './index.ts';
import { originOf, placeOf } from './places.ts';
import { summary } from './summary.ts';
import { visibleLine } from './visible.ts';

/** For people: each finding with the lines it is about, what else matters, why, and what to do. */
export const text: Reporter = function* (report, style) {
  const told = new Set<string>();
  for (const group of groups(report.findings)) yield `${block(group, report, style.colors, told).join('\n')}\n\n`;
  if (!style.quiet) yield* summary(report, style);
};

/** Findings that say the same in every word, in the order of the first. */
function groups(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const byWords = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const words = JSON.stringify([finding.rule, finding.severity, finding.message, finding.why, finding.help, finding.related.map(({ message }) => message)]);
    const group = byWords.get(words);
    if (group) group.push(finding);
    else byWords.set(words, [finding]);
  }
  return [...byWords.values()];
}

const PAINT: Record<Severity, 'red' | 'yellow' | 'cyan'> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** `told` holds what has been said once in this run, so that each reason is read once and not two hundred times. */
function block([first, ...others]: [Finding, ...Finding[]], { documents }: Report, colors: Colors, told: Set<string>): string[] {
  const paint = (text: string) => colors.bold(colors[PAINT[first.severity]](text));
  const place = placeOf(first.at, documents);
  const origin = originOf(first.at, documents);
  const related = first.related.map((other) => ({ ...other, place: placeOf(other.at, documents) }));
  const gutter = String(Math.max(place.endLine, ...related.map((other) => other.place.endLine))).length;
  const note = (label: string, text: string): string => {
    const [head = '', ...rest] = text.split('\n');
    const indent = ' '.repeat(gutter + label.length + 5);
    return [`${' '.repeat(gutter)} ${colors.dim('=')} ${colors.bold(`${label}:`)} ${visibleLine(head)}`, ...rest.map((line) => indent + visibleLine(line))].join('\n');
  };
  const lines = [
    `${paint(`${first.severity}[${first.rule}]`)} ${colors.bold(visibleLine(first.message))}`,
    `${' '.repeat(gutter)}${colors.dim('-->')} ${visibleLine(place.path)}:${place.line}:${place.column}${origin === undefined ? '' : ` (from ${visibleLine(origin)})`}`,
    ...excerpt(documents.get(place.path), place, gutter, colors, paint),
    ...related.flatMap((other) => relatedLines(other, documents, gutter, colors)),
  ];
  const isNew = !told.has(`${first.rule}\n${first.why}`);
  told.add(`${first.rule}\n${first.why}`);
  if (isNew) lines.push(note('why', first.why));
  lines.push(note('help', first.help));
  if (others.length > 0) lines.push(note('also', `the same words hold at ${others.length} more ${others.length === 1 ? 'place' : 'places'}:`));
  for (const other of others) {
    const { path, line, column } = placeOf(other.at, documents);
    lines.push(`${' '.repeat(gutter)}     ${visibleLine(path)}:${line}:${column}`);
  }
  return lines;
}

function relatedLines({ at, message }: Related, documents: ReadonlyMap<string, Document>, gutter: number, colors: Colors): string[] {
  const place = placeOf(at, documents);
  return [
    `${' '.repeat(gutter)}${colors.dim(':::')} ${visibleLine(place.path)}:${place.line}:${place.column} ${visibleLine(message)}`,
    ...excerpt(documents.get(place.path), place, gutter, colors, colors.blue),
  ];
}
