import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** It makes the topic that it tells within itself. */
class PagingAlarm extends Alarm {
  constructor(scope: Construct, id: string, metric: IMetric) {
    super(scope, id, { metric, threshold: 1, evaluationPeriods: 3, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD });
    const topic = new Topic(this, 'Pages');
    this.addAlarmAction(new SnsAction(topic));
  }
}

/** It tells nobody, and only names a topic below itself. */
class QuietAlarm extends Alarm {
  constructor(scope: Construct, id: string, metric: IMetric) {
    super(scope, id, { metric, threshold: 1, evaluationPeriods: 3 });
    new Topic(this, 'Unused');
  }
}

/** It keeps the topic that it is given. */
class HandedAlarm extends Alarm {
  constructor(scope: Construct, id: string, metric: IMetric, private readonly topic: ITopic) {
    super(scope, id, { metric, threshold: 1, evaluationPeriods: 3 });
    this.addAlarmAction(new SnsAction(topic));
  }
}

export class AlarmStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lost = new Metric({ namespace: 'Shop', metricName: 'OrdersLost', statistic: 'Sum' });
    new PagingAlarm(this, 'OrdersLost', lost);
    new QuietAlarm(this, 'OrdersSlow', lost);
    new HandedAlarm(this, 'OrdersLate', lost, new Topic(this, 'Desk'));
  }
}
