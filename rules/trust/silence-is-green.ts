import { deafAlerts, silenceIsTheFault } from '../../src/reason/silence.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/silence-is-green',
  summary: 'When the data stops, the alert stays green, and nothing else in the project notices.',
  why: 'A target that dies takes its metrics with it. A query without samples returns nothing, and a setting may count missing data as good: both look exactly like health.',
  help: 'Add an alert on `absent(…)` of the series or on `up == 0` of the job that delivers it; for a value that must always be there, `or vector(…)` puts a number in its place. An alarm of a cloud has a setting for it: `TreatMissingData: breaching`, or `FILL(…, 0)` in its expression.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/functions/#absent',
    'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  ],
  exceptions:
    'Metrics that exist only while something happens, and projects whose `up` alerts are kept elsewhere; so, for most alarms, this is a question. It is a claim where silence is the very fault: too little work, a difference without one of its sides.',
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
    {
      format: 'cloudformation',
      path: 'stacks/orders.yaml',
      bad: `Resources:
  NoOrders:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: Shop
      MetricName: OrdersPlaced
      Statistic: Sum
      Period: 900
      EvaluationPeriods: 2
      Threshold: 1
      ComparisonOperator: LessThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
      good: `Resources:
  NoOrders:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: Shop
      MetricName: OrdersPlaced
      Statistic: Sum
      Period: 900
      EvaluationPeriods: 2
      Threshold: 1
      ComparisonOperator: LessThanThreshold
      TreatMissingData: breaching
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
    },
  ],
  *judge(check, project) {
    const fault = silenceIsTheFault(check, project);
    if (fault !== undefined) {
      const because = project.drill(check).silent.because;
      yield { at: check.observes.at, message: `\`${check.name}\` stays green when its data stops: ${fault}, and ${because}`, help: 'Let missing data count as bad (`breaching`), or put a number in its place: `FILL(…, 0)`.' };
      return;
    }
    // The rest is a question, which costs a look at all siblings.
    if (!project.asks) return;
    const deaf = deafAlerts(project).get(check);
    if (!deaf) return;
    const { others } = deaf;
    const also = others === 0 ? '' : `; the same holds for ${others} other ${others === 1 ? 'alert' : 'alerts'} on it`;
    yield {
      at: check.observes.at,
      confidence: 'ask',
      message: `\`${check.name}\` stays green when the data of ${check.target.name} stops, and no other alert here notices: ${project.drill(check).silent.because}${also}`,
    };
  },
});
