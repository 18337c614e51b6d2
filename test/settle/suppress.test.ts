import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/document.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings.ts';
import { mend } from '../../src/fix.ts';
import { lintDocuments, type Options, type Report } from '../../src/lint.ts';
import type { Directive } from '../../src/model/index.ts';
import { isLike } from '../../src/settle/suppress.ts';

const at = { path: 'vigilint.yaml', start: 0, end: 1 };

function lint(text: string, options: Partial<Options> = {}, path = 'rules.yml'): Promise<Report> {
  return lintDocuments(new Map([[path, createDocument(path, text)]]), { settings: DEFAULT_SETTINGS, only: ['inspect/presence-only', 'trust/silence-is-green', ...SUPPRESSIONS], today: '2026-06-15', whole: true, ...options });
}

const SUPPRESSIONS = ['expired', 'expires-soon', 'malformed', 'no-reason', 'unknown-rule', 'unused'].map((name) => `suppression/${name}`);

/** Two alerts, with words above the first, behind its expression, and above the second. */
const rules = ({ above = '', behind = '', second = '' }): string => `groups:
  - name: pump
    rules:
${above === '' ? '' : `      ${above}\n`}      - alert: PumpDown
        expr: up{job="pump"} == 0${behind === '' ? '' : ` ${behind}`}
${second === '' ? '' : `      ${second}\n`}      - alert: TankDown
        expr: up{job="tank"} == 0
`;

const told = ({ findings }: Report): string[] => findings.map(({ rule, subject }) => `${rule} ${subject?.name ?? ''}`.trim());
const hidden = ({ suppressed }: Report): string[] => suppressed.map(({ subject, suppression: { by, reason } }) => `${subject?.name ?? ''} (${by}): ${reason}`);

const GOOD = '# vigilint-ignore[inspect/presence-only]: the spare part is on order';

