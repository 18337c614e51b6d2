import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import type { Report } from '../../src/lint.ts';
import type { Finding, Item, Span } from '../../src/model/index.ts';
import { createProject } from '../../src/project.ts';
import { defineRule, type Rule } from '../../src/rule.ts';
import { settle } from '../../src/settle/index.ts';

const FILES: Record<string, string> = {
  'rules/pump.yml': `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
      - alert: PumpSlow
        expr: |
          rate(pump_strokes_total[5m])
            < 1
`,
  'pages/Pumpe läuft 水泵.md': '# 水泵 down\r\n\r\nTODO: write this\tlater\r\n',
  'rules/hostile.yml': `x: "\u001B[31mred\u0007 \u202Egnp.exe"\n`,
  'rules/tabs.json': '{\n\t"a":\t"value",\n\t"b": 2\n}\n',
  'rules/minified.json': `{"list":[${'"filler",'.repeat(60)}"needle"${',"filler"'.repeat(60)}]}`,
  'rules/long.yml': `steps:\n${Array.from({ length: 12 }, (_, index) => `  - step ${index + 1}\n`).join('')}`,
  'rules/broken.yml': 'groups: [\n',
  'rules/50% (a, b)/::notice::[x](y) ]]> <b>.yml': 'alert: "##[error]forged ]]> <img src=x onerror=alert(1)> ::set-output name=a::b"\n',
};

const HOSTILE = 'rules/50% (a, b)/::notice::[x](y) ]]> <b>.yml';

/** The words of a file, as a span. */
function words(path: string, text: string): Span {
  const start = FILES[path]?.indexOf(text) ?? -1;
  if (start < 0) throw new Error(`${path} has no ${text}`);
  return { path, start, end: start + text.length };
}

export function finding(rule: string, at: Span, message: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    family: 'inspect',
    severity: 'error',
    confidence: 'proven',
    message,
    why: `Why ${rule} matters.`,
    help: `What to do about ${rule}.`,
    at,
    subject: { id: `test:${at.path}#${at.start}`, kind: 'alert', name: 'Test', span: at },
    related: [],
    fingerprint: '',
    ...more,
  };
}

const FINDINGS: Finding[] = [
  finding('inspect/presence-only', words('rules/pump.yml', 'up{job="pump"} == 0'), '`PumpDown` sees only whether the pump is there', {
    subject: { id: 'prometheus:pump/PumpDown', kind: 'alert', name: 'PumpDown', span: words('rules/pump.yml', '- alert: PumpDown\n        expr: up{job="pump"} == 0\n') },
    related: [
      { at: words('pages/Pumpe läuft 水泵.md', '水泵 down'), message: 'its runbook' },
      { at: { path: 'rules/elsewhere.yml', start: 5, end: 9 }, message: 'a file that was not read' },
    ],
    fix: { safe: true, edits: [{ at: words('rules/pump.yml', 'up{job="pump"} == 0'), text: 'pump_fault == 1' }] },
  }),
  finding('trust/never-fires', words('rules/pump.yml', 'rate(pump_strokes_total[5m])\n            < 1\n'), 'a condition over two lines', { family: 'trust', severity: 'warning' }),
  finding('act/placeholder-text', words('pages/Pumpe läuft 水泵.md', 'TODO'), 'words for later', {
    family: 'act',
    severity: 'warning',
    confidence: 'likely',
    subject: { id: 'pages/Pumpe läuft 水泵.md', kind: 'runbook', name: '水泵 down', span: { path: 'pages/Pumpe läuft 水泵.md', start: 0, end: 33 } },
  }),
  finding('act/placeholder-text', words('pages/Pumpe läuft 水泵.md', 'later'), 'behind a tab', { family: 'act', severity: 'note', confidence: 'ask' }),
  finding('act/no-action', words('pages/Pumpe läuft 水泵.md', 'down'), 'behind wide letters', { family: 'act', severity: 'note' }),
  finding('inspect/constant-check', words('rules/hostile.yml', 'red'), 'a name with \u001B[2J and\na line break, ::error::and <script>'),
  finding('inspect/static-endpoint', words('rules/tabs.json', '"value"'), 'the same words'),
  finding('inspect/static-endpoint', words('rules/tabs.json', '2'), 'the same words'),
  finding('inspect/static-endpoint', words('rules/minified.json', '"needle"'), 'the same words'),
  finding('inspect/status-ignored', words('rules/minified.json', '"needle"'), 'deep in a long line'),
  finding('serve/no-owner', words('rules/long.yml', FILES['rules/long.yml'] ?? ''), 'a range of thirteen lines', { family: 'serve', severity: 'warning' }),
  finding('inspect/constant-check', words(HOSTILE, 'forged'), 'a cell | with `code`, [a link](https://example.com), @somebody and ]]>', {
    severity: 'warning',
    help: 'Write:\n::error::forged\n##[warning]forged',
    subject: { id: 'test:"><script>alert(1)</script>', kind: 'alert', name: 'a, b: <c>', span: words(HOSTILE, 'forged') },
  }),
  finding('syntax-error', { path: 'rules/broken.yml', start: 10, end: 10 }, 'this YAML cannot be read', { family: 'syntax', subject: null }),
];

