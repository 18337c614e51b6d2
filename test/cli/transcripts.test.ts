import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { binFolder } from './bin.ts';

/**
 * `test/cli/<case>/` is one run: `command` is given to a shell in a copy of `input/`, where `vigilint` is the built command
 * line, and what it prints and how it ends is kept in `stdout`, `stderr` and `exit`. `vitest -u` rewrites these.
 */
const cases = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const work = mkdtempSync(path.join(tmpdir(), 'vigilint-cli-'));
const bin = binFolder(work);
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

describe('the command line', () => {
  it.each(cases)('%s', async (name) => {
    const folder = path.join(import.meta.dirname, name);
    const cwd = path.join(work, name);
    mkdirSync(cwd);
    if (existsSync(path.join(folder, 'input'))) cpSync(path.join(folder, 'input'), cwd, { recursive: true, verbatimSymlinks: true });
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', readFileSync(path.join(folder, 'command'), 'utf8')], {
      cwd,
      encoding: 'utf8',
      env: { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
      input: '',
    });
    const written = (text: string) => text.replaceAll(cwd, '<folder>').replaceAll('\u001B', '␛');
    await expect(written(stdout)).toMatchFileSnapshot(path.join(folder, 'stdout'));
    await expect(written(stderr)).toMatchFileSnapshot(path.join(folder, 'stderr'));
    await expect(`${status}\n`).toMatchFileSnapshot(path.join(folder, 'exit'));
  });
});
