import type { Report } from './lint.ts';
import type { Edit, Finding, Fix } from './model/index.ts';

export interface Mended {
  /** What is left after the last round. */
  report: Report;
  /** The new texts of the files that change, by path. */
  texts: ReadonlyMap<string, string>;
  /** How many fixes were made. */
  count: number;
}

/** Enough for fixes that only one round makes possible for the next. */
const MOST_ROUNDS = 10;

/**
 * Makes the fixes of a report's findings in memory, in rounds: those that touch the same place wait for the next one, which judges the new
 * texts. A round that leaves a file that cannot be read is taken back.
 */
export async function mend(first: Report, allowsUnsafe: boolean): Promise<Mended> {
  let mended: Mended = { report: first, texts: new Map(), count: 0 };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { edits, count } = chosen(mended.report.findings, allowsUnsafe);
    if (count === 0) break;
    const report = await mended.report.again(edits);
    if (broken(report) > broken(first)) break;
    const texts = new Map(mended.texts);
    for (const path of edits.keys()) texts.set(path, report.documents.get(path)?.text ?? '');
    mended = { report, texts, count: mended.count + count };
  }
  return mended;
}

/** The fixes that can be made together, as edits by path; of those that touch each other the first. */
function chosen(findings: readonly Finding[], allowsUnsafe: boolean): { edits: Map<string, Edit[]>; count: number } {
  const edits = new Map<string, Edit[]>();
  let count = 0;
  for (const { fix } of findings) {
    if (!isWanted(fix, allowsUnsafe) || fix.edits.some((edit) => edits.get(edit.at.path)?.some((other) => touch(edit, other)))) continue;
    for (const edit of fix.edits) edits.set(edit.at.path, [...(edits.get(edit.at.path) ?? []), edit]);
    count += 1;
  }
  return { edits, count };
}

export function isWanted(fix: Fix | undefined, allowsUnsafe: boolean): fix is Fix {
  return fix !== undefined && (fix.safe || allowsUnsafe);
}

function touch({ at: a }: Edit, { at: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function broken({ findings }: Report): number {
  return findings.filter(({ family }) => family === 'syntax').length;
}
