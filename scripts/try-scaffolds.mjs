// Tries new-rule and new-format in a copy of the repository: what they write must type-check, lint and pass its tests.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'vigilint-scaffold-')));

/** Runs a command in the copy; throws with its output when the exit status is not the expected one. */
function run(command, expected = 0) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: copy, encoding: 'utf8' });
  if (status !== expected) throw new Error(`${command} ends with ${status}:\n${stdout}${stderr}`);
  console.log(`ok: ${command}`);
}

try {
  const left = new Set(['node_modules', '.git', 'dist', 'coverage']);
  cpSync(root, copy, { recursive: true, filter: (source) => !left.has(path.relative(root, source)) });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  run('npm run --silent new-rule nonsense', 2);
  run('npm run --silent new-rule act/left-unsaid');
  run('npm run --silent new-rule act/left-unsaid', 2);
  run('npm run --silent new-format front-door');
  run('npx tsc --noEmit');
  run('npx eslint rules/act/left-unsaid.ts rules/index.ts src/formats/front-door.ts src/formats/index.ts');
  run("npx vitest run test/rules.test.ts -t act/left-unsaid");
  run('npx vitest run test/formats/golden.test.ts -t front-door');
  run('npx vitest run test/examples.test.ts -t front-door');
  run("npx vitest run test/repository.test.ts -t 'left-unsaid|front-door|are listed'");
  run('node scripts/docs.mjs --check');
} finally {
  rmSync(copy, { recursive: true, force: true });
}
