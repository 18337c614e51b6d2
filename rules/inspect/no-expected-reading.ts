import { asksPresence, hasReading, isAttestation, isSignature } from '../../src/reason/reading.ts';
import { clarityOf } from '../../src/reason/clarity.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/no-expected-reading',
  summary: 'The step does not say which reading is right.',
  why: 'Whoever does not know how the thing looks when it is well sees what he expects to see, and ticks it.',
  help: 'Write behind it the reading that is normal: a colour, a range with its unit, the words that an output should have.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['round', 'runbook'],
  references: ['https://ntrs.nasa.gov/citations/19910017830'],
  exceptions: 'Steps of a runbook that explore are reported by preset `strict` only, and only where neither a command nor a branch stands with them.',
  examples: [
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n- [ ] Look at the display of the air-conditioning unit; if anything is odd, call 4711\n',
      good: '# Daily checks\n\n- [ ] Display of the air-conditioning unit shows between 16 and 20 °C; if not, call 4711\n',
    },
  ],
  *judge(subject, project) {
    const { words } = project.knowledge;
    if (subject.kind === 'runbook') {
      if (subject.shape !== 'page' || !project.asks) return;
      const verification = subject.sections.filter(({ role }) => role === 'verification').flatMap(({ steps }) => steps);
      if (verification.length === 0 || verification.some(({ text, output, form }) => output || form === 'row' || hasReading(text, words) || words.branches.find(text.toLowerCase().split(/\W+/)))) return;
      const [step] = verification.filter(({ text, form }) => form !== 'command' && clarityOf(text, words).language === 'english');
      if (step) yield { at: step.at, message: `the part that verifies ends without a reading that would be right: ${quote(step.text)}`, confidence: 'ask', severity: 'note' };
      return;
    }
    const { observes } = subject;
    if (observes.via !== 'person' || observes.expect !== undefined || clarityOf(observes.look, words).language === 'unknown') return;
    // Presence and signatures are reported as such: one finding for one question.
    if (hasReading(observes.look, words) || asksPresence(observes.look, words) || isSignature(observes.look, words)) return;
    if (observes.record !== undefined && isAttestation(observes.record, words)) return;
    yield { at: subject.at, message: `${quote(observes.look)} does not say which reading is right` };
  },
});
