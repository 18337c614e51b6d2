import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export class Alarms extends Stack {
  // Whoever makes the stack adds the actions.
  readonly errors: Alarm;

  constructor(scope: Construct, id: string, orders: IFunction) {
    super(scope, id);
    this.errors = new Alarm(this, 'OrderErrors', { metric: orders.metricErrors(), threshold: 1, evaluationPeriods: 3 });
  }
}
