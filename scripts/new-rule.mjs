// Writes what a new rule needs, in working order: npm run new-rule FAMILY/NAME
import { addToIndex, create, fail, run } from './scaffold.mjs';

const FAMILIES = ['inspect', 'act', 'serve', 'trust'];
const id = process.argv[2] ?? '';
const [family, name = ''] = id.split('/');
if (!FAMILIES.includes(family) || !/^[a-z]+(-[a-z]+)+$/.test(name)) {
  fail(`usage: npm run new-rule FAMILY/NAME
FAMILY is one of ${FAMILIES.join(', ')}; NAME says the bad pattern in kebab-case, as in presence-only or no-action`);
}

const alerts = (alert) => `groups:
  - name: example
    rules:
      - alert: ${alert}
        expr: pump_fault_state{job="pump"} == 1
        for: 5m
        labels:
          team: plant
        annotations:
          description: Tank 3 loses its reserve. Read the fault code at panel P2, reset once, then call the plant electrician.
`;

console.log('written:');
create({
  [`rules/${id}.ts`]: `import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: '${id}',
  summary: 'One sentence that says what is wrong.',
  why: 'Who is hurt by it, and when.',
  help: 'The one edit that mends it.',
  severity: 'warning',
  confidence: 'likely',
  // Join \`recommended\` once every finding is one that you would defend to the owner of the repository.
  presets: ['strict'],
  on: ['alert'],
  references: ['https://sre.google/sre-book/monitoring-distributed-systems/'],
  exceptions: 'When not to worry.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/example.yml',
      bad: \`${alerts('Example')}\`,
      good: \`${alerts('PumpFault')}\`,
    },
  ],
  // What a check says is in src/model/check.ts; what the project knows beyond it comes as the second argument.
  *judge(check) {
    if (check.name !== 'Example') return;
    yield { at: check.at, message: \`\\\`\${check.name}\\\` says what is wrong and quotes the evidence\` };
  },
});
`,
  [`test/rules/${id}/fires-example.yml`]: alerts('Example'),
  [`test/rules/${id}/quiet-example.yml`]: alerts('PumpFault'),
});
addToIndex('rules/index.ts', `./${id}.ts`);
run('npx', ['vitest', 'run', 'test/rules.test.ts', '-t', id, '-u']);
console.log(`  test/rules/${id}/expected.txt`);
run('npm', ['run', 'docs']);
console.log(`  docs/rules/${id}.md and the tables of rules

next:
  1. Write the rule in rules/${id}.ts; "judge" yields what is wrong and never throws.
  2. Put what must fire and, as carefully, what must stay quiet into test/rules/${id}/ (files or folders).
  3. npx vitest run test/rules.test.ts -t ${id} -u, and read expected.txt: it is what users will read.
  4. npm run docs, then npm test.
CONTRIBUTING.md has the rest.`);
