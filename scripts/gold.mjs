// Prints precision and recall against hand labels, which are kept beside this checkout or where VIGILINT_GOLD says;
// politely does nothing where there are none. Further arguments go to the scorer: npm run gold -- --list act
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const gold = process.env.VIGILINT_GOLD ?? path.resolve(root, '../shared/gold');
const corpus = process.env.VIGILINT_CORPUS ?? path.resolve(root, '../shared/corpus');
const scorer = path.join(gold, 'score.mjs');

if (!existsSync(scorer) || !existsSync(corpus)) {
  console.log(`no labels in ${gold} with a corpus in ${corpus}: nothing is scored (VIGILINT_GOLD and VIGILINT_CORPUS say where else)`);
} else {
  const labels = ['--labels', path.join(gold, 'dev.jsonl'), '--corpus', corpus, '--vigilint', `node ${path.join(root, 'dist/cli.js')}`];
  const { status } = spawnSync(process.execPath, [scorer, ...labels, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root });
  process.exitCode = status ?? 1;
}
