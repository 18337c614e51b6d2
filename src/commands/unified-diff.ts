/** Lines of context around a change, as everywhere. */
const CONTEXT = 3;

/** How far ahead the two texts are searched for a line on which they agree again. */
const MOST_AHEAD = 500;

/** One stretch of lines in which two texts differ; half-open ranges of line numbers from 0. */
interface Stretch {
  from: number;
  to: number;
  newFrom: number;
  newTo: number;
}

/** The difference of two texts as `patch` and `git apply` read it; empty when there is none. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const hunks = grouped(stretches(old, fresh));
  if (hunks.length === 0) return '';
  return [`--- a/${path}\n+++ b/${path}\n`, ...hunks.map((hunk) => hunkText(hunk, old, fresh))].join('');
}

/** With their line breaks. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function stretches(old: readonly string[], fresh: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  let [from, newFrom] = [0, 0];
  while (from < old.length || newFrom < fresh.length) {
    if (old[from] === fresh[newFrom]) {
      from += 1;
      newFrom += 1;
      continue;
    }
    const { gone, come } = agreement(old, fresh, from, newFrom);
    found.push({ from, to: from + gone, newFrom, newTo: newFrom + come });
    from += gone;
    newFrom += come;
  }
  return found;
}

/** How many lines to pass on both sides, as few as possible, until they agree again. */
function agreement(old: readonly string[], fresh: readonly string[], from: number, newFrom: number): { gone: number; come: number } {
  for (let sum = 1; sum <= MOST_AHEAD; sum += 1) {
    for (let gone = 0; gone <= sum; gone += 1) {
      const come = sum - gone;
      if (from + gone <= old.length && newFrom + come <= fresh.length && old[from + gone] === fresh[newFrom + come]) return { gone, come };
    }
  }
  return { gone: old.length - from, come: fresh.length - newFrom };
}

/** Stretches whose context would meet are one hunk. */
function grouped(all: readonly Stretch[]): Stretch[][] {
  const hunks: Stretch[][] = [];
  for (const stretch of all) {
    const hunk = hunks.at(-1);
    if (hunk && stretch.from - (hunk.at(-1)?.to ?? 0) <= 2 * CONTEXT) hunk.push(stretch);
    else hunks.push([stretch]);
  }
  return hunks;
}

function hunkText(hunk: readonly Stretch[], old: readonly string[], fresh: readonly string[]): string {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (!first || !last) return '';
  const start = Math.max(0, first.from - CONTEXT);
  const end = Math.min(old.length, last.to + CONTEXT);
  const newStart = first.newFrom - (first.from - start);
  const newEnd = last.newTo + (end - last.to);
  const lines: string[] = [];
  let at = start;
  for (const { from, to, newFrom, newTo } of hunk) {
    lines.push(...old.slice(at, from).map((line) => ` ${line}`), ...old.slice(from, to).map((line) => `-${line}`), ...fresh.slice(newFrom, newTo).map((line) => `+${line}`));
    at = to;
  }
  lines.push(...old.slice(at, end).map((line) => ` ${line}`));
  const body = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('');
  return `@@ -${start + 1},${end - start} +${newStart + 1},${newEnd - newStart} @@\n${body}`;
}
