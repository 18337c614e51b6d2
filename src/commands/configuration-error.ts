import type { ConfigurationError } from '../config/load.ts';
import { excerpt } from '../reporters/excerpt.ts';
import { placeOf } from '../reporters/places.ts';
import { visibleLine } from '../reporters/visible.ts';
import type { Terminal } from './terminal.ts';

/** Prints what is wrong with a configuration file, each problem with its line and carets. */
export function tellConfigurationError({ document, problems }: ConfigurationError, terminal: Terminal): void {
  const { bold, red, dim } = terminal.errorColors;
  for (const { message, at } of problems) {
    const place = placeOf(at, new Map([[document.path, document]]));
    const gutter = String(place.endLine).length;
    const lines = [
      `${bold(red('error:'))} ${bold(visibleLine(message))}`,
      `${' '.repeat(gutter)}${dim('-->')} ${visibleLine(document.path)}:${place.line}:${place.column}`,
      ...excerpt(document, place, gutter, terminal.errorColors, red),
    ];
    terminal.error(`${lines.join('\n')}\n`);
  }
}
