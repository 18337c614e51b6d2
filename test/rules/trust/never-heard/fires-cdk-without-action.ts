import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class Alarms extends Stack {
  constructor(scope: Construct, id: string, orders: IFunction) {
    super(scope, id);
    new Alarm(this, 'OrderErrors', { metric: orders.metricErrors({ period: Duration.minutes(1) }), threshold: 1, evaluationPeriods: 3 });
  }
}
