import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export class Alarms extends Stack {
  constructor(scope: Construct, id: string, orders: IFunction) {
    super(scope, id);
    const duty = new SnsAction(new Topic(this, 'Duty'));
    const errors = new Alarm(this, 'OrderErrors', { metric: orders.metricErrors(), threshold: 1, evaluationPeriods: 3 });
    const throttles = orders.metricThrottles().createAlarm(this, 'OrderThrottles', { threshold: 1, evaluationPeriods: 3 });
    for (const alarm of [errors, throttles]) alarm.addAlarmAction(duty);
  }
}
