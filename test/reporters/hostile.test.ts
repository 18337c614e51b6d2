import fc from 'fast-check';
import { GFM, parser } from '@lezer/markdown';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import type { Report } from '../../src/lint.ts';
import type { Finding, Severity } from '../../src/model/index.ts';
import { createProject } from '../../src/project.ts';
import { reporters, type Style } from '../../src/reporters/index.ts';
import { settle } from '../../src/settle/index.ts';
import { commandIn } from './runner.ts';
import { elementsOf, SCHEMAS } from './schemas.ts';

/** Words by which what a file says could pose as what vigilint says. */
const FRAGMENTS = [
  '\u001B[2J', '\u0007', '\u009B31m', '\u202E', '\u2066', '\u200B', '\uFEFF', '\uFFFF', '\uD800', '\u0000', '\u2028', '\r', '\n', '\r\n', '\t', ' ',
  '::error::forged', '::set-output name=a::b', '::stop-commands::x', '##[error]forged', '##[set-output name=a;]b', '##vso[task.setvariable variable=a]b', "##teamcity[testFailed name='a']",
  ']]>', '<!--', '-->', '</script>', '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '&amp;', '&#10;', '"', "'", '<', '>', '&',
  '[a](https://example.com)', '![a](https://example.com/a.png)', '`', '``', '**', '_', '~~', '|', '\\', '@somebody', '#1', 'https://example.com', 'www.example.com', '$x$', ':smile:', '# ', '- ', '1. ', '| --- |',
  '%', '%0A', '%25', ':', ',', '=', ';', '/', '..', '(', ')', '{0}', '{', '}', 'word', 'ä', '水', '👩‍🚒',
];

const text = fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 }).map((parts) => parts.join(''));
const path = text.map((words) => `${words.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '')}.yml`);

interface Made {
  rule: string;
  severity: Severity;
  message: string;
  why: string;
  help: string;
  path: string;
  name: string;
  related: string[];
  source: string;
}

const finding: fc.Arbitrary<Made> = fc.record({
  rule: fc.constantFrom('inspect/presence-only', 'syntax-error', 'trust/never-fires'),
  severity: fc.constantFrom<Severity>('error', 'warning', 'note'),
  message: text.map((words) => `x${words}`),
  why: text,
  help: text,
  path,
  name: text,
  related: fc.array(text, { maxLength: 2 }),
  source: text,
});

function reportOf(made: readonly Made[]): Report {
  const documents = new Map(made.map(({ path: at, source }) => [at, createDocument(at, source)]));
  const findings = made.map(({ path: at, name, related, source, ...words }): Finding => {
    const span = { path: at, start: 0, end: source.length };
    return { ...words, family: 'inspect', confidence: 'proven', at: span, subject: { id: `${at}#${name}`, kind: 'alert', name, span }, related: related.map((message) => ({ at: span, message })), fingerprint: '' };
  });
  const skip = { kind: 'skip', path: made[0]?.path ?? 'a', reason: made[0]?.why ?? 'b' } as const;
  const suppressed = settle(findings).map((one) => ({ ...one, suppression: { by: 'comment' as const, reason: one.why, at: one.at } }));
  return { findings: settle(findings), suppressed, baselined: settle(findings), stale: [], unchanged: 0, again: () => Promise.reject(new Error('nothing is mended here')), project: createProject(documents, [skip], new Map(), DEFAULT_SETTINGS), documents, rules: [], faults: [], timings: new Map(), steps: new Map() };
}

const plain: Style = { colors: picocolors.createColors(false), width: 100, quiet: false, verbose: false, folder: '', source: 'https://example.com/o/r/blob/0' };

/** All that a reporter may let through of a line break is a line of its own. */
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/;