/** Made up, so that no report changes when a rule is reworded. `act/no-action` is none of them, as a rule that is not known any more. */
const RULES: Rule[] = (['act/placeholder-text', 'inspect/constant-check', 'inspect/presence-only', 'inspect/static-endpoint', 'inspect/status-ignored', 'serve/no-owner', 'trust/never-fires', 'trust/slow-to-see', 'trust/without-findings'] as const).map((id) =>
  defineRule({
    id,
    summary: `What ${id} finds.`,
    why: `Why ${id} matters.`,
    help: `What to do about ${id}.`,
    severity: id.startsWith('act/') ? 'note' : 'warning',
    confidence: id.startsWith('act/') ? 'likely' : 'proven',
    presets: ['strict'],
    on: ['alert'],
    references: id === 'trust/never-fires' ? [] : [`https://example.org/${id}`],
    exceptions: id === 'trust/never-fires' ? '' : `When not to worry about ${id}: \`<b>\` | [x](y).`,
    examples: [],
    judge: () => [],
  }),
);

const ITEMS: Item[] = [{ kind: 'skip', path: 'charts/templates/a.yaml', reason: 'templated: render it first' }];

/** One list of findings for every reporter: hostile text, tabs, wide letters, Windows line ends, long lines, many lines, repeated words. */
export function sharedReport(): Report {
  const documents = new Map(Object.entries(FILES).map(([path, text]) => [path, createDocument(path, text)]));
  return {
    findings: settle(FINDINGS),
    suppressed: settle([
      finding('trust/slow-to-see', words('rules/pump.yml', 'PumpSlow'), 'a finding that is known'),
      finding('trust/slow-to-see', words('rules/pump.yml', 'PumpDown'), 'one of a check that has others', {
        subject: { id: 'prometheus:pump/PumpDown', kind: 'alert', name: 'PumpDown', span: words('rules/pump.yml', '- alert: PumpDown\n        expr: up{job="pump"} == 0\n') },
      }),
    ]).map((known) => ({
      ...known,
      suppression: { by: 'comment', reason: 'the spare part is on order', until: '2099-12-31', at: words('rules/pump.yml', 'groups:') },
    })),
    baselined: settle([finding('act/no-action', words('rules/pump.yml', 'PumpSlow'), 'a finding of the baseline')]),
    stale: [],
    unchanged: 0,
    again: () => Promise.resolve(sharedReport()),
    project: createProject(documents, ITEMS, new Map([['prometheus', 2]]), DEFAULT_SETTINGS),
    documents,
    rules: RULES,
    faults: [],
    timings: new Map(),
    steps: new Map(),
  };
}
