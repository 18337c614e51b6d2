import { describe, expect, it } from 'vitest';
import { flawOf } from '../../src/config/rule-shape.ts';
import { defineRule, type Rule } from '../../src/rule.ts';

const rule: Rule = defineRule({
  id: 'act/own', summary: '', why: '', help: '', severity: 'note', confidence: 'likely', presets: ['strict'], on: ['alert'], references: [], exceptions: '', examples: [],
  *judge() {
    // Nothing is judged here.
  },
});

describe('what a plug-in exports', () => {
  it('is a rule', () => {
    expect(flawOf(rule, [])).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['exports a rule without an `id`', { id: 3 }],
    ['exports `own`, which is no id of a rule: `family/bad-pattern`, with one of the families inspect, act, serve, trust', { id: 'own' }],
    ['exports `act/own`, which has no `judge`', { judge: 'yes' }],
    ['exports `act/own`, which lacks the text `why`', { why: undefined }],
    ['exports `act/own`, which lacks the list `examples`', { examples: undefined }],
    ['exports `act/own`, which has a wrong `severity`: error, warning, note; did you mean `warning`?', { severity: 'warn' }],
    ['exports `act/own`, which has a wrong `confidence`: proven, likely, ask', { confidence: 1 }],
    ['exports `act/own`, which lacks the list `presets`', { presets: [] }],
    ['exports `act/own`, which has a wrong `on`: alert, probe, synthetic, round, endpoint, runbook, recording, route, receiver; did you mean `alert`?', { on: ['alerts'] }],
  ])('is refused: %s', (message, change) => {
    expect(flawOf({ ...rule, ...change }, [])).toBe(message);
  });

  it('is refused where its id is taken', () => {
    expect(flawOf(rule, [rule])).toBe('exports `act/own`, which is there already; name it otherwise');
  });
});