describe('a comment', () => {
  it.each([
    ['above', { above: GOOD }, 'PumpDown', 'TankDown'],
    ['above further comments', { above: `${GOOD}\n      # and another thing` }, 'PumpDown', 'TankDown'],
    ['within', { behind: GOOD }, 'PumpDown', 'TankDown'],
    ['between two checks', { second: GOOD }, 'TankDown', 'PumpDown'],
  ])('%s a check counts for it and for no other', async (_, words, known, left) => {
    const report = await lint(rules(words));
    expect(told(report)).toEqual([`inspect/presence-only ${left}`]);
    expect(hidden(report)).toEqual([`${known} (comment): the spare part is on order`]);
  });

  it('keeps the fingerprints of what is left', async () => {
    const [before, after] = [await lint(rules({})), await lint(rules({ above: GOOD }))];
    expect(after.findings[0]?.fingerprint).toBe(before.findings[1]?.fingerprint);
    expect(after.suppressed[0]?.fingerprint).toBe(before.findings[0]?.fingerprint);
  });

  it.each([
    ['no-reason', '# vigilint-ignore[inspect/presence-only]', 'PumpDown'],
    ['malformed', '# vigilint-ignore: known', 'PumpDown'],
    ['unknown-rule', '# vigilint-ignore[presence-only]: known', 'PumpDown'],
    ['unknown-rule', '# vigilint-ignore[suppression/unused]: known', 'PumpDown'],
    ['expired', '# vigilint-ignore[inspect/presence-only] until 2026-06-14: known', 'PumpDown'],
  ])('that is %s hides nothing: %s', async (id, words, name) => {
    expect(told(await lint(rules({ above: words })))).toEqual([`suppression/${id} ${name}`, 'inspect/presence-only PumpDown', 'inspect/presence-only TankDown']);
  });

  it.each([
    ['2026-06-15', 'ends on 2026-06-15, today'],
    ['2026-06-16', 'ends on 2026-06-16, tomorrow'],
    ['2026-06-29', 'ends on 2026-06-29, in 14 days'],
  ])('that ends on %s holds and is announced', async (day, words) => {
    const { findings } = await lint(rules({ above: `# vigilint-ignore[inspect/presence-only] until ${day}: known` }));
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([`suppression/expires-soon: the suppression of \`inspect/presence-only\` ${words}`, expect.stringContaining('TankDown')]);
  });

  it('that ends later than in fourteen days is not announced', async () => {
    expect(told(await lint(rules({ above: '# vigilint-ignore[inspect/presence-only] until 2026-06-30: known' })))).toEqual(['inspect/presence-only TankDown']);
  });

  it('that hides nothing is unused, rule by rule', async () => {
    const { findings } = await lint(rules({ above: '# vigilint-ignore[inspect/presence-only, trust/silence-is-green]: known' }));
    expect(findings[0]).toMatchObject({ rule: 'suppression/unused', message: '`trust/silence-is-green` finds nothing wrong here, in the one file that was read, so nothing is suppressed' });
  });

  it('may hide something elsewhere when only a part is read, when its rule is off, or where the file was not read to its end', async () => {
    const above = '# vigilint-ignore[trust/silence-is-green, trust/slow-to-see]: known';
    expect(told(await lint(rules({ above }), { whole: false }))).not.toContain('suppression/unused PumpDown');
    expect(told(await lint(rules({ above }), { only: ['inspect/presence-only', 'suppression/unused'] }))).not.toContain('suppression/unused PumpDown');
    expect(told(await lint(`${above}\nkey: {{ .Values.a }}\n`))).toEqual([]);
  });

  it('that hides a question of the strict preset is not unused in the recommended one', async () => {
    const text = `groups:
  - name: pump
    rules:
      - alert: PumpDown # vigilint-ignore[inspect/presence-only]: known
        expr: up{job="pump"} == 0
      - alert: AnyTrouble
        expr: sum(rate(errors_total[5m])) > 3
`;
    const [strict, recommended] = [await lint(text, { settings: { ...DEFAULT_SETTINGS, preset: 'strict' } }), await lint(text)];
    expect(strict.suppressed.map(({ confidence }) => confidence)).toEqual(['ask']);
    expect(told(recommended)).toEqual([]);
  });

  it('that is near no check is unused', async () => {
    expect(told(await lint(`${GOOD}\n${rules({})}`))[0]).toBe('suppression/unused');
  });

  it('counts for the page or the section that it stands in', async () => {
    const page = (top: string, section: string): string => `${top}# Runbooks\n\n## PumpDown\n\n### Meaning\n\nThe pump is down.\n\n${section}### Mitigation\n\nTODO\n`;
    const only = ['act/placeholder-text', 'act/stub-runbook', ...SUPPRESSIONS];
    const words = '<!-- vigilint-ignore[act/placeholder-text, act/stub-runbook]: to be written in autumn -->\n\n';
    const before = await lint(page('', ''), { only }, 'runbooks/pump.md');
    expect(before.findings.length).toBeGreaterThan(0);
    const after = await lint(page('', words), { only, whole: false }, 'runbooks/pump.md');
    expect(told(after)).toEqual([]);
    expect(after.suppressed.length).toBe(before.findings.length);
  });

  it('is judged as the settings say', async () => {
    const above = '# vigilint-ignore[inspect/presence-only]';
    const settings = (severity: 'off' | 'note'): Settings => ({ ...DEFAULT_SETTINGS, rules: { 'suppression/no-reason': { severity } } });
    expect((await lint(rules({ above }), { settings: settings('note') })).findings[0]).toMatchObject({ rule: 'suppression/no-reason', severity: 'note' });
    const documents = new Map([['rules.yml', createDocument('rules.yml', rules({ above }))]]);
    expect(told(await lintDocuments(documents, { settings: settings('off') }))).not.toContain('suppression/no-reason PumpDown');
    expect(told(await lint(rules({ above }), { skip: ['suppression/no-reason'] }))).not.toContain('suppression/no-reason PumpDown');
  });
});

describe('an entry of the configuration', () => {
  const entry = (more: Partial<Directive>): Settings => ({ ...DEFAULT_SETTINGS, ignore: [{ at, rules: [{ id: 'inspect/presence-only', at }], checks: ['prometheus:pump/Pump*'], reason: 'known', ...more }] });

  it('hides what its patterns cover', async () => {
    const report = await lint(rules({}), { settings: entry({}) });
    expect(told(report)).toEqual(['inspect/presence-only TankDown']);
    expect(hidden(report)).toEqual(['PumpDown (configuration): known']);
  });

  it('that has ended hides nothing', async () => {
    expect(told(await lint(rules({}), { settings: entry({ until: { day: '2026-06-01', at } }) }))).toEqual(['inspect/presence-only PumpDown', 'inspect/presence-only TankDown', 'suppression/expired']);
  });

  it('that covers nothing is unused', async () => {
    expect(told(await lint(rules({}), { settings: entry({ checks: ['grafana:*'] }) }))).toContain('suppression/unused');
  });
});