/** What more must hold of a format, whatever the files say. */
const HOLDS: Record<string, (output: string, report: Report) => void> = {
  concise: (output, { findings }) => { expect(output.split('\n')).toHaveLength(findings.length + 1); },
  github: (output, { findings }) => {
    const commands = output.split('\n').slice(0, -1).map(commandIn);
    expect(commands.map((command) => command?.name).filter((name) => !['error', 'warning', 'notice'].includes(name ?? ''))).toEqual([]);
    expect(commands.filter((command) => command?.properties.file !== undefined)).toHaveLength(findings.length);
    for (const command of commands) expect(Object.keys(command?.properties ?? {}).join()).toMatch(/^(?:title|file,line,endLine,(?:col,endColumn,)?title)$/);
  },
  sarif: (output, { findings }) => {
    const { runs } = JSON.parse(output) as { runs: [{ results: { ruleId: string; ruleIndex: number; message: { text: string } }[]; tool: { driver: { rules: { id: string }[] } } }] };
    expect(runs[0].results).toHaveLength(3 * findings.length);
    for (const { ruleId, ruleIndex, message } of runs[0].results) {
      expect(runs[0].tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text, 'no link of a message').not.toMatch(/\]\(/);
    }
  },
  gitlab: (output, { findings }) => {
    const issues = JSON.parse(output) as { fingerprint: string; location: { path: string } }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
    expect(issues.map(({ location }) => location.path)).toEqual(findings.map(({ at }) => at.path));
  },
  rdjson: (output, { findings }) => { expect((JSON.parse(output) as { diagnostics: unknown[] }).diagnostics).toHaveLength(findings.length); },
  junit: (output, { findings }) => {
    const elements = elementsOf(output);
    expect(elements.every(({ name }) => ['testsuites', 'testsuite', 'testcase', 'failure', 'skipped', 'system-out'].includes(name))).toBe(true);
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(new Set(findings.map(({ subject }) => subject?.id)).size);
  },
  checkstyle: (output, { findings }) => {
    const elements = elementsOf(output);
    expect(elements.filter(({ name }) => name === 'error')).toHaveLength(findings.length);
    expect(elements.every(({ name }) => ['checkstyle', 'file', 'error'].includes(name))).toBe(true);
  },
  markdown: (output, { findings }) => {
    const kinds: Record<string, number> = {};
    parser.configure(GFM).parse(output).iterate({
      enter: ({ name, from, to }) => {
        kinds[name] = (kinds[name] ?? 0) + 1;
        if (name === 'HTMLTag') expect(output.slice(from, to)).toMatch(/^<\/?(?:code|br)>$/);
        if (name === 'URL') expect(output.slice(from, to)).toMatch(/^https:\/\/example\.com\/o\/r\/blob\/0\/[^?]*#L\d+$/);
      },
    });
    expect(kinds.Link ?? 0).toBe(findings.length);
    expect(kinds.TableRow ?? 0).toBe(findings.length);
    for (const name of ['Image', 'Autolink', 'Emphasis', 'InlineCode', 'Strikethrough', 'FencedCode', 'SetextHeading1']) expect(kinds[name] ?? 0, name).toBe(0);
    expect(output.replace(/^## vigilint/, ''), 'no mention, no reference').not.toMatch(/@|(?<!&)#(?!L\d)/);
  },
};

describe('whatever files say, no reporter says it for vigilint', () => {
  it.each(Object.keys(reporters))('%s', async (format) => {
    const reporter = await reporters[format]?.();
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1, maxLength: 4 }), (made) => {
        const report = reportOf(made);
        const output = [...(reporter?.(report, plain) ?? [])].join('');
        expect(output).not.toMatch(CONTROL);
        expect(output).not.toMatch(/\p{Surrogate}/u);
        if (format !== 'github') expect(output.split('\n').map(commandIn).filter((command) => command !== null), 'no command to a runner').toEqual([]);
        expect(output).not.toMatch(/##(?:vso|teamcity)\[/i);
        const schema = SCHEMAS[format];
        if (schema) {
          schema(JSON.parse(output));
          expect(schema.errors ?? []).toEqual([]);
        }
        HOLDS[format]?.(output, report);
      }),
      { numRuns: 60 },
    );
  });
});
