import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/document.ts';
import { changesOf } from '../../src/git.ts';
import type { Finding } from '../../src/model/index.ts';
import { createIsChanged, movedChanges, type Change } from '../../src/settle/changes.ts';

describe('a diff', () => {
  it('gives the lines that were added, edited or taken out', () => {
    const diff = `diff --git a/a.yml b/a.yml
index 1..2 100644
--- a/a.yml
+++ b/a.yml
@@ -3 +3,2 @@ groups:
-old
+new
+++ b/not-a-header.yml
@@ -8,2 +9,0 @@
-
-    annotations: {}
@@ -20,0 +20 @@
+added
\\ No newline at end of file
diff --git a/new one.yml b/new one.yml
new file mode 100644
--- /dev/null
+++ b/new one.yml\t
@@ -0,0 +1 @@
+x
diff --git a/gone.yml b/gone.yml
deleted file mode 100644
--- a/gone.yml
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git "a/tab\\tand \\"quote\\".yml" "b/tab\\tand \\"quote\\".yml"
--- "a/tab\\tand \\"quote\\".yml"
+++ "b/tab\\tand \\"quote\\".yml"
@@ -1 +1 @@
-x
+y
`;
    expect(Object.fromEntries(changesOf(diff))).toEqual({
      'a.yml': [
        { first: 3, last: 4 },
        { first: 10, last: 9, indent: 4 },
        { first: 20, last: 20 },
      ],
      'new one.yml': 'added',
      'tab\tand "quote".yml': [{ first: 1, last: 1 }],
    });
  });
});

const TEXT = `- alert: A
  expr: a
- alert: B
  expr: b
`;
const documents = new Map([['a.yml', createDocument('a.yml', TEXT)]]);

function finding(words: string, subject: string | null): Finding {
  const span = (part: string) => ({ path: 'a.yml', start: TEXT.indexOf(part), end: TEXT.indexOf(part) + part.length });
  return { rule: 'act/a', family: 'act', severity: 'error', confidence: 'proven', message: '', why: '', help: '', at: span(words), subject: subject === null ? null : { id: 'x', kind: 'alert', name: 'x', span: span(subject) }, related: [], fingerprint: '' };
}

const A = '- alert: A\n  expr: a\n';
const B = '- alert: B\n  expr: b\n';

describe('a finding is about a change', () => {
  it.each<[string, Change | undefined, boolean, boolean]>([
    ['in the first check', [{ first: 2, last: 2 }], true, false],
    ['in both', [{ first: 2, last: 3 }], true, true],
    ['of the whole file', 'added', true, true],
    ['of another file', undefined, false, false],
    ['that takes a line out of the first', [{ first: 2, last: 1, indent: 2 }], true, false],
    ['that takes the last lines of the first out', [{ first: 3, last: 2, indent: 2 }], true, false],
    ['that takes out what stood behind the first', [{ first: 3, last: 2, indent: 0 }], false, false],
    ['that takes out what stood before the first', [{ first: 1, last: 0, indent: 2 }], false, false],
  ])('%s', (_, change, first, second) => {
    const isChanged = createIsChanged(new Map(change ? [['a.yml', change]] : []), documents);
    expect([isChanged(finding('expr: a', A)), isChanged(finding('expr: b', B))]).toEqual([first, second]);
    expect([isChanged(finding(A, null)), isChanged(finding(B, null))]).toEqual([first, second]);
  });

  it('where its words were edited, though its check stands elsewhere', () => {
    const isChanged = createIsChanged(new Map([['a.yml', [{ first: 4, last: 4 }]]]), documents);
    expect(isChanged(finding('expr: b', A))).toBe(true);
  });
});

describe('changes, once something is mended', () => {
  /** `from` is replaced by `to`. */
  const edit = (from: string, to: string) => ({ at: { path: 'a.yml', start: TEXT.indexOf(from), end: TEXT.indexOf(from) + from.length }, text: to });
  const moved = (change: Change, ...edits: ReturnType<typeof edit>[]) => movedChanges(new Map([['a.yml', change]]), new Map([['a.yml', edits]]), documents).get('a.yml');

  it.each<[string, ReturnType<typeof edit>[], Change, Change]>([
    ['stay where nothing is edited', [], [{ first: 3, last: 3 }], [{ first: 3, last: 3 }]],
    ['stay where lines are only reworded', [edit('expr: a', 'expr: x')], [{ first: 2, last: 3 }], [{ first: 2, last: 3 }]],
    ['move down with lines that come above', [edit('expr: a', 'expr:\n    a')], [{ first: 3, last: 4 }], [{ first: 4, last: 5 }]],
    ['move up with lines that go above', [edit('  expr: a\n', '')], [{ first: 3, last: 3 }], [{ first: 2, last: 2 }]],
    ['grow with lines that come within', [edit('expr: a', 'expr:\n    a')], [{ first: 1, last: 2 }], [{ first: 1, last: 3 }]],
    ['stay above what comes below', [edit('expr: b', 'expr:\n    b')], [{ first: 1, last: 2 }], [{ first: 1, last: 2 }]],
    ['move where lines were only taken out', [edit('- alert: A', '- alert:\n    A')], [{ first: 4, last: 3, indent: 2 }], [{ first: 5, last: 4, indent: 2 }]],
    ['add up', [edit('- alert: A', '- alert:\n    A'), edit('expr: a', 'expr:\n    a')], [{ first: 3, last: 3 }], [{ first: 5, last: 5 }]],
    ['are the whole file where it is new', [edit('expr: a', 'expr:\n    a')], 'added', 'added'],
  ])('%s', (_, edits, before, after) => {
    expect(moved(before, ...edits)).toEqual(after);
  });
});
