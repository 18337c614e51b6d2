import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { hasProgram } from './programs.ts';

const root = path.resolve(import.meta.dirname, '..');
const work = mkdtempSync(path.join(tmpdir(), 'vigilint-pipelines-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

/** A folder for PATH in which `npx` prints the words that it is given, one a line. */
function withNpx(): string {
  const bin = path.join(work, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  chmodSync(path.join(bin, 'npx'), 0o755);
  return `${bin}${path.delimiter}${process.env.PATH ?? ''}`;
}

describe('the action for GitHub', () => {
  interface Action {
    inputs: Record<string, { description: string; default: string }>;
    runs: { using: string; steps: { uses?: string; run?: string; env?: Record<string, string> }[] };
  }
  const action = load(read('action.yml')) as Action;
  const [setup, step] = action.runs.steps;

  const run = (variables: Record<string, string>): string[] => {
    const { stdout, stderr, status } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step?.run ?? ''], {
      cwd: work,
      encoding: 'utf8',
      env: { PATH: withNpx(), VIGILINT_PATHS: '.', VIGILINT_OPTIONS: '', VIGILINT_SARIF: '', VIGILINT_HTML: '', VIGILINT_VERSION: version, ...variables },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return stdout.trimEnd().split('\n');
  };

  it('is pinned: the other action by its commit, the package by its version', () => {
    expect(setup?.uses).toMatch(/@[0-9a-f]{40}$/);
    expect(action.inputs.version?.default).toBe(version);
    expect(read('ci/gitlab.yml')).toContain(`vigilint@${version} `);
  });

  it('lets no input become text of a script', () => {
    expect(step?.run).not.toContain('${{');
    for (const value of Object.values(step?.env ?? {})) expect(value).toMatch(/^\$\{\{ inputs\.[a-z]+ \}\}$/);
  });

  it('lints with annotations, and hands words on as they are', () => {
    expect(run({})).toEqual(['--yes', '--package', `vigilint@${version}`, '--', 'vigilint', 'lint', '--format', 'text', '--format', 'github', '--', '.']);
    const words = run({ VIGILINT_PATHS: 'a folder\n$(touch owned)\n--exit-zero\n', VIGILINT_OPTIONS: '--preset=strict\n', VIGILINT_SARIF: 'out/v.sarif', VIGILINT_HTML: 'r.html', VIGILINT_VERSION: './here.tgz' });
    expect(words.slice(5)).toEqual(['lint', '--format', 'text', '--format', 'github', '--format', 'sarif=out/v.sarif', '--format', 'html=r.html', '--preset=strict', '--', 'a folder', '$(touch owned)', '--exit-zero']);
    expect(words[2]).toBe('./here.tgz');
  });
});

describe('the problem matcher for GitHub', () => {
  const { problemMatcher } = JSON.parse(read('ci/github-problem-matcher.json')) as { problemMatcher: { severity?: string; pattern: [{ regexp: string; file: number; line: number; message: number }] }[] };
  const lines = read('test/reporters/golden/concise.txt').trimEnd().split('\n');

  it('matches every line of `--format concise`, once', () => {
    for (const line of lines) {
      const found = problemMatcher.flatMap(({ pattern: [{ regexp, file, line: at, message }] }) => {
        const match = new RegExp(regexp).exec(line);
        return match ? [{ file: match[file], line: match[at], message: match[message] }] : [];
      });
      expect(found, line).toHaveLength(1);
      expect(`${found[0]?.file}:${found[0]?.line}:`).toBe(/^.*?\.(?:yml|md|json):\d+:/.exec(line)?.[0]);
    }
  });
});

describe('the template for GitLab', () => {
  const { vigilint } = load(read('ci/gitlab.yml')) as { vigilint: { script: string[]; variables: Record<string, string>; artifacts: { when: string; reports: Record<string, string> } } };

  it('writes the reports that it keeps, also when the job fails', () => {
    const { stdout } = spawnSync('sh', ['-e', '-c', vigilint.script.join('\n')], { cwd: work, encoding: 'utf8', env: { PATH: withNpx(), ...vigilint.variables } });
    const words = stdout.trimEnd().split('\n');
    for (const [kind, format] of [['codequality', 'gitlab'], ['junit', 'junit']] as const) expect(words).toContain(`${format}=${vigilint.artifacts.reports[kind]}`);
    expect(words.at(-1)).toBe('.');
    expect(vigilint.artifacts.when).toBe('always');
  });
});

const missing = ['pre-commit', 'git', 'npm'].filter((program) => !hasProgram(program));

describe.skipIf(missing.length > 0)(`pre-commit${missing.length > 0 ? ` (skipped: ${missing.join(', ')} not found)` : ''}`, () => {
  const env = {
    ...process.env,
    PRE_COMMIT_HOME: path.join(work, 'pre-commit'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com', GIT_CONFIG_GLOBAL: '/dev/null',
  };
  const git = (cwd: string, ...args: string[]): string => execFileSync('git', args, { cwd, env, encoding: 'utf8' }).trim();

  /** The repository as pre-commit gets it, but built already, so that nothing has to be fetched. */
  function hooksRepository(): string {
    const folder = path.join(work, 'hooks');
    mkdirSync(folder);
    for (const name of ['dist', '.pre-commit-hooks.yaml', '.npmrc']) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    const { name, bin, type } = JSON.parse(read('package.json')) as Record<string, unknown>;
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version, bin, type, files: ['dist'], scripts: { prepack: 'echo built' } }));
    git(folder, 'init', '-q');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'hooks');
    return folder;
  }

  it('runs both hooks', () => {
    const hooks = hooksRepository();
    const project = path.join(work, 'project');
    cpSync(path.join(root, 'examples/compose-blog'), project, { recursive: true });
    writeFileSync(path.join(project, 'a picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]));
    writeFileSync(
      path.join(project, '.pre-commit-config.yaml'),
      `repos: [{ repo: ${hooks}, rev: ${git(hooks, 'rev-parse', 'HEAD')}, hooks: [{ id: vigilint }, { id: vigilint-project, args: [--format=concise, --quiet] }] }]\n`,
    );
    git(project, 'init', '-q');
    git(project, 'add', '-A');
    const run = (...args: string[]) => spawnSync('pre-commit', ['run', '--color=never', ...args], { cwd: project, env, encoding: 'utf8' });

    const failing = run('vigilint', '--files', 'compose.yaml', 'a picture.png');
    expect(failing.stdout).toMatch(/vigilint\.+Failed/);
    expect(failing.stdout).toContain('error[inspect/status-ignored]');
    expect(failing.stdout).toContain('1 file, 4 checks');
    const clean = run('vigilint', '--files', 'README.md');
    expect(clean.stdout).toMatch(/vigilint\.+Passed/);
    const whole = run('vigilint-project', '--files', 'README.md');
    expect(whole.stdout).toMatch(/^compose\.yaml:\d+:\d+: error/m);
    expect(whole.status).toBe(1);
  }, 120_000);
});
