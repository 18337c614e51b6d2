// Times vigilint against promtool, an empty node, and the Markdown grammar alone: whole processes, taking turns, on one core.
// It prints medians and ratios and judges nothing: what a machine does at some hour is no test.
//   node bench/run.mjs [--rounds 5] [--rules 10000] [--runbooks 1000]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rulesFile, runbookPage } from './rules.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, rules: { type: 'string', default: '10000' }, runbooks: { type: 'string', default: '1000' } },
});
const rounds = Number(values.rounds);
const cli = path.resolve(import.meta.dirname, '../dist/cli.js');
const pin = has('taskset') ? ['taskset', '-c', '0'] : [];

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Milliseconds of one run of a command as a process of its own. */
function time(command, cwd) {
  const [program, ...args] = [...pin, ...command];
  const start = process.hrtime.bigint();
  const { error, status, stderr } = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  if (error ?? status === 2) throw error ?? new Error(`${command.join(' ')}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Medians of commands that take turns, so that what else the machine does falls on all of them; the first round is thrown away. */
function medians(commands, cwd, times = rounds) {
  const measured = commands.map(() => []);
  for (let round = 0; round <= times; round += 1) {
    for (const [index, command] of commands.entries()) {
      const milliseconds = time(command, cwd);
      if (round > 0) measured[index].push(milliseconds);
    }
  }
  return measured.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
}

function print(label, milliseconds) {
  console.log(`${label.padEnd(44)} ${milliseconds.toFixed(0).padStart(6)} ms`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-bench-'));
try {
  const count = Number(values.rules);
  const file = path.join(folder, 'large.rules.yml');
  writeFileSync(file, rulesFile(count));
  const vigilint = ['node', cli, 'lint', '--exit-zero', '--no-config', '--format', 'json'];
  console.log(`${count} alert rules, ${(statSync(file).size / 1e6).toFixed(1)} MB; medians of ${rounds} runs${pin.length > 0 ? ', pinned to one core' : ''}`);
  if (has('promtool')) {
    const [own, promtool] = medians([[...vigilint, file], ['promtool', 'check', 'rules', file]], folder);
    print('vigilint lint', own);
    print('promtool check rules', promtool);
    console.log(`ratio ${(own / promtool).toFixed(2)} (goal: at most 0.70)`);
  } else {
    print('vigilint lint', medians([[...vigilint, file]], folder)[0]);
    console.log('promtool is not installed (Debian package prometheus): no ratio');
  }

  const small = path.join(folder, 'small.rules.yml');
  writeFileSync(small, rulesFile(1));
  const [one, empty] = medians([[...vigilint, small], ['node', '-e', '0']], folder, rounds * 3);
  print('\nvigilint lint, one small YAML file'.trimStart(), one);
  print('node -e 0', empty);
  console.log(`ratio ${(one / empty).toFixed(2)} (goal: at most 3.00)`);

  const pages = Number(values.runbooks);
  if (pages > 0) {
    const runbooks = path.join(folder, 'runbooks');
    mkdirSync(runbooks);
    for (let n = 0; n < pages; n += 1) writeFileSync(path.join(runbooks, `trouble-${n}.md`), runbookPage(n));
    const grammar = path.join(import.meta.dirname, 'parse-pages.mjs');
    const [judged, parsed] = medians([[...vigilint, runbooks], ['node', grammar, runbooks]], folder);
    print(`vigilint lint, ${pages} runbooks of ${(statSync(path.join(runbooks, 'trouble-0.md')).size / 1e3).toFixed(1)} kB`, judged);
    print('@lezer/markdown, the same pages only parsed', parsed);
    console.log(`ratio ${(judged / parsed).toFixed(2)} (goal: at most 1500 ms for 1000 runbooks on an idle core)`);
  }

  // In one process and warm: what a start costs is measured above.
  const code = spawnSync(pin[0] ?? 'node', [...pin.slice(1), ...(pin.length > 0 ? ['node'] : []), path.join(import.meta.dirname, 'code.mjs')], { encoding: 'utf8' });
  const { lines, vigilint: understood, parser } = JSON.parse(code.stdout);
  print(`\nvigilint, ${lines} lines of TypeScript understood`.trimStart(), understood);
  print('typescript-estree, the same lines only parsed', parser);
  console.log(`ratio ${(understood / parser).toFixed(2)} (goal: at most 1.30)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
