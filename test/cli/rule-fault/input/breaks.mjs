export default {
  id: 'act/breaks', summary: 'It breaks.', why: 'It does.', help: 'Mend it.', severity: 'note', confidence: 'proven',
  presets: ['recommended'], on: ['alert'], references: [], exceptions: '', examples: [],
  judge(check) { throw new Error(`no luck with ${check.name}`); },
};
