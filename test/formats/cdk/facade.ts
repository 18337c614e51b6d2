import { Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type CustomMetricGroup, MonitoringFacade, SnsAlarmActionStrategy, noopAction } from 'cdk-monitoring-constructs';
import type { Construct } from 'constructs';

export class Monitoring extends Stack {
  constructor(scope: Construct, id: string, fn: IFunction, groups: CustomMetricGroup[]) {
    super(scope, id);
    const topic = new Topic(this, 'Alarms');
    const queue = new Queue(this, 'Orders');
    const monitoring = new MonitoringFacade(this, 'Shop', {
      alarmFactoryDefaults: {
        alarmNamePrefix: 'shop',
        actionsEnabled: { Critical: true, Warning: false },
        action: new SnsAlarmActionStrategy({ onAlarmTopic: topic }),
        runbookLink: 'https://wiki.example/runbooks/shop',
      },
    });
    monitoring
      .addLargeHeader('Orders')
      .monitorLambdaFunction({
        lambdaFunction: fn,
        humanReadableName: 'orders',
        addFaultCountAlarm: { Critical: { maxErrorCount: 5, alarmDescriptionOverride: 'Orders are lost: roll back the release.' }, Warning: { maxErrorCount: 1 } },
        addLatencyP99Alarm: { Critical: { maxLatency: Duration.seconds(3), datapointsToAlarm: 5 } },
      })
      .monitorSqsQueue({ queue, addQueueMaxMessageAgeAlarm: { Critical: { maxAgeInSeconds: 600, actionOverride: noopAction() } } })
      .monitorCustom({ alarmFriendlyName: 'stock', metricGroups: groups });
  }
}
