import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/check-never-runs',
  summary: 'The check is written down and never runs.',
  why: 'Whoever reads the file believes that something watches; nothing does, and nothing says so.',
  help: 'Write it so that it runs, or take it out.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'probe', 'synthetic'],
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck', 'https://docs.docker.com/reference/dockerfile/#healthcheck'],
  exceptions: 'To switch a check off on purpose, use the way that its format has for it, such as `disable: true`: that is not reported.',
  examples: [
    {
      format: 'compose',
      path: 'compose.yaml',
      bad: `services:
  shop:
    image: example/shop:1
    healthcheck:
      test: ["curl", "-f", "http://localhost:8080/readyz"]
`,
      good: `services:
  shop:
    image: example/shop:1
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/readyz"]
`,
    },
  ],
  when: ({ state }) => state.is !== 'enabled',
  *judge(check) {
    if (check.state.is !== 'inert') return;
    const { at, because, mend } = check.state;
    yield { at, message: `\`${check.name}\` never runs: ${because}`, ...(mend && { fix: { edits: [mend], safe: true } }) };
  },
});
