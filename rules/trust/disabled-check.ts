import type { Check, State } from '../../src/model/index.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/disabled-check',
  summary: 'The check is switched off, and nothing says why or for how long.',
  why: 'It was switched off for a good reason that nobody remembers. Whoever reads the list of checks counts it as one that watches.',
  help: 'Switch it on again or take it out; where it must wait, say for what and until when in a comment beside the switch: `# spare part ordered, until 2031-05-01`.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'probe', 'synthetic'],
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html',
    'https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/',
    'https://docs.datadoghq.com/monitors/downtimes/',
  ],
  exceptions:
    'A check that is switched off with a reason beside it is only asked about, and so is the health check of a container, which an image may bring along for other uses of it.',
  examples: [
    {
      format: 'cloudformation',
      path: 'stacks/basket.yaml',
      bad: `Resources:
  BasketErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Customers cannot fill their basket. Roll back the last release of function basket.
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: basket }]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 2
      Threshold: 5
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      ActionsEnabled: false
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
      good: `Resources:
  BasketErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Customers cannot fill their basket. Roll back the last release of function basket.
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: basket }]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 2
      Threshold: 5
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
    },
  ],
  when: ({ state }) => state.is !== 'enabled',
  *judge(check) {
    const { state, kind, name } = check;
    if (state.is !== 'disabled' && state.is !== 'muted') return;
    if (isSaidElsewhere(check, state)) return;
    const isSure = kind !== 'probe' && state.reason === undefined;
    yield { at: state.at, message: `\`${name}\` is ${state.is === 'muted' ? 'muted' : 'switched off'}, ${excuse(state)}`, ...(!isSure && { confidence: 'ask' }) };
  },
});

/** A mute without an end is `trust/muted-forever`, a script that is skipped `trust/skipped-check`. */
function isSaidElsewhere({ kind, observes }: Check, { is, reason, until }: Off): boolean {
  if (is === 'muted') return kind !== 'probe' && until === undefined;
  return observes.via === 'script' && (reason === undefined || until === undefined);
}

type Off = Extract<State, { is: 'disabled' | 'muted' }>;

function excuse({ reason, until }: Off): string {
  if (reason === undefined) return until === undefined ? 'and nothing beside it says why or until when' : `until ${until}, and nothing beside it says why`;
  return until === undefined ? `with a reason and no day on which it comes back: ${quote(reason)}` : `until ${until}: ${quote(reason)}`;
}
