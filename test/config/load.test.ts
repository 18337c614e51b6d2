import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, loadSettings, type Configuration } from '../../src/config/load.ts';
import { defineRule, type Rule } from '../../src/rule.ts';

const rule: Rule = defineRule({
  id: 'act/example',
  summary: '',
  why: '',
  help: '',
  severity: 'warning',
  confidence: 'likely',
  presets: ['strict'],
  on: ['alert'],
  options: { most: 3, words: ['later'], strict: false },
  references: [],
  exceptions: '',
  examples: [],
  *judge() {
    // Nothing is judged here.
  },
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigilint-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const load = (paths: string[], named?: string | false): Promise<Configuration> => loadSettings(paths, named, folder, [rule]);

describe('the configuration that holds is', () => {
  it('the nearest one from the folder that all paths share', async () => {
    put('vigilint.yaml', 'preset: strict\n');
    put('a/vigilint.yml', '');
    put('a/b/x.yml', '');
    put('c/y.yml', '');
    expect((await load(['a/b/x.yml'])).file).toBe('a/vigilint.yml');
    expect((await load(['a/b', 'a'])).file).toBe('a/vigilint.yml');
    expect((await load(['a/b/x.yml', 'c/y.yml'])).file).toBe('vigilint.yaml');
    expect((await load(['.'])).file).toBe('vigilint.yaml');
    expect((await load(['not/there/yet.yml'])).file).toBe('vigilint.yaml');
  });

  it('never above the root of the repository', async () => {
    put('vigilint.yaml', 'preset: strict\n');
    put('repository/.git/HEAD', '');
    put('repository/deep/x.yml', '');
    expect((await load(['repository/deep/x.yml'])).file).toBeUndefined();
  });

  it('the named one, or none when none is wanted', async () => {
    put('vigilint.yaml', 'preset: strict\n');
    put('other.json', '{ "preset": "recommended", "failOn": "note" }');
    expect(await load(['.'], 'other.json')).toMatchObject({ file: 'other.json', failOn: 'note', settings: { preset: 'recommended' } });
    expect(await load(['.'], false)).toMatchObject({ settings: { preset: 'recommended' } });
    await expect(load(['.'], 'missing.yaml')).rejects.toThrow('cannot read the configuration missing.yaml: no such file or directory');
  });
});

describe('what a configuration says', () => {
  it('becomes settings', async () => {
    put(
      'sub/vigilint.yaml',
      `preset: strict
rules:
  act/example: { severity: error, most: 5 }
overrides:
  - files: [legacy]
    rules: { act/example: off, syntax-error: note }
exclude: [vendor/]
runbooks: [{ url: 'https://runbooks.example.com/', folder: ../pages }]
lights:
  - { metric: pump_state, red: '!= 1', meaning: the pump has stopped }
  - { metric: pump_temperature, red: ">=-3.5" }
words: { actions: [bounce], teams: [harbour desk] }
ignore:
  - { rules: [act/example], checks: ['prometheus:*'], until: 2099-12-31, reason: on order }
failOn: warning
`,
    );
    const at = (words: string, path = 'sub/vigilint.yaml'): { path: string; start: number; end: number } => {
      const text = readFileSync(path.replace('sub', `${folder}/sub`), 'utf8');
      return { path, start: text.indexOf(words), end: text.indexOf(words) + words.length };
    };
    expect(await load(['sub'])).toEqual({
      file: 'sub/vigilint.yaml',
      rules: [],
      failOn: 'warning',
      settings: {
        preset: 'strict',
        rules: { 'act/example': { severity: 'error', options: { most: 5 } } },
        overrides: [{ files: ['legacy'], rules: { 'act/example': { severity: 'off' }, 'syntax-error': { severity: 'note' } } }],
        exclude: ['vendor/'],
        runbooks: [{ url: 'https://runbooks.example.com/', folder: 'pages' }],
        lights: [
          { metric: 'pump_state', operator: '!=', value: 1, meaning: 'the pump has stopped' },
          { metric: 'pump_temperature', operator: '>=', value: -3.5 },
        ],
        words: { actions: ['bounce'], teams: ['harbour desk'] },
        ignore: [
          {
            at: at("{ rules: [act/example], checks: ['prometheus:*'], until: 2099-12-31, reason: on order }"),
            rules: [{ id: 'act/example', at: { ...at('[act/example]'), start: at('[act/example]').start + 1, end: at('[act/example]').end - 1 } }],
            checks: ['prometheus:*'],
            until: { day: '2099-12-31', at: at('2099-12-31') },
            reason: 'on order',
          },
        ],
        document: expect.objectContaining({ path: 'sub/vigilint.yaml' }) as object,
        root: path.join(folder, 'sub'),
      },
    });
  });

  it.each([
    ['prest: strict', 'unknown key `prest`; did you mean `preset`?', 'prest'],
    ['colour: red', 'unknown key `colour`; known here: preset, rules, overrides, exclude, runbooks, lights, words, ignore, plugins, require, failOn', 'colour'],
    ['failOn: info', '`failOn` is one of error, warning, note, not `info`', 'info'],
    ['failOn: [note]', '`failOn` is one of error, warning, note, not a list', '['],
    ['rules: []', '`rules` is a map, not a list', '['],
    ['exclude: [1]', '`exclude[0]` is a text, not `1`', '1'],
    ['overrides: [{ files: [a] }]', '`overrides[0]` lacks `rules`', '{'],
    ['lights: [{ metric: a, red: "not 1" }]', '`lights[0].red` cannot be read; how red shows: a comparison with a number, such as `!= 1`', 'not 1'],
    ['words: { verbs: [bounce] }', 'unknown key `verbs`; known here: actions, looks, teams, commands, vague, placeholders', 'verbs'],
    ['words: { actions: bounce }', '`words.actions` is a list, not `bounce`', 'bounce'],
    ['rules: { act/exampel: off }', 'unknown rule `act/exampel`; did you mean `act/example`?', 'act/exampel'],
    ['rules: { example: off }', 'unknown rule `example`; did you mean `act/example`?', 'example'],
    ['rules: { act/example: { mots: 3 } }', '`act/example` has no option `mots`; did you mean `most`?', 'mots'],
    ['rules: { act/example: { depth: 3 } }', '`act/example` has no option `depth`; it takes most, words, strict', 'depth'],
    ['rules: { act/example: { most: many } }', 'option `most` of `act/example` is a number, not `many`', 'many'],
    ['rules: { act/example: { words: later } }', 'option `words` of `act/example` is a list of texts, not `later`', 'later'],
    ['rules: { act/example: { strict: 1 } }', 'option `strict` of `act/example` is true or false, not `1`', '1'],
    ['overrides: [{ files: [a], rules: { act/example: { severity: bad } } }]', '`overrides[0].rules.act/example.severity` is one of off, note, warning, error, not `bad`', 'bad'],
    ['preset: strict\npreset: recommended', '`preset` is set twice', 'preset'],
    ['ignore: [{ rules: [act/example], checks: ["*"] }]', '`ignore[0]` lacks `reason`', '{'],
    ['ignore: [{ rules: [act/example], checks: ["*"], reason: " " }]', '`ignore[0].reason` cannot be read; why it may stay; a few words', ' '],
    ['ignore: [{ rules: [], checks: ["*"], reason: known }]', '`ignore[0].rules` is empty; ids of rules', '['],
    ['ignore: [{ rules: [act/exampel], checks: ["*"], reason: known }]', 'unknown rule `act/exampel`; did you mean `act/example`?', 'act/exampel'],
    ['ignore: [{ rules: [act/example], checks: ["*"], until: 2026-02-30, reason: known }]', '`2026-02-30` is no day of the calendar', '2026-02-30'],
    ['ignore: [{ rules: [act/example], checks: ["*"], until: soon, reason: known }]', '`ignore[0].until` cannot be read; the last day on which it holds, such as `2026-12-31`', 'soon'],
    ['- preset', 'the configuration is a map, not a list', '-'],
    ['preset: strict\n---\npreset: strict', 'a configuration is one YAML document, and here begins another', ''],
  ])('%s is refused', async (text, message, words) => {
    put('vigilint.yaml', `${text}\n`);
    const error: unknown = await load(['.']).catch((thrown: unknown) => thrown);
    if (!(error instanceof ConfigurationError)) throw error;
    expect(error.problems.map((problem) => problem.message)).toEqual([message]);
    const [at] = error.problems.map((problem) => problem.at);
    expect(error.document.text.slice(at?.start, at?.end)).toBe(words);
  });
});
