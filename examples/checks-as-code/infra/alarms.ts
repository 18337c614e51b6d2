import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

interface AlarmsProps extends StackProps {
  checkout: IFunction;
  printing: IQueue;
}

export class Alarms extends Stack {
  constructor(scope: Construct, id: string, { checkout, printing, ...props }: AlarmsProps) {
    super(scope, id, props);
    const duty = new Topic(this, 'Duty');
    duty.addSubscription(new EmailSubscription('duty@tickets.example'));

    const errors = new Alarm(this, 'CheckoutErrors', {
      alarmDescription: 'Customers cannot pay. Look at the log group of the checkout function: roll back the last release if the errors began with it; otherwise call the payment provider.',
      metric: checkout.metricErrors({ period: Duration.minutes(1) }),
      threshold: 5,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    for (const alarm of [errors]) alarm.addAlarmAction(new SnsAction(duty));

    new Alarm(this, 'TicketsNotPrinted', {
      alarmDescription: 'Tickets wait to be printed.',
      metric: printing.metricApproximateAgeOfOldestMessage(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 900,
      evaluationPeriods: 1,
    });
  }
}
