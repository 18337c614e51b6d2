export default {
  id: 'act/own-rule',
  summary: 'There is a check.',
  why: 'Somebody wanted to know.',
  help: 'Nothing.',
  severity: 'note',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['probe'],
  references: [],
  exceptions: 'None.',
  examples: [],
  *judge(check) {
    yield { at: check.at, message: `\`${check.name}\` is there` };
  },
};
