import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings.ts';
import { find, matcherOf, readDocuments } from '../src/find.ts';
import { defineFormat, type Format } from '../src/format.ts';

const yaml: Format = defineFormat({
  id: 'yaml',
  title: 'YAML',
  docs: 'https://yaml.org',
  globs: ['**/*.yml'],
  claims: () => true,
  *read() {
    // Nothing is read here.
  },
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigilint-find-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(...files: string[]): void {
  for (const file of files) putText(file, '');
}

function putText(file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

async function found(paths: string[], { cwd = '.', ...settings }: Partial<Settings> & { cwd?: string } = {}): Promise<string[]> {
  const { files, skips } = await find(paths, [yaml], { ...DEFAULT_SETTINGS, ...settings }, path.join(folder, cwd));
  return [...files, ...skips.map((skip) => `${skip.path}: ${skip.reason}`)];
}

describe('find', () => {
  it('takes what a format may read, each file once, sorted, relative to the working directory', async () => {
    put('b.yml', 'a/c.yml', 'a/.hidden/d.yml', 'a/e.txt', 'node_modules/x.yml', 'a/node_modules/y.yml');
    expect(await found(['.', 'b.yml', 'a'])).toEqual(['a/.hidden/d.yml', 'a/c.yml', 'b.yml']);
    expect(await found(['.', '../b.yml', '..'], { cwd: 'a' })).toEqual(['../b.yml', '.hidden/d.yml', 'c.yml']);
    expect(await found([path.join(folder, 'b.yml'), 'a/e.txt'])).toEqual(['b.yml']);
  });

  it('leaves out what the configuration excludes, also when it is named', async () => {
    put('vendor/a.yml', 'old/b.yml', 'c.yml');
    expect(await found(['.', 'vendor/a.yml'], { exclude: ['vendor/', './old/*.yml'] })).toEqual(['c.yml', 'vendor/a.yml: excluded by the configuration']);
    expect(await found(['../c.yml', '../vendor'], { exclude: ['vendor'], root: folder, cwd: 'old' })).toEqual(['../c.yml', '../vendor: excluded by the configuration']);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a name', { '.gitignore': 'a.yml' }, ['b.yml', 'sub/b.yml', 'sub/deep/c.yml']],
    ['an anchored name', { '.gitignore': '/a.yml' }, ['b.yml', 'sub/a.yml', 'sub/b.yml', 'sub/deep/c.yml']],
    ['a folder', { '.gitignore': 'sub/' }, ['a.yml', 'b.yml']],
    ['a folder cannot be opened again from inside', { '.gitignore': 'sub/', 'sub/.gitignore': '!*.yml' }, ['a.yml', 'b.yml']],
    ['a deeper file speaks last', { '.gitignore': '*.yml', 'sub/.gitignore': '!a.yml' }, ['sub/a.yml']],
    ['a file further down covers only what is below it', { 'sub/.gitignore': '/a.yml\ndeep' }, ['a.yml', 'b.yml', 'sub/b.yml']],
  ])('obeys .gitignore: %s', async (_, ignores, expected) => {
    put('.git/HEAD', 'a.yml', 'b.yml', 'sub/a.yml', 'sub/b.yml', 'sub/deep/c.yml');
    for (const [file, text] of Object.entries(ignores)) putText(file, text);
    expect(await found(['.'])).toEqual(expected);
    const all = ['a.yml', 'b.yml', 'sub/a.yml', 'sub/b.yml', 'sub/deep/c.yml'];
    expect((await found(all)).filter((line) => !line.endsWith(': ignored by git')), 'the same when each is named').toEqual(expected);
  });

  it('reads .gitignore from the root of the repository when run further down', async () => {
    put('.git/HEAD', 'sub/deep/a.yml', 'sub/deep/b.yml');
    putText('.gitignore', 'sub/deep/a.yml');
    expect(await found(['.'], { cwd: 'sub/deep' })).toEqual(['b.yml']);
  });

  it('takes each path by the rules of its own repository', async () => {
    put('one/.git/HEAD', 'one/a.yml', 'one/b.yml', 'two/.git/HEAD', 'two/a.yml', 'two/build/b.yml');
    putText('one/.gitignore', 'a.yml');
    putText('two/.gitignore', 'build');
    expect(await found(['one', 'two', 'two/build'])).toEqual(['one/b.yml', 'two/a.yml', 'two/build: ignored by git']);
    put('.git/HEAD');
    putText('.gitignore', 'one');
    expect(await found(['.'], { cwd: 'one' }), 'a repository in an ignored folder of another').toEqual(['b.yml']);
  });

  it('refuses a path that is not there', async () => {
    await expect(found(['nowhere'])).rejects.toThrow('no such file or directory: nowhere');
  });

  it('follows no symbolic link on its own', async () => {
    put('a.yml');
    symlinkSync('.', path.join(folder, 'loop'));
    symlinkSync('a.yml', path.join(folder, 'linked.yml'));
    expect(await found(['.'])).toEqual(['a.yml']);
    expect(await found(['linked.yml'])).toEqual(['linked.yml']);
  });

  it.skipIf(process.getuid?.() === 0)('names a directory that cannot be read', async () => {
    put('a.yml', 'closed/b.yml');
    chmodSync(path.join(folder, 'closed'), 0);
    expect(await found(['.'])).toEqual(['a.yml', 'closed: cannot be read: permission denied']);
    chmodSync(path.join(folder, 'closed'), 0o755);
  });
});

describe('readDocuments', () => {
  it('reads text and skips the rest with the reason', () => {
    putText('a.yml', '\uFEFFa: 1\r\n');
    putText('utf16.yml', Buffer.from('a: 1', 'utf16le'));
    putText('large.yml', new Uint8Array(33 * 1024 * 1024).fill(32));
    mkdirSync(path.join(folder, 'folder.yml'));
    const { documents, skips } = readDocuments(['a.yml', 'utf16.yml', 'large.yml', 'folder.yml', 'gone.yml'], folder);
    expect([...documents.values()].map(({ path: file, text }) => [file, text])).toEqual([['a.yml', 'a: 1\r\n']]);
    expect(skips.map((skip) => `${skip.path}: ${skip.reason}`)).toEqual([
      'utf16.yml: not UTF-8 text',
      'large.yml: larger than 32 MB',
      'folder.yml: neither a file nor a directory',
      'gone.yml: cannot be read: no such file or directory',
    ]);
  });
});

describe('matcherOf', () => {
  it('looks at the path below the working directory or above it alike', () => {
    const matches = matcherOf([yaml]);
    expect([matches(yaml, 'a.yml'), matches(yaml, '../../b/a.yml'), matches(yaml, '.x/a.yml'), matches(yaml, 'a.yaml')]).toEqual([true, true, true, false]);
  });
});
