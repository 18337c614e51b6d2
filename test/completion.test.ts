import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { binFolder } from './cli/bin.ts';
import { hasProgram } from './programs.ts';

const work = mkdtempSync(path.join(tmpdir(), 'vigilint-completion-'));
const bin = binFolder(work);
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});
writeFileSync(path.join(work, 'rules file.yml'), '');

const env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, HOME: work, LC_ALL: 'C.UTF-8' };

function run(shell: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(shell, args, { cwd: work, env, encoding: 'utf8', input: '', timeout: 30_000 });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** What a line is completed with by a shell, one a line. */
const complete: Record<string, (words: readonly string[]) => string[]> = {
  bash: (words) =>
    run('bash', ['--norc', '-c', 'eval "$(vigilint completion bash)"; COMP_WORDS=(vigilint "$@"); COMP_CWORD=$#; _vigilint; printf "%s\\n" "${COMPREPLY[@]}"', 'bash', ...words])
      .split('\n')
      .filter((line) => line !== ''),
  fish: (words) =>
    run('fish', ['--no-config', '-c', `vigilint completion fish | source; complete -C "vigilint ${words.join(' ')}"`])
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t')[0] ?? ''),
};

describe.each(Object.keys(complete))('%s', (shell) => {
  const isThere = hasProgram(shell);
  const completed = (...words: string[]): string[] => complete[shell]?.(words) ?? [];

  it.skipIf(!isThere)('completes commands, options, values, rules and files', () => {
    expect(completed('ex')).toEqual(['explain']);
    expect(completed('lint', '--pre')).toEqual(['--preset']);
    expect(completed('lint', '--preset', 's')).toEqual(['strict']);
    expect(completed('--fail-on', 'w')).toEqual(['warning']);
    expect(completed('--format', 'sar')).toEqual(['sarif']);
    expect(completed('drill', '--format', 'j')).toEqual(['json']);
    expect(completed('explain', 'act/no-a')).toEqual(['act/no-action']);
    expect(completed('lint', '--only', 'trust/never-sen')).toEqual(['trust/never-sent']);
    expect([...completed('completion', '')].sort()).toEqual(['bash', 'fish', 'zsh']);
    expect(completed('lint', 'rules')[0]?.replace(/\\/g, '')).toBe('rules file.yml');
  });
});

describe.skipIf(!hasProgram('zsh'))('zsh', () => {
  /** What the script hands to zsh's own functions, which are put in place of them. */
  const handed = (...words: string[]): string => {
    const script = `compdef() { :; }; _files() { print files; }; _describe() { print -l -- $commands; }; _arguments() { print -l -- "$@"; }
eval "$(vigilint completion zsh)"; words=(vigilint "$@"); CURRENT=$(( $# + 1 )); _vigilint; print -l -- "$CURRENT" "$words"`;
    return run('zsh', ['-f', '-c', script, 'zsh', ...words]);
  };

  it('offers commands first, or files', () => {
    expect(handed('')).toMatch(/^lint:judge checks and runbooks[^]*\ncompletion:[^]*\nfiles\n/);
  });

  it('offers the options, values and words of a command', () => {
    expect(handed('explain', 'act/m')).toMatch(/:word:\([^)]*act\/missing-runbook[^)]*\)\n2\nexplain act\/m\n$/);
    expect(handed('lint', '--preset', '')).toContain('*--preset[which rules: recommended or strict]:value:(recommended strict)\n');
    expect(handed('--preset', '')).toContain(':value:(recommended strict)\n');
  });
});

describe('the command', () => {
  it('names the shells that it knows', () => {
    const { stderr, status } = spawnSync('vigilint', ['completion', 'tcsh'], { env, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('available: bash, zsh, fish');
  });
});
