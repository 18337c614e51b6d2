import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../../src/document.ts';
import { cdkItems } from '../../../../src/formats/common/code/cdk.ts';
import type { Check } from '../../../../src/model/index.ts';
import { surroundingsOf } from '../../../../src/understand.ts';

/** The alarms of `a.ts`, which may have other files beside it. */
function alarmsIn(text: string, beside: Record<string, string> = {}): Check[] {
  const documents = new Map(Object.entries({ 'a.ts': text, ...beside }).map(([path, content]) => [path, createDocument(path, content)]));
  const first = documents.get('a.ts');
  return first ? [...cdkItems(first, surroundingsOf(documents))].filter((item): item is Check => item.kind === 'alert') : [];
}

const IMPORTS = `import { Alarm, AlarmWidget, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch'; import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'; import { Topic } from 'aws-cdk-lib/aws-sns';
const topic = new Topic(stack, 'Pager'); const action = new SnsAction(topic); const P = { metric, threshold: 1, evaluationPeriods: 1 };\n`;

/** Whom the first alarm tells. */
function told(text: string, beside?: Record<string, string>): string[] | 'unknown' {
  const [alarm] = alarmsIn(IMPORTS + text, beside);
  if (!alarm) throw new Error('no alarm is read');
  const { recipients } = alarm.audience;
  return recipients === 'unknown' ? recipients : recipients.filter(({ hears }) => hears === undefined).map((recipient) => recipient.text);
}

describe('whom an alarm of the CDK tells', () => {
  it.each<[string, string[] | 'unknown']>([
    ["new Alarm(stack, 'A', P);", []],
    ["const a = new Alarm(stack, 'A', P); a.addAlarmAction(action);", ['Pager']],
    ["const a = new Alarm(stack, 'A', P); a.addOkAction(action);", []],
    ["let a; a = new Alarm(stack, 'A', P); a.addAlarmAction(action);", ['Pager']],
    ["new Alarm(stack, 'A', P).addAlarmAction(new SnsAction(topic));", ['Pager']],
    ["const a = metric.createAlarm(stack, 'A', P); a.addAlarmAction(action);", ['Pager']],
    ["class S { constructor() { this.a = new Alarm(this, 'A', P); this.a.addAlarmAction(action); } }", ['Pager']],
    ["class S { private a; constructor() { this.a = new Alarm(this, 'A', P); } }", []],
    ["class S { readonly a; constructor() { this.a = new Alarm(this, 'A', P); } }", 'unknown'],
    ["class S { #a = new Alarm(this, 'A', P); tell() { this.#a.addAlarmAction(action); } }", ['Pager']],
    ["for (const a of [new Alarm(stack, 'A', P), other]) { a.addAlarmAction(action); }", ['Pager']],
    ["const list = [new Alarm(stack, 'A', P)]; list.forEach((a) => a.addAlarmAction(action));", ['Pager']],
    ["const a = new Alarm(stack, 'A', P); const list = []; list.push(a); for (const each of list) each.addAlarmAction(action);", ['Pager']],
    ["const a = new Alarm(stack, 'A', P); [a, other].map((each) => { each.addAlarmAction(action); });", ['Pager']],
    ["const a = new Alarm(stack, 'A', P); tell(a); function tell(alarm) { alarm.addAlarmAction(action); }", ['Pager']],
    ["const a = new Alarm(stack, 'A', P); tell(a); function tell(alarm) { alarm.node.addDependency(x); }", []],
    ["const make = (name) => new Alarm(stack, name, P); make('A').addAlarmAction(action);", ['Pager']],
    ["const make = (name) => { const a = new Alarm(stack, name, P); a.addAlarmAction(action); return a; }; make('A');", ['Pager']],
    ["const make = (name) => new Alarm(stack, name, P); make('A');", []],
    ["const a = new Alarm(stack, 'A', P); new Dashboard().add(new AlarmWidget({ alarm: a, height: 3 }));", []],
    ["const a = new Alarm(stack, 'A', P); new CfnOutput(stack, 'O', { value: a.alarmArn });", 'unknown'],
    ["export const a = new Alarm(stack, 'A', P);", 'unknown'],
    ["const a = new Alarm(stack, 'A', P); elsewhere(a);", 'unknown'],
    ["function make() { return new Alarm(stack, 'A', P); }", 'unknown'],
    ["const a = new Alarm(stack, 'A', P); a.addAlarmAction(someAction());", 'unknown'],
    ["new Alarm(stack, 'A', props);", 'unknown'],
    ["new Alarm(stack, 'A', P); Aspects.of(stack).add(new TellEverybody(topic));", 'unknown'],
    ["new Alarm(stack, 'A', P); Aspects.of(stack).add(new AwsSolutionsChecks());", []],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('is not known where an aspect of another file may say so', () => {
    expect(told("new Alarm(stack, 'A', P);", { 'app.ts': 'Aspects.of(app).add(new AlarmActions(topic))' })).toBe('unknown');
    expect(told("new Alarm(stack, 'A', P);", { 'app.ts': 'stack.node.findAll().filter((each) => each instanceof cloudwatch.Alarm).forEach(tell)' })).toBe('unknown');
    expect(told("new Alarm(stack, 'A', P);", { 'README.md': 'Aspects.of(app).add(new AlarmActions(topic))' })).toEqual([]);
  });
});

describe('what an alarm of the CDK reads', () => {
  it.each([
    ["new lambda.Function(stack, 'F', {}).metricErrors()", 'Sum(AWS/Lambda:Errors) >= 1'],
    ['fn.metricErrors({ statistic: "max" })', 'Maximum(AWS/Lambda:Errors) >= 1'],
    ['lambda.Function.metricAllErrors()', '(…)'],
    ["new elb.ApplicationLoadBalancer(stack, 'L', {}).metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT)", 'Sum(AWS/ApplicationELB:HTTPCode_Target_5XX_Count) >= 1'],
    ["new elb.NetworkTargetGroup(stack, 'L', {}).metrics.unHealthyHostCount()", 'Average(AWS/NetworkELB:UnHealthyHostCount) >= 1'],
    // Application and network load balancers have a method of this name.
    ['targets.metrics.healthyHostCount()', '(…)'],
    ['new cw.Metric({ namespace: "Shop", metricName: "failed", statistic: cw.Stats.percentile(99) })', 'p99(Shop:failed) >= 1'],
    ['new cw.Metric({ namespace: "Shop", metricName: "failed" }).with({ statistic: "Sum" })', 'Sum(Shop:failed) >= 1'],
  ])('%s', (metric, expected) => {
    const [alarm] = alarmsIn(`import * as cw from '@aws-cdk/aws-cloudwatch'; import { aws_lambda as lambda, aws_elasticloadbalancingv2 as elb } from 'aws-cdk-lib'; new cw.Alarm(stack, 'A', { metric: ${metric}, threshold: 1, evaluationPeriods: 1 })`);
    const observes = alarm?.observes;
    expect(observes?.via).toBe('metric');
    if (observes?.via === 'metric') expect(observes.reads.length === 0 ? '(…)' : observes.expression).toBe(expected);
  });

  it('what properties that come from elsewhere may say is not known', () => {
    const [alarm] = alarmsIn(`${IMPORTS}class S { constructor(scope, props) { new Alarm(this, 'A', props.alarm); } }`);
    expect(alarm?.silence.is).toBe('unknown');
    expect(alarm?.audience.recipients).toBe('unknown');
    expect(alarm?.response.unread).toBe(true);
  });
});
