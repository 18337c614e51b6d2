import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI } from './cli/bin.ts';
import { hasProgram } from './programs.ts';

const root = path.join(import.meta.dirname, '..');

function vigilint(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** The words at the beginnings of indented lines, as help prints commands and options. */
const namesIn = (help: string, pattern: RegExp): string[] => [...help.matchAll(pattern)].map(([, name = '']) => name);
const optionsIn = (help: string): string[] => namesIn(help, /^ {2}(?:-\w, )?(--[a-z-]+)/gm);

const whole = vigilint('--help');
const commands = namesIn(whole.slice(whole.indexOf('Commands:')), /^ {2}([a-z]+) /gm);
const manual = readFileSync(path.join(root, 'man/vigilint.1'), 'utf8').replaceAll('\\-', '-');

/** A screen, without the line on which one types on. */
const LINES = 23;
const COLUMNS = 80;

describe('help', () => {
  it('lists the commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['lint', 'baseline', 'lsp', 'completion', 'help']));
  });

  it.each([[], ...commands.map((name) => [name])])('fits a screen: %s', (...name) => {
    const lines = vigilint(...name, '--help').split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.length).toBeLessThanOrEqual(LINES);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(COLUMNS);
  });

  it('leaves out what is seldom needed, says so, and lists it on demand', () => {
    const short = vigilint('lint', '--help');
    const long = vigilint('help', 'lint');
    expect(optionsIn(short)).not.toContain('--timing');
    expect(short).toContain('`vigilint help lint` lists all options');
    expect(optionsIn(long)).toEqual(expect.arrayContaining([...optionsIn(short), '--timing', '--stdin-filename', '--unsafe-fixes']));
    expect(long).not.toContain('lists all options');
    expect(vigilint('help')).toBe(whole);
  });

  it('names what was meant', () => {
    const { stderr, status } = spawnSync(process.execPath, [CLI, 'help', 'dril'], { encoding: 'utf8' });
    expect(stderr).toContain('did you mean `drill`?');
    expect(status).toBe(2);
  });
});

describe('the manual page', () => {
  it.each(commands)('has all options of %s', (name) => {
    const [, part = ''] = manual.split(`.SS vigilint ${name}\n`);
    const [own = ''] = part.split(/^\.S[SH] /m);
    const options = optionsIn(vigilint('help', name)).filter((option) => option !== '--help');
    expect(namesIn(own, /^\\fB(?:-\w, )?(--[a-z-]+)/gm).sort()).toEqual(options.sort());
  });

  it.skipIf(!hasProgram('groff'))('is one that groff formats without a warning', () => {
    const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tascii', '-P-c', path.join(root, 'man/vigilint.1')], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const text = stdout.replace(/.\u0008/g, '');
    expect(text).toMatch(/^NAME\n +vigilint - tells/m);
    expect(text).toContain('    # vigilint-ignore[inspect/presence-only] until 2026-12-31: ');
    expect(text).not.toMatch(/[`~]/);
  });
});
