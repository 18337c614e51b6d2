import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Ec2Action, Ec2InstanceAction, SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

interface ShopAlarmsProps extends StackProps {
  orders: lambda.IFunction;
  onCall: sns.ITopic;
  stage: string;
  limit?: number;
}

export class ShopAlarms extends Stack {
  readonly queueAge: cloudwatch.Alarm;
  private readonly errors: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: ShopAlarmsProps) {
    super(scope, id, props);
    const topic = new sns.Topic(this, 'Pager');
    topic.addSubscription(new EmailSubscription('orders@shop.example'));
    const payments = new lambda.Function(this, 'Payments', { runtime: lambda.Runtime.NODEJS_20_X, handler: 'index.handler', code: lambda.Code.fromAsset('payments') });

    this.errors = new cloudwatch.Alarm(this, 'OrderErrors', {
      alarmName: `${props.stage}-order-errors`,
      alarmDescription: 'Orders fail and customers cannot pay. Read the log group of the function; roll back the last release if it began with it.',
      metric: props.orders.metricErrors({ period: Duration.minutes(1) }),
      threshold: props.limit ?? 5,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.errors.addAlarmAction(new SnsAction(topic));

    // Nobody is told of this one.
    new cloudwatch.Alarm(this, 'PaymentThrottles', { metric: payments.metricThrottles(), threshold: 1, evaluationPeriods: 1 });

    // Whoever has the stack may add actions.
    this.queueAge = new cloudwatch.Metric({
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensionsMap: { QueueName: 'orders' },
      statistic: cloudwatch.Stats.MAXIMUM,
    }).createAlarm(this, 'QueueAge', { threshold: 600, evaluationPeriods: 2, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD, actionsEnabled: false });

    const disk = this.diskAlarm('Disk', 90);
    disk.addAlarmAction(new SnsAction(props.onCall));
    this.diskAlarm('Inodes', 80);

    const instance = [
      new cloudwatch.Alarm(this, 'StatusCheck', { metric: new cloudwatch.Metric({ namespace: 'AWS/EC2', metricName: 'StatusCheckFailed_System', dimensionsMap: { InstanceId: 'i-1' } }), threshold: 1, evaluationPeriods: 2 }),
      new cloudwatch.Alarm(this, 'Credits', { metric: new cloudwatch.Metric({ namespace: 'AWS/EC2', metricName: 'CPUCreditBalance' }), threshold: 10, evaluationPeriods: 2, comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD }),
    ];
    for (const alarm of instance) alarm.addAlarmAction(new Ec2Action(Ec2InstanceAction.RECOVER));

    for (const { path, limit } of [{ path: 'pay', limit: 1 }, { path: 'search', limit: 3 }]) {
      const slow = new cloudwatch.Alarm(this, `Slow-${path}`, {
        metric: new cloudwatch.MathExpression({
          expression: 'slow / IF(all > 0, all, 1)',
          usingMetrics: { slow: new cloudwatch.Metric({ namespace: 'Shop', metricName: `slow.${path}`, statistic: 'sum' }), all: new cloudwatch.Metric({ namespace: 'Shop', metricName: `all.${path}`, statistic: 'sum' }) },
        }),
        threshold: limit,
        evaluationPeriods: 5,
      });
      notify(slow, props.onCall);
    }

    const site = new CfnHealthCheck(this, 'Site', { healthCheckConfig: { type: 'HTTPS_STR_MATCH', fullyQualifiedDomainName: 'shop.example', resourcePath: '/health', searchString: '"status":"UP"', requestInterval: 30 } });
    const down = new cloudwatch.Alarm(this, 'SiteDown', {
      metric: new cloudwatch.Metric({ namespace: 'AWS/Route53', metricName: 'HealthCheckStatus', dimensionsMap: { HealthCheckId: site.attrHealthCheckId }, statistic: 'Minimum' }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });

    const all = new cloudwatch.CompositeAlarm(this, 'Shop', {
      alarmRule: cloudwatch.AlarmRule.anyOf(down, cloudwatch.AlarmRule.allOf(this.errors, cloudwatch.AlarmRule.not(cloudwatch.AlarmRule.fromAlarm(disk, cloudwatch.AlarmState.ALARM)))),
    });
    all.addAlarmAction(new SnsAction(sns.Topic.fromTopicArn(this, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call')));

    new cloudwatch.AnomalyDetectionAlarm(this, 'OddTraffic', { metric: payments.metricInvocations(), evaluationPeriods: 3 });
  }

  private diskAlarm(name: string, threshold: number): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, name, { metric: new cloudwatch.Metric({ namespace: 'CWAgent', metricName: 'disk_used_percent' }), threshold, evaluationPeriods: 1 });
  }
}

function notify(alarm: cloudwatch.Alarm, topic: sns.ITopic): void {
  alarm.addAlarmAction(new SnsAction(topic));
}
