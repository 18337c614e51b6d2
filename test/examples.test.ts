import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { binFolder } from './cli/bin.ts';

/**
 * The README of each example, and the project's own, show commands and what they print, in `console` blocks: lines that
 * begin with `$ ` are run in a copy of the folder, in the order of the page, and all that follows is their output.
 * `vitest -u` rewrites it.
 */
const root = path.join(import.meta.dirname, '..');
const examples = path.join(root, 'examples');
const names = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const work = mkdtempSync(path.join(tmpdir(), 'vigilint-examples-'));
const bin = binFolder(work);
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;

describe('each README shows what vigilint prints', () => {
  it.each(['.', ...names.map((name) => path.join('examples', name))])('%s', async (folder) => {
    const page = path.join(root, folder, 'README.md');
    expect(existsSync(page), 'there is a README.md').toBe(true);
    const cwd = path.join(work, folder);
    cpSync(examples, path.join(work, 'examples'), { recursive: true });
    const text = readFileSync(page, 'utf8');
    expect(text, 'the README shows a run').toMatch(/^```console\n\$ vigilint/m);
    await expect(text.replace(BLOCK, (_, block: string) => `\`\`\`console\n${played(block, cwd)}\`\`\``)).toMatchFileSnapshot(page);
  });
});

/** The commands of a block, each with what it prints now. */
function played(block: string, cwd: string): string {
  return block
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => `${line}\n${outputOf(line.slice(2), cwd)}`)
    .join('');
}

function outputOf(command: string, cwd: string): string {
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', command], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
    input: '',
  });
  const all = `${stdout}${stderr}`;
  return all === '' || all.endsWith('\n') ? all : `${all}\n`;
}