describe('a pattern of ids', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a', false],
    ['a/b', '*', true],
    ['a/b/c', 'a/*', true],
    ['a/b/c', '*/c', true],
    ['a/b/c', 'a*b*c', true],
    ['a/b/c', 'a*c*c', false],
    ['ab', 'ab*b', false],
    ['a.b', 'a?b', false],
  ])('%s, %s: %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });
});

it('that hides a question which the preset does not ask is in use', async () => {
  const text = `groups:
  - name: tape
    rules:
      # vigilint-ignore[trust/silence-is-green]: the tape robot is watched by its maker
      - alert: TapeOld
        expr: time() - tape_last_success_seconds{job="tape"} > 86400
`;
  expect(told(await lint(text))).toEqual([]);
  expect(hidden(await lint(text, { settings: { ...DEFAULT_SETTINGS, preset: 'strict' } }))).toEqual(['TapeOld (comment): the tape robot is watched by its maker']);
});

describe('a suppression that hides nothing', () => {
  /** The text once all that `--fix` may do is done. */
  const mended = async (text: string, path?: string): Promise<string> => {
    const { texts, report } = await mend(await lint(text, {}, path), false);
    expect(told(report).filter((rule) => rule.startsWith('suppression/unused'))).toEqual([]);
    return [...texts.values()][0] ?? text;
  };
  const UNUSED = '# vigilint-ignore[trust/silence-is-green]: it was so once';

  it.each([
    ['with its line', rules({ above: UNUSED }), rules({})],
    ['with its line, of which another one stands above', rules({ above: `# a pump\n      ${UNUSED}` }), rules({ above: '# a pump' })],
    ['with the space before it', rules({ behind: UNUSED }), rules({})],
    ['with the space before it, and the end of the line stays', rules({ behind: UNUSED }).replaceAll('\n', '\r\n'), rules({}).replaceAll('\n', '\r\n')],
    ['at the end of the file', `${rules({}).trimEnd()} ${UNUSED}`, rules({}).trimEnd()],
  ])('is taken out %s', async (_, text, left) => {
    expect(await mended(text)).toBe(left);
  });

  it.each([
    ['[trust/silence-is-green, inspect/presence-only]', '[inspect/presence-only]'],
    ['[inspect/presence-only,  trust/silence-is-green]', '[inspect/presence-only]'],
    ['[inspect/presence-only, trust/silence-is-green, trust/silence-is-green]', '[inspect/presence-only]'],
    ['[ trust/silence-is-green, trust/silence-is-green, inspect/presence-only ]', '[ inspect/presence-only ]'],
  ])('leaves the rules that do: %s', async (list, left) => {
    expect(await mended(rules({ above: `# vigilint-ignore${list}: on order` }))).toBe(rules({ above: `# vigilint-ignore${left}: on order` }));
  });

  it('goes as a whole where all of its rules hide nothing', async () => {
    expect(await mended(rules({ above: '# vigilint-ignore[trust/silence-is-green, trust/silence-is-green]: on order' }))).toBe(rules({}));
  });

  it('stays where nobody knows what it is about, and in the configuration', async () => {
    const misplaced = `# vigilint-ignore[inspect/presence-only]: on order\n\n${rules({})}`;
    const { texts } = await mend(await lint(misplaced), false);
    expect(texts.size).toBe(0);
    const ignore: Directive[] = [{ at, rules: [{ id: 'trust/silence-is-green', at }], reason: 'x', checks: ['*'] }];
    expect((await mend(await lint(rules({}), { settings: { ...DEFAULT_SETTINGS, ignore } }), false)).texts.size).toBe(0);
  });

  it('is taken out of code and pages too', async () => {
    const one = await lint('# Pump runbook\n\n<!-- vigilint-ignore[trust/silence-is-green]: on order -->\n\n## Mitigation\n\nCall 4711.\n', {}, 'runbooks/pump.md');
    expect([...(await mend(one, false)).texts.values()]).toEqual(['# Pump runbook\n\n\n## Mitigation\n\nCall 4711.\n']);
  });
});
