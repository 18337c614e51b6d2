import { rules } from '../../rules/index.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { choice, type CommonFlags } from './flags.ts';
import { ruleText, type RuleText } from './rule-text.ts';
import type { Terminal } from './terminal.ts';

/** Prints the rules: a table for people or for Markdown, or all that they say of themselves as JSON. */
export function rulesCommand(flags: CommonFlags & { format: string }, terminal: Terminal): number {
  const texts = rules.map(ruleText);
  switch (choice('format', flags.format, ['text', 'json', 'markdown'])) {
    case 'json':
      terminal.out(`${safeJson({ version: 1, rules: texts })}\n`);
      break;
    case 'markdown':
      terminal.out(markdown(texts));
      break;
    case 'text': {
      const [head = '', ...rows] = table(texts);
      terminal.out(`${terminal.colors.bold(head)}\n${rows.map((row) => `${row}\n`).join('')}`);
    }
  }
  return 0;
}

const COLUMNS = ['rule', 'severity', 'how sure', 'preset', 'on', 'what is wrong'];

function cellsOf({ id, severity, confidence, presets, on, summary }: RuleText): string[] {
  return [id, severity, confidence, presets.includes('recommended') ? 'recommended' : 'strict', on.join(', '), summary];
}

function table(texts: readonly RuleText[]): string[] {
  const rows = [COLUMNS, ...texts.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

function markdown(texts: readonly RuleText[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  const linked = texts.map((text) => [`[\`${text.id}\`](docs/rules/${text.id}.md)`, ...cellsOf(text).slice(1)]);
  return [COLUMNS, COLUMNS.map(() => '---'), ...linked].map(row).join('');
}
