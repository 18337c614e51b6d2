export default {
  id: 'act/shouted-name',
  summary: 'The name of the alert is shouted.',
  why: 'Nobody likes to be shouted at.',
  help: 'Write it as a name.',
  severity: 'warning',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  options: { most: 3 },
  references: [],
  exceptions: 'Abbreviations.',
  examples: [],
  *judge(check, project, { most }) {
    if (check.name.length > most && check.name === check.name.toUpperCase()) yield { at: check.at, message: `\`${check.name}\` shouts` };
  },
};
