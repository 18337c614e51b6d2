import { looksOf } from '../../src/model/index.ts';
import { isService, neverFires } from '../../src/reason/firing.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/impossible-threshold',
  summary: 'The metric cannot have a value that reaches the threshold.',
  why: 'The alarm looks like a guard and can never go red: a percentage ends at 100, a count does not fall below 0, a status has two values.',
  help: 'Choose a threshold that the metric has when the fault is there, in the unit and by the statistic in which the service publishes it.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html',
  ],
  exceptions: 'An alarm that serves as a template and must never fire. What a query itself makes impossible is `trust/never-fires`.',
  examples: [
    {
      format: 'cloudformation',
      path: 'stacks/shop.yaml',
      bad: `Resources:
  ShopErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Customers see errors. Roll back the last release of the shop.
      Namespace: AWS/ApplicationELB
      MetricName: HTTPCode_Target_5XX_Count
      Dimensions: [{ Name: LoadBalancer, Value: app/shop/50dc6c495c0c9188 }]
      Statistic: Average
      Period: 300
      EvaluationPeriods: 2
      Threshold: 5
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
      good: `Resources:
  ShopErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: Customers see errors. Roll back the last release of the shop.
      Namespace: AWS/ApplicationELB
      MetricName: HTTPCode_Target_5XX_Count
      Dimensions: [{ Name: LoadBalancer, Value: app/shop/50dc6c495c0c9188 }]
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 2
      Threshold: 5
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]
`,
    },
  ],
  when: ({ observes }) => looksOf(observes).some(isService),
  *judge(check, project) {
    const never = neverFires(check.observes, project.knowledge);
    if (!never || !isService(never.leaf)) return;
    const onlySilence = check.silence.is === 'red';
    yield {
      at: never.leaf.comparison?.at ?? never.leaf.at,
      message: `\`${check.name}\` can ${onlySilence ? 'go red only for want of data' : 'never go red'}: ${never.because}`,
      ...(onlySilence && { confidence: 'likely' }),
    };
  },
});
