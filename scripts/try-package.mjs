// Tries the package as its users get it: packed, unpacked into an empty project, run from empty folders with all the
// transcripts of the command line, and type-checked by a consumer who looks into declarations (no skipLibCheck).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What runs the command line: each feature has a transcript among these, made in a folder of its own that holds nothing else. */
const TRANSCRIPTS = ['test/cli', 'test/completion.test.ts', 'test/help.test.ts', 'test/lsp', 'test/examples.test.ts'];

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-package-'));
/** What a program prints; its output is shown when it fails. */
function run(program, args, cwd) {
  const { stdout, stderr, status, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error ?? status !== 0) throw error ?? new Error(`${path.basename(program)} ${args.join(' ')} ends with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function check(what, holds) {
  if (!holds) throw new Error(`the package fails: ${what}`);
  console.log(`ok: ${what}`);
}

try {
  const printed = run('npm', ['pack', '--pack-destination', folder], root);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  check('`npm pack` prints the name of the archive and nothing else, as pre-commit expects', printed.trim() === archive);
  const project = path.join(folder, 'project');
  mkdirSync(project);
  writeFileSync(path.join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--offline', path.join(folder, archive)], project);
  check('it brings no other package along', readdirSync(path.join(project, 'node_modules')).filter((name) => !name.startsWith('.')).join() === 'vigilint');

  const bin = path.join(project, 'node_modules/.bin/vigilint');
  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  check('`vigilint --version` runs from an empty folder', run(bin, ['--version'], empty).trim() === version);
  check('`vigilint` in an empty folder says that nothing was judged', run(bin, [], empty).includes('nothing was judged'));
  check('it has the manual page', readFileSync(path.join(project, 'node_modules/vigilint', JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).man), 'utf8').startsWith('.TH VIGILINT 1'));
  check('`vigilint rules` lists rules', run(bin, ['rules'], empty).includes('inspect/presence-only'));
  const tried = spawnSync(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...TRANSCRIPTS], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, VIGILINT_CLI: path.join(project, 'node_modules/vigilint/dist/cli.js') },
  });
  if (tried.status !== 0) throw new Error(`the package fails its transcripts\n${tried.stdout}${tried.stderr}`);
  check('the transcripts of the command line are those of the package', true);
  const examples = path.join(project, 'node_modules/vigilint/examples');
  const report = JSON.parse(run(bin, ['lint', '--exit-zero', '--format', 'json', examples], empty));
  check('it finds something in its own examples', report.findings.length > 0 && report.summary.checks > 0);

  const own = path.join(project, 'own');
  mkdirSync(own);
  writeFileSync(path.join(own, 'rules.mjs'), `import { defineRule } from 'vigilint';
export default defineRule({
  id: 'act/shouted', summary: 'It is shouted.', why: 'It hurts.', help: 'Lower it.', severity: 'note', confidence: 'proven',
  presets: ['recommended'], on: ['alert'], references: [], exceptions: '', examples: [],
  *judge(check) { if (check.name === check.name.toUpperCase()) yield { at: check.at, message: check.name + ' shouts' }; },
});
`);
  writeFileSync(path.join(own, 'vigilint.yaml'), 'plugins: [./rules.mjs]\n');
  writeFileSync(path.join(own, 'pump.rules.yml'), 'groups: [{ name: pump, rules: [{ alert: PUMP, expr: pump_fault == 1 }] }]\n');
  check('a plug-in that imports `vigilint` is loaded by `npx vigilint`', run('npx', ['--no-install', 'vigilint', '--only', 'act/shouted', '--format', 'concise'], own).includes('note[act/shouted] PUMP shouts'));

  writeFileSync(
    path.join(project, 'consumer.ts'),
    `import { DEFAULT_SETTINGS, defineFormat, defineRule, jsonReport, lint, type Check, type JsonReport, type Report } from 'vigilint';

export const rule = defineRule({
  id: 'inspect/example',
  summary: 'An example.',
  why: 'Why.',
  help: 'Help.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['strict'],
  on: ['alert', 'probe'],
  options: { most: 3 },
  references: [],
  exceptions: '',
  examples: [],
  *judge(check, project, { most }) {
    const words: string = check.name;
    if (words.length > most && project.drill(check).gone.verdict === 'green') yield { at: check.at, message: words };
  },
});

export const format = defineFormat({
  id: 'example',
  title: 'Example',
  docs: 'https://example.com',
  globs: ['**/*.example'],
  claims: (document) => document.text.startsWith('example'),
  *read() {},
});

const report: Report = await lint(['.'], { settings: DEFAULT_SETTINGS, rules: [rule], formats: [format] });
const names: string[] = report.project.checks.map((check: Check) => check.name);
const json: JsonReport = jsonReport(report);
console.log(json.version, names.length);
`,
  );
  writeFileSync(
    path.join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { module: 'nodenext', target: 'es2023', lib: ['es2023'], strict: true, outDir: 'out', types: ['node'] }, files: ['consumer.ts'] }),
  );
  mkdirSync(path.join(project, 'node_modules/@types'));
  for (const name of ['@types/node', 'undici-types']) symlinkSync(path.join(root, 'node_modules', name), path.join(project, 'node_modules', name));
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '--project', project], project);
  check('a consumer type-checks without skipLibCheck', true);
  check('the public API runs', run(process.execPath, ['out/consumer.js'], project).trim() === '1 0');
  writeFileSync(
    path.join(project, 'plugin.mjs'),
    `import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vigilint from 'vigilint/eslint';
const rule = vigilint.rules['inspect/no-assertion'];
console.log(Object.keys(vigilint.configs).join(), existsSync(fileURLToPath(rule.meta.docs.url)));
`,
  );
  check('the plugin of ESLint loads without ESLint, and names pages that are there', run(process.execPath, ['plugin.mjs'], project).trim() === 'recommended,strict true');
  run(path.join(root, 'node_modules/.bin/publint'), ['--strict', path.join(folder, archive)], root);
  check('publint has nothing to say', true);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
