import { deafAlerts } from '../../src/reason/silence.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/silence-is-green',
  summary: 'When the data stops, the alert stays green, and nothing else in the project notices.',
  why: 'A target that dies takes its metrics with it. A query without samples returns nothing, which looks exactly like health.',
  help: 'Add an alert on `absent(…)` of the series or on `up == 0` of the job that delivers it; for a value that must always be there, `or vector(…)` puts a number in its place.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['strict'],
  on: ['alert'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/functions/#absent',
    'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
  ],
  exceptions: 'Metrics that exist only while something happens, and projects whose `up` alerts are kept elsewhere.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/backup.yml',
      bad: `groups:
  - name: backup
    rules:
      - alert: BackupTooOld
        expr: time() - tape_backup_last_success_seconds{job="tape"} > 86400
`,
      good: `groups:
  - name: backup
    rules:
      - alert: BackupTooOld
        expr: time() - tape_backup_last_success_seconds{job="tape"} > 86400
      - alert: BackupUnknown
        expr: absent(tape_backup_last_success_seconds{job="tape"})
`,
    },
  ],
  *judge(check, project) {
    const deaf = deafAlerts(project).get(check);
    if (!deaf) return;
    const { others } = deaf;
    const also = others === 0 ? '' : `; the same holds for ${others} other ${others === 1 ? 'alert' : 'alerts'} on it`;
    yield {
      at: check.observes.at,
      message: `\`${check.name}\` stays green when the data of ${check.target.name} stops, and no other alert here notices: ${project.drill(check).silent.because}${also}`,
    };
  },
});
