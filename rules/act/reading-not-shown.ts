import { looksOf, selectorsOf, type Check } from '../../src/model/index.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'act/reading-not-shown',
  summary: 'The text shows neither the reading nor which object is red, where there can be many.',
  why: 'A person who is told "a disk is full" has to find out which one, and how full, before anything can be done.',
  help: 'Name the object and the reading: `{{ $labels.instance }}` and `{{ $value | humanize }}`.',
  severity: 'note',
  confidence: 'ask',
  presets: ['strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating', 'https://sre.google/workbook/on-call/'],
  exceptions: 'Where the notification itself lists the labels and the value of every alert, the text need not.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/disk.yml',
      bad: `groups:
  - name: disk
    rules:
      - alert: DiskFull
        expr: disk_free_ratio < 0.05
        annotations:
          summary: A disk is nearly full. Delete old core dumps.
`,
      good: `groups:
  - name: disk
    rules:
      - alert: DiskFull
        expr: disk_free_ratio < 0.05
        annotations:
          summary: The disk {{ $labels.device }} of {{ $labels.instance }} has {{ $value | humanizePercentage }} left. Delete old core dumps.
`,
    },
  ],
  *judge(check) {
    const { texts, fills = [] } = check.response;
    const [text] = texts;
    if (!text || fills.length > 0 || check.format !== 'prometheus' || !canBeMany(check)) return;
    yield { at: text.at, message: `the texts of \`${check.name}\` show neither the reading nor which of the objects of ${check.target.name} is red` };
  },
});

/** The query leaves a label whose value it does not fix. */
function canBeMany({ observes, given }: Check): boolean {
  const looks = looksOf(observes);
  if (looks.length === 0 || !looks.every((look) => look.via === 'metric' && look.understood && look.language === 'promql' && !look.absence)) return false;
  if (given?.is !== 'only') return selectorsOf(observes).some(({ matchers }) => !matchers.some(({ label, operator }) => label === 'instance' && operator === '='));
  return given.names.some((name) => !selectorsOf(observes).some(({ matchers }) => matchers.some(({ label, operator }) => label === name && operator === '=')));
}
