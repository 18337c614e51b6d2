import * as aws from '@pulumi/aws';
import * as azure from '@pulumi/azure-native';
import { Monitor } from '@pulumi/datadog';
import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

const stage = pulumi.getStack();
const pager = new aws.sns.Topic('pager');
new aws.sns.TopicSubscription('duty', { topic: pager.arn, protocol: 'email', endpoint: 'duty@shop.example' });

const errors = new aws.cloudwatch.MetricAlarm('order-errors', {
  alarmDescription: 'Orders fail: roll back the last release of the shop.',
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  metricName: 'Errors',
  namespace: 'AWS/Lambda',
  dimensions: { FunctionName: `orders-${stage}` },
  period: 60,
  statistic: 'Sum',
  threshold: 5,
  treatMissingData: 'notBreaching',
  alarmActions: [pager.arn],
});

new aws.cloudwatch.MetricAlarm('error-rate', {
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 2,
  threshold: 0.05,
  metricQueries: [
    { id: 'rate', expression: 'errors / requests', returnData: true },
    { id: 'errors', metric: { namespace: 'Shop', metricName: 'errors', period: 60, stat: 'Sum' } },
    { id: 'requests', metric: { namespace: 'Shop', metricName: 'requests', period: 60, stat: 'Sum' } },
  ],
});

new aws.cloudwatch.CompositeAlarm('shop', { alarmName: 'shop', alarmRule: pulumi.interpolate`ALARM(${errors.name})`, alarmActions: [pager] });

new aws.route53.HealthCheck('site', { type: 'HTTPS', fqdn: 'shop.example', port: 443, resourcePath: '/health', failureThreshold: 3, requestInterval: 30 });

for (const name of ['orders', 'stock']) {
  new Monitor(`${name}-errors`, {
    name: `${name}: errors`,
    type: 'query alert',
    query: `sum(last_5m):sum:shop.errors{service:${name}}.as_count() > 10`,
    message: `Errors of ${name}. @pagerduty-shop`,
    tags: ['team:shop'],
  });
}

const channel = new gcp.monitoring.NotificationChannel('duty', { displayName: 'duty', type: 'email', labels: { email_address: 'duty@shop.example' } });
new gcp.monitoring.AlertPolicy('cpu', {
  displayName: 'CPU is busy',
  combiner: 'OR',
  conditions: [
    {
      displayName: 'CPU',
      conditionThreshold: {
        filter: 'metric.type = "compute.googleapis.com/instance/cpu/utilization" AND resource.type = "gce_instance"',
        comparison: 'COMPARISON_GT',
        thresholdValue: 0.9,
        duration: '300s',
        aggregations: [{ alignmentPeriod: '60s', perSeriesAligner: 'ALIGN_MEAN' }],
      },
    },
  ],
  documentation: { content: 'Add an instance to the group.' },
  notificationChannels: [channel.id],
  enabled: false,
});
new gcp.monitoring.UptimeCheckConfig('home', { displayName: 'home', period: '60s', timeout: '10s', monitoredResource: { type: 'uptime_url', labels: { host: 'shop.example' } }, httpCheck: { path: '/health', useSsl: true } });

const group = new azure.insights.ActionGroup('duty', { resourceGroupName: 'shop', groupShortName: 'duty', enabled: true });
new azure.insights.MetricAlert('queue', {
  resourceGroupName: 'shop',
  description: 'Messages wait: start a second worker.',
  severity: 2,
  enabled: true,
  scopes: ['/subscriptions/1'],
  evaluationFrequency: 'PT1M',
  windowSize: 'PT5M',
  criteria: { odataType: 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria', allOf: [{ criterionType: 'StaticThresholdCriterion', name: 'waiting', metricName: 'ActiveMessages', operator: 'GreaterThan', threshold: 100, timeAggregation: 'Average' }] },
  actions: [{ actionGroupId: group.id }],
});
