import { asksPresence, hasReading, isAttestation, isSignature } from '../../src/reason/reading.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/signature-only',
  summary: 'The item of the round asks for a signature and no reading.',
  why: 'A signature proves that a hand was there. The book is full, and nobody has looked.',
  help: 'Ask for what only a look can give: the colour of the lamp, the number on the gauge, the words of the display. The signature can stay, behind it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['round'],
  references: ['https://ntrs.nasa.gov/citations/19910017830'],
  exceptions: 'Where the deed itself is the point (a door that is locked by whoever signs) and a reading would add nothing, say so in a suppression.',
  examples: [
    {
      format: 'round',
      path: 'rounds/aircon.yaml',
      bad: 'apiVersion: vigilint.dev/round/v1\nname: aircon\nitems:\n  - look: Air-conditioning unit 2\n    record: signature\n',
      good: 'apiVersion: vigilint.dev/round/v1\nname: aircon\nitems:\n  - look: Alarm lamp of air-conditioning unit 2\n    expect: green\n    record: colour, initials\n',
    },
  ],
  *judge(check, project) {
    const { observes } = check;
    const { words } = project.knowledge;
    if (observes.via !== 'person') return;
    if (isSignature(observes.look, words)) {
      yield { at: check.at, message: `${quote(observes.look)} is a signature: it can be given without a look at ${check.target.name}` };
      return;
    }
    // What asks for presence is reported as such.
    if (observes.record === undefined || !isAttestation(observes.record, words) || asksPresence(observes.look, words)) return;
    if (observes.expect !== undefined || hasReading(observes.look, words)) return;
    yield { at: check.at, message: `${quote(observes.look)} is answered by ${quote(observes.record)}: it names no reading, and none is written down` };
  },
});
