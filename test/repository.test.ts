import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { formats } from '../src/formats/index.ts';
import { OWN_FINDING_IDS } from '../src/own-findings.ts';

const root = path.resolve(import.meta.dirname, '..');

/** POSIX paths, relative to the root, of the files below a folder. */
function filesBelow(folder: string, suffix: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .sort();
}

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** A module without the examples of a rule, which import what they like. */
function headOf(file: string): string {
  return read(file).split('\nexport default defineRule')[0] ?? '';
}

/** What a module imports from this repository, as paths relative to the root. */
function importsOf(file: string): string[] {
  return [...headOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]*)(?:\?[^']*)?'/g)].map(([, target = '']) => path.posix.join(path.posix.dirname(file), target));
}

describe('rules', () => {
  it('are listed in rules/index.ts, every one, by id', () => {
    const files = filesBelow('rules', '.ts').filter((file) => file !== 'rules/index.ts');
    expect(rules.map(({ id }) => `rules/${id}.ts`)).toEqual(files);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s says what it owes its reader', (id, rule) => {
    expect(id).toMatch(/^(?:inspect|act|serve|trust)\/[a-z]+(?:-[a-z]+)*$/);
    expect(rule.summary, 'the summary is one sentence').toMatch(/^[A-Z`].*\.$/);
    expect(rule.summary).not.toContain('\n');
    for (const text of [rule.why, rule.help, rule.exceptions]) expect(text).toMatch(/[.!?:`"”)]$/);
    expect(rule.presets, 'what is recommended is strict too').toContain('strict');
    expect(rule.examples.length).toBeGreaterThan(0);
    for (const reference of rule.references) expect(() => new URL(reference)).not.toThrow();
  });

  it.each(rules.map(({ id }) => id))('%s has fixtures and a page', (id) => {
    expect(existsSync(path.join(root, 'test/rules', id)), `test/rules/${id}`).toBe(true);
    expect(existsSync(path.join(root, 'docs/rules', `${id}.md`)), `docs/rules/${id}.md is written by npm run docs`).toBe(true);
  });

  it('have no page without a rule', () => {
    expect(filesBelow('docs/rules', '.md').filter((file) => !file.endsWith('README.md'))).toEqual([...rules.map(({ id }) => id), ...OWN_FINDING_IDS].map((id) => `docs/rules/${id}.md`).sort());
  });
});

describe('formats', () => {
  it('are listed in src/formats/index.ts, every one, by id', () => {
    const files = readdirSync(path.join(root, 'src/formats')).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(formats.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it.each(formats.map((format) => [format.id, format] as const))('%s says what it is', (id, format) => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(format.title).not.toBe('');
    expect(() => new URL(format.docs)).not.toThrow();
    expect(format.globs.length).toBeGreaterThan(0);
  });

  it.each(formats.map(({ id }) => id))('%s has a page that says what is read, which defaults count, and where one is caught', (id) => {
    expect(existsSync(path.join(root, 'docs/formats', `${id}.md`)), `docs/formats/${id}.md is written by npm run docs`).toBe(true);
    const { reads, defaults, traps, example } = load(read(`src/formats/${id}.docs.yaml`)) as FormatDocs;
    for (const text of [...reads, ...traps]) expect(text, 'whole sentences').toMatch(/^[A-Z`].*[.)]$/s);
    expect(reads.length).toBeGreaterThan(0);
    expect(traps.length).toBeGreaterThan(0);
    for (const { setting, value, source } of defaults) {
      expect(setting).not.toBe('');
      expect(value).not.toBe('');
      expect(source, setting).toMatch(/^https:\/\//);
    }
    expect(example.text).not.toBe('');
  });

  it('have no page without a format', () => {
    expect(filesBelow('docs/formats', '.md').filter((file) => !file.endsWith('README.md'))).toEqual(formats.map(({ id }) => `docs/formats/${id}.md`).sort());
    expect(filesBelow('src/formats', '.docs.yaml')).toEqual(formats.map(({ id }) => `src/formats/${id}.docs.yaml`).sort());
  });

  it('no run loads what is only for their pages', () => {
    expect(filesBelow('src', '.ts').filter((file) => read(file).includes('.docs.yaml'))).toEqual([]);
  });
});

describe('pages', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...filesBelow('docs', '.md')];

  it('lead to files that are there', () => {
    const wrong = pages.flatMap((page) => linksIn(read(page)).filter((target) => !existsSync(path.join(root, path.dirname(page), target))).map((target) => `${page}: ${target}`));
    expect(wrong).toEqual([]);
  });

  it('can all be reached from docs/README.md', () => {
    const reached = ['docs/README.md'];
    for (const page of reached) {
      for (const target of linksIn(read(page)).map((link) => path.posix.join(path.posix.dirname(page), link))) if (target.startsWith('docs/') && target.endsWith('.md') && !reached.includes(target)) reached.push(target);
    }
    expect(reached.sort()).toEqual(filesBelow('docs', '.md'));
  });
});

/** The relative targets of the links of a page, outside of code; without anchors. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^(?:https?:|#)/.test(target) ? [] : (target.split('#')[0] ?? '')));
}

/** What stands in `src/formats/<id>.docs.yaml`. */
interface FormatDocs {
  reads: string[];
  /** What counts where nothing is written, each with where that is said. */
  defaults: { setting: string; value: string; source: string }[];
  traps: string[];
  /** A file as the format reads it. */
  example: { path: string; text: string };
}

/** What the modules of a folder may import, as the beginnings of paths; the longest folder that fits a module decides. */
const MAY_IMPORT: Record<string, string[]> = {
  'rules/index.ts': ['rules/', 'src/rule.ts'],
  'rules/': ['src/rule.ts', 'src/model/', 'src/reason/'],
  'src/model/': ['src/model/'],
  'src/syntax/': ['src/syntax/'],
  'src/knowledge/': ['src/knowledge/', 'src/model/', 'src/config/settings.ts'],
  'src/reason/': ['src/reason/', 'src/model/', 'src/knowledge/', 'src/config/settings.ts'],
  'src/formats/': ['src/formats/', 'src/syntax/', 'src/model/', 'src/knowledge/', 'src/format.ts', 'src/document.ts'],
  'src/reporters/': ['src/reporters/', 'src/model/', 'src/reason/', 'src/document.ts', 'src/lint.ts', 'src/own-findings.ts', 'src/rule.ts', 'src/targets.ts', 'src/version.ts'],
  'src/lsp/': ['src/lsp/', 'src/config/', 'src/formats/index.ts', 'src/model/', 'src/reporters/', 'src/settle/', 'src/syntax/', 'rules/index.ts', 'src/again.ts', 'src/document.ts', 'src/find.ts', 'src/judge.ts', 'src/lint.ts', 'src/own-findings.ts', 'src/project.ts', 'src/remember.ts', 'src/rule.ts', 'src/usage-error.ts', 'src/version.ts'],
  'src/settle/': ['src/settle/', 'src/model/', 'src/syntax/', 'src/document.ts', 'src/clock.ts', 'src/judge.ts', 'src/own-findings.ts', 'src/rule.ts', 'src/rule-names.ts'],
};

describe('imports run one way', () => {
  const modules = [...filesBelow('src', '.ts'), ...filesBelow('rules', '.ts')];

  it.each(Object.keys(MAY_IMPORT))('%s', (folder) => {
    const closest = (file: string) => Object.keys(MAY_IMPORT).filter((beginning) => file.startsWith(beginning)).sort((a, b) => b.length - a.length)[0];
    const allowed = MAY_IMPORT[folder] ?? [];
    const wrong = modules
      .filter((file) => closest(file) === folder)
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => !allowed.some((beginning) => target.startsWith(beginning)))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('nothing below the commands imports a command', () => {
    const wrong = modules.filter((file) => !/^src\/(?:cli\.ts|commands\/)/.test(file) && importsOf(file).some((target) => target.startsWith('src/commands/')));
    expect(wrong).toEqual([]);
  });

  it('reading a file loads no grammar that it does not need', () => {
    expect(packagesLoadedWith('src/lint.ts')).toEqual(['ignore', 'js-yaml', 'picomatch']);
  });

  it('a run that prints text loads no other reporter', () => {
    const reporters = readdirSync(path.join(root, 'src/reporters')).filter((name) => /^(?:sarif|github|gitlab|junit|checkstyle|rdjson|markdown|html|json)\b/.test(name));
    const loaded = [...loadedWith('src/commands/lint.ts').modules, ...loadedWith('src/reporters/text.ts').modules];
    expect(loaded).toContain('src/reporters/index.ts');
    expect(reporters.filter((name) => loaded.includes(`src/reporters/${name}`))).toEqual([]);
  });
});

/** The npm packages that a module loads at once: what `import(…)` waits for is left out. */
function packagesLoadedWith(entry: string): string[] {
  return [...loadedWith(entry).packages].filter((name) => !name.startsWith('node:')).sort();
}

function loadedWith(entry: string): { packages: Set<string>; modules: string[] } {
  const packages = new Set<string>();
  const modules = [entry];
  for (const file of modules) {
    for (const [, target = ''] of headOf(file).matchAll(/^(?:import|export)(?! type)[^;']*? from '([^'?]+)[^']*';$/gm)) {
      const module = path.posix.join(path.posix.dirname(file), target);
      if (!target.startsWith('.')) packages.add(target);
      else if (module.endsWith('.ts') && !modules.includes(module)) modules.push(module);
    }
  }
  return { packages, modules };
}

describe('the source', () => {
  it('leaves nothing for later', () => {
    // Placeholder words are what some rules look for: only marks in comments count.
    const marked = [...filesBelow('src', '.ts'), ...filesBelow('rules', '.ts')].filter((file) => /(?:\/\/|\*).*\b(?:TODO|FIXME|XXX|HACK)\b:/.test(read(file)));
    expect(marked).toEqual([]);
  });
});
