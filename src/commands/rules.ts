import { rules } from '../../rules/index.ts';
import { loadSettings } from '../config/load.ts';
import { OWN_FINDINGS } from '../own-findings.ts';
import { safeJson } from '../reporters/safe-json.ts';
import { visibleLine } from '../reporters/visible.ts';
import { choice, type ConfigFlags } from './flags.ts';
import { ownFindingText, ruleText, type RuleText } from './rule-text.ts';
import type { Terminal } from './terminal.ts';

/** Prints the rules, also those that the configuration brings along, and the findings that no rule makes: a table for people or for Markdown, or all that they say of themselves as JSON. */
export async function rulesCommand({ format, config, plugins = true }: ConfigFlags, terminal: Terminal): Promise<number> {
  const as = choice('format', format, ['text', 'json', 'markdown']);
  const own = await loadSettings(['.'], config, process.cwd(), rules, plugins);
  const texts = [...[...rules, ...own.rules].map(ruleText), ...Object.values(OWN_FINDINGS).map(ownFindingText)];
  switch (as) {
    case 'json':
      terminal.out(`${safeJson({ version: 1, rules: texts })}\n`);
      break;
    case 'markdown':
      terminal.out(markdown(texts, new Set(own.rules.map(({ id }) => id))));
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
  return [id, severity, confidence, presets.includes('recommended') ? 'recommended' : 'strict', on.join(', '), summary].map(visibleLine);
}

function table(texts: readonly RuleText[]): string[] {
  const rows = [COLUMNS, ...texts.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

/** Rules of the configuration's own have no page. */
function markdown(texts: readonly RuleText[], own: ReadonlySet<string>): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  const linked = texts.map((text) => [own.has(text.id) ? `\`${text.id}\`` : `[\`${text.id}\`](docs/rules/${text.id}.md)`, ...cellsOf(text).slice(1)]);
  return [COLUMNS, COLUMNS.map(() => '---'), ...linked].map(row).join('');
}
