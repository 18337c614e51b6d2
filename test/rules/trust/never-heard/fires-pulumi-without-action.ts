import * as aws from '@pulumi/aws';

new aws.cloudwatch.MetricAlarm('order-errors', {
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  metricName: 'Errors',
  namespace: 'AWS/Lambda',
  dimensions: { FunctionName: 'orders' },
  period: 60,
  statistic: 'Sum',
  threshold: 5,
});
