import { Alarm, AlarmProps, CompositeAlarm, AlarmRule, ComparisonOperator, Metric, TreatMissingData, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { Stack, StackProps, Duration } from 'aws-cdk-lib';

export interface PageAlarmProps { metric: IMetric; threshold: number; runbook: string; topic: ITopic; }

export class PageAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: PageAlarmProps) {
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: `Orders are lost. Restart the worker as in ${props.runbook}.`,
    });
    this.addAlarmAction(new SnsAction(props.topic));
    this.addOkAction(new SnsAction(props.topic));
  }
}

export class QueueStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const topic = new Topic(this, 'Pager');
    topic.addSubscription(new EmailSubscription('oncall@shop.example'));
    const age = new Metric({ namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensionsMap: { QueueName: 'orders' }, statistic: 'Maximum', period: Duration.minutes(1) });
    new PageAlarm(this, 'OrdersOld', { metric: age, threshold: 600, runbook: 'https://runbooks.shop.internal/orders-old', topic });
    const a = new Alarm(this, 'Orders5xx', { metric: new Metric({ namespace: 'AWS/ApplicationELB', metricName: 'HTTPCode_Target_5XX_Count', dimensionsMap: { LoadBalancer: 'app/x/y' }, statistic: 'Sum' }), threshold: 5, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING, actionsEnabled: false });
    const b = new PageAlarm(this, 'Other', { metric: age, threshold: 60, runbook: 'https://runbooks.shop.internal/orders-old', topic });
    const composite = new CompositeAlarm(this, 'ShopDown', { alarmRule: AlarmRule.anyOf(a, b), alarmDescription: 'Shop is down. Roll back the last release, see https://runbooks.shop.internal/shop-down' });
    composite.addAlarmAction(new SnsAction(topic));
  }
}
