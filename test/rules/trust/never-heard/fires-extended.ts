import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';

abstract class BaseAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, props: cloudwatch.AlarmProps) {
    super(scope, id, { ...props, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING });
  }
}
class LambdaErrorAlarm extends BaseAlarm {
  constructor(scope: Construct, id: string, fnName: string) {
    super(scope, id, {
      metric: new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'Errors', dimensionsMap: { FunctionName: fnName }, statistic: 'Sum' }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  }
}
export class S extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LambdaErrorAlarm(this, 'CheckoutErrors', 'checkout');
    for (const name of ['a', 'b']) new LambdaErrorAlarm(this, `Errors-${name}`, name);
  }
}
