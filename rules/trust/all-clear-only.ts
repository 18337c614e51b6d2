import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/all-clear-only',
  summary: 'Those who are told hear that all is well again, and never that it is not.',
  why: 'The message that the fault is over is the first that anybody hears of it.',
  help: 'Send the alarm itself to the same people: `AlarmActions` beside `OKActions`, the handle outside of `{{#is_recovery}}`.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic'],
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html',
    'https://docs.datadoghq.com/monitors/notify/variables/',
  ],
  exceptions: 'An alarm whose red is what all is well looks like. Where nobody is told of anything, another rule says so; where something else reads the alarm, nothing is said.',
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
      OKActions: [arn:aws:sns:eu-west-1:111122223333:duty]
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
      OKActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
    },
  ],
  when: ({ audience }) => audience.recipients !== 'unknown',
  *judge(check) {
    const { recipients } = check.audience;
    if (recipients === 'unknown' || check.state.is !== 'enabled') return;
    const [first] = recipients;
    if (!first || recipients.some(({ hears }) => hears === undefined)) return;
    const hears = recipients.some((recipient) => recipient.hears === 'all-clear') ? 'only that all is well again' : 'only that its data is missing';
    // Who listens to a topic may stand far from the alarm.
    const isNear = first.at.path === check.span.path && first.at.start >= check.span.start && first.at.end <= check.span.end;
    yield { at: isNear ? first.at : check.at, message: `\`${first.text}\` hears of \`${check.name}\` ${hears}, and nobody hears the alarm itself`, ...(!isNear && { related: [{ at: first.at, message: 'who is told' }] }) };
  },
});
