import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../src/document.ts';
import { kindOfPage } from '../../../src/formats/common/pages.ts';
import { intervalIn } from '../../../src/formats/common/round-check.ts';
import { splitStep } from '../../../src/formats/common/round-text.ts';

describe('splitStep', () => {
  it.each([
    ['Check that the unit is there', { look: 'Check that the unit is there' }],
    ['Alarm lamp should be green', { look: 'Alarm lamp', expect: 'should be green' }],
    ['Alarm lamp is green', { look: 'Alarm lamp is green', expect: 'is green' }],
    ['Alarm lamp: green', { look: 'Alarm lamp: green', expect: 'green' }],
    ['Doors are all locked', { look: 'Doors are all locked', expect: 'are all locked' }],
    ['Temperature between 16 and 20 °C', { look: 'Temperature between 16 and 20 °C', expect: 'between 16 and 20 °C' }],
    ['Lag < 5 s', { look: 'Lag < 5 s', expect: '< 5 s' }],
    ['Lamp should be green; if not, call 4711', { look: 'Lamp', expect: 'should be green', otherwise: 'if not, call 4711' }],
    ['Lamp is green. Otherwise read the code.', { look: 'Lamp is green', expect: 'is green', otherwise: 'Otherwise read the code' }],
    ['Cold room 2 (initials)', { look: 'Cold room 2', record: 'initials' }],
    ['Gauge of tank 3 - record the pressure', { look: 'Gauge of tank 3', record: 'record the pressure' }],
    ['If the lamp is red, call 4711', { look: 'If the lamp is red, call 4711', expect: 'is red, call 4711' }],
  ])('%s', (text, expected) => {
    const parts = splitStep(text);
    expect(Object.fromEntries(Object.entries(parts).map(([part, { text: words }]) => [part, words]))).toEqual(expected);
  });

  it('takes any text apart within itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('if not ', 'should ', '(', ')', 'initials', '; ', 'is green', ' ', '—', 'record ')).map((parts) => parts.join(''))), (text) => {
        for (const { start, end } of Object.values(splitStep(text))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

it.each([
  ['1h', 3600],
  ['30 m', 1800],
  ['Every 2 hours, on the hour.', 7200],
  ['Every hour, on the hour.', 3600],
  ['daily', 86_400],
  ['each shift', 28_800],
  ['every Monday', undefined],
  ['', undefined],
])('%s is %s seconds', (text, seconds) => {
  expect(intervalIn(text)).toBe(seconds);
});

describe('kindOfPage', () => {
  const list = '\n- [ ] one\n- [ ] two\n';
  const parts = '\n## Symptoms\n\na\n\n## How to fix\n\nb\n';
  it.each([
    ['a title with a round and a list', 'docs/x.md', `# Night round${list}`, 'round'],
    ['a file name with a round', 'daily-checks.md', `# Server room${list}`, 'round'],
    ['front matter that names a round', 'x.md', '---\nround: a\n---\n\n# X\n', 'round'],
    ['a round without anything to walk along', 'x.md', '# Night round\n\nText.\n', 'other'],
    ['a list for a release', 'x.md', `# Release inspection checklist${list}`, 'other'],
    ['a list for a pull request', '.github/round.md', `# Round${list}`, 'other'],
    ['a folder of runbooks', 'runbooks/queue.md', '# Queue\n\nText.\n', 'runbook'],
    ['a name of a runbook', 'docs/queue-runbook.md', '# Queue\n\nText.\n', 'runbook'],
    ['two parts of a runbook', 'docs/queue.md', `# Queue\n${parts}`, 'runbook'],
    ['one part in a folder of alerts', 'alerts/queue.md', '# Queue\n\n## Triage steps\n\na\n', 'runbook'],
    ['one part elsewhere', 'docs/queue.md', '# Queue\n\n## Troubleshooting\n\na\n', 'other'],
    ['what happened once', 'incidents/2024.md', `# Outage\n${parts}\n## Timeline\n\n## Lessons learned\n`, 'other'],
    ['a folder of post-mortems', 'post-mortems/a.md', `# Outage\n${parts}`, 'other'],
    ['a README', 'README.md', '# Shop\n\n## Usage\n', 'other'],
  ])('%s', (_, path, text, kind) => {
    expect(kindOfPage(createDocument(path, text))).toBe(kind);
  });
});
