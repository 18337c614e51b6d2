import type { BaselineEntry } from '../model/index.ts';
import { plural } from '../reporters/counts.ts';
import { visibleLine } from '../reporters/visible.ts';
import type { LintFlags } from './flags.ts';
import type { Terminal } from './terminal.ts';

/** So many entries are named; `-v` names all. */
const MOST_NAMED = 5;

/** Says which entries of the baseline do not occur any more. True where that fails the run: in CI, where nobody would read a warning. */
export function tellStale(stale: readonly BaselineEntry[], { verbose = false }: LintFlags, terminal: Terminal): boolean {
  const { yellow, red, bold } = terminal.errorColors;
  const { CI = '' } = process.env;
  const fails = CI !== '' && CI !== 'false';
  const named = stale.slice(0, verbose ? Infinity : MOST_NAMED).map(({ rule, check, count }) => `  ${rule}  ${visibleLine(check)}${count > 1 ? `, ${count} times` : ''}\n`);
  const rest = stale.length - named.length;
  const label = fails ? bold(red('error:')) : bold(yellow('warning:'));
  terminal.error(`${label} ${plural(stale.length, 'entry', 'entries')} of the baseline ${stale.length === 1 ? 'does' : 'do'} not occur any more; \`vigilint baseline --prune\` takes ${stale.length === 1 ? 'it' : 'them'} out\n${named.join('')}${rest > 0 ? `  and ${rest} more (-v names them)\n` : ''}`);
  return fails;
}
