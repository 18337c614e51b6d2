import type { Document } from '../document.ts';
import { FAULTS, type Notices, type Verdict } from '../model/index.ts';
import type { Colors } from '../reporters/colors.ts';
import { plural } from '../reporters/counts.ts';
import { placeOf } from '../reporters/places.ts';
import { visibleLine, widthOf } from '../reporters/visible.ts';
import type { Drilled } from '../targets.ts';

interface DrillStyle {
  colors: Colors;
  width: number;
  /** Give the reason for each verdict. */
  why: boolean;
}

/** Colour repeats what word and sign say. */
const SIGN: Record<Verdict, string> = { red: '●', green: '○', unknown: '?' };
const PAINT = { red: 'red', green: 'green', unknown: 'yellow' } as const;

const CELL = 11;
/** The last cell needs no room behind it. */
const MATRIX = CELL * FAULTS.length - 2;
const NARROWEST_NAME = 16;
const TOGETHER = 'together';

/** The matrix per target: rows checks, columns faults; a list where reasons are wanted or the terminal is narrow. */
export function* drillText(targets: readonly Drilled[], documents: ReadonlyMap<string, Document>, style: DrillStyle): Generator<string> {
  const { colors, width, why } = style;
  const isList = why || width < MATRIX + NARROWEST_NAME;
  for (const target of targets) {
    const names = target.checks.map(({ check }) => check.name);
    const rows = target.checks.map(({ check, notices }) => {
      const { path, line } = placeOf(check.span, documents);
      const place = `${visibleLine(path)}:${line}`;
      const isAlone = names.filter((name) => name === check.name).length === 1;
      return { name: isAlone ? visibleLine(check.name) : `${visibleLine(check.name)} ${place}`, place, notices };
    });
    yield `${colors.bold(visibleLine(target.name))}  ${colors.dim(rows[0]?.place ?? '')}\n`;
    if (target.checks.length > 1) rows.push({ name: TOGETHER, place: '', notices: target.together });
    yield isList ? listOf(rows, colors, why) : matrixOf(rows, colors, width);
    yield '\n';
  }
  const checks = targets.reduce((sum, target) => sum + target.checks.length, 0);
  yield `${plural(targets.length, 'target')}, ${plural(checks, 'check')}; each column breaks the target in one way\n`;
  yield '● red: the check sees it   ○ green: it misses it   ? unknown: the files do not tell\n';
}

interface Row {
  name: string;
  place: string;
  notices: Notices;
}

function matrixOf(rows: readonly Row[], colors: Colors, width: number): string {
  const room = width - MATRIX - 2;
  const column = Math.min(room, Math.max(...rows.map(({ name }) => widthOf(name)))) + 2;
  const head = `${' '.repeat(column)}${FAULTS.map((fault) => fault.padEnd(CELL)).join('')}`.trimEnd();
  const lines = rows.map(({ name, notices }) => {
    const cells = FAULTS.map((fault) => cellOf(notices[fault].verdict, colors)).join('').trimEnd();
    const shown = name === TOGETHER ? colors.bold(name) : name;
    // A name that does not fit stands on a line of its own.
    return widthOf(name) > room ? `${shown}\n${' '.repeat(column)}${cells}` : `${shown}${' '.repeat(column - widthOf(name))}${cells}`;
  });
  return `${[colors.dim(head), ...lines].join('\n')}\n`;
}

function cellOf(verdict: Verdict, colors: Colors): string {
  const text = `${SIGN[verdict]} ${verdict}`;
  return `${colors[PAINT[verdict]](text)}${' '.repeat(CELL - text.length)}`;
}

function listOf(rows: readonly Row[], colors: Colors, why: boolean): string {
  return rows
    .map(({ name, place, notices }) => {
      const title = `${name === TOGETHER ? colors.bold(name) : name}${place && !name.endsWith(place) ? ` ${colors.dim(place)}` : ''}\n`;
      const lines = FAULTS.map((fault) => {
        const { verdict, because } = notices[fault];
        const cell = cellOf(verdict, colors);
        return `  ${fault.padEnd(9)} ${why ? `${cell}${visibleLine(because)}` : cell.trimEnd()}\n`;
      });
      return title + lines.join('');
    })
    .join('');
}
