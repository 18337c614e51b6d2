import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';
import { hearingOf, type Hearing } from '../../src/reason/hearing.ts';

const ROUTING = `route:
  receiver: chat
  routes:
    - matchers: [severity="page"]
      receiver: pager
    - matchers: [cluster="berlin"]
      receiver: berlin
    - matchers: [severity="none"]
      receiver: blackhole
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop' }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
  - name: berlin
    email_configs: [{ to: berlin@shop.test }]
  - name: blackhole
`;

const rule = (labels: string): string => `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { ${labels} }
`;

async function hearing(files: Record<string, string>): Promise<Hearing | undefined> {
  const documents = new Map(Object.entries(files).map(([path, text]) => [path, createDocument(path, text)]));
  const { project } = await lintDocuments(documents, { settings: DEFAULT_SETTINGS });
  const [check] = project.checks;
  return check && hearingOf(check, project);
}

describe('who hears an alert', () => {
  it.each<[string, Hearing]>([
    ['severity: page', { is: 'surely', surely: ['pager'], maybe: [] }],
    ['severity: ticket, cluster: vienna', { is: 'surely', surely: ['chat'], maybe: [] }],
    ['severity: ticket', { is: 'maybe', surely: [], maybe: ['chat', 'berlin'] }],
    ['severity: none, cluster: vienna', { is: 'nobody', surely: [], maybe: [] }],
  ])('with the labels %s', async (labels, expected) => {
    const found = await hearing({ 'rules/queue.yml': rule(labels), 'alertmanager.yml': ROUTING });
    expect(found && { ...found, maybe: found.maybe.sort() }).toEqual({ ...expected, maybe: [...expected.maybe].sort() });
  });

  it('is not known where no routing was read', async () => {
    expect(await hearing({ 'rules/queue.yml': rule('severity: page') })).toEqual({ is: 'unknown', surely: [], maybe: [] });
  });

  const alarm = (actions: string): string => `Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/Lambda, MetricName: Errors, Threshold: 5, ComparisonOperator: GreaterThanThreshold${actions} }
`;

  it.each<[string, Hearing]>([
    [', AlarmActions: [arn:aws:sns:eu-west-1:111122223333:duty]', { is: 'surely', surely: ['duty'], maybe: [] }],
    [', OKActions: [arn:aws:sns:eu-west-1:111122223333:duty]', { is: 'nobody', surely: [], maybe: [] }],
    [', AlarmActions: [!Ref Duty]', { is: 'unknown', surely: [], maybe: [] }],
    ['', { is: 'nobody', surely: [], maybe: [] }],
  ])('with the actions `%s`', async (actions, expected) => {
    expect(await hearing({ 'alarms.yaml': alarm(actions) })).toEqual(expected);
  });
});
