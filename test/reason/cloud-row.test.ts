import { describe, expect, it } from 'vitest';
import type { CloudText } from '../../src/formats/common/cloud-value.ts';
import { cloudCheck } from '../../src/formats/common/cloudwatch.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { FAULTS } from '../../src/model/index.ts';
import { rowOf } from '../../src/reason/notices.ts';

const knowledge = createKnowledge();
const at = { path: 'alarms.yaml', start: 0, end: 0 };

const OPERATORS: Record<string, string> = { '>': 'GreaterThanThreshold', '>=': 'GreaterThanOrEqualToThreshold', '<': 'LessThanThreshold', '<=': 'LessThanOrEqualToThreshold' };

/**
 * The verdicts on an alarm, written as `Statistic Namespace:Metric > 1, what missing data is`: `R` red, `g` green, `.` unknown, in the
 * order of the faults: gone, stuck, failing, degraded, wrong, silent.
 */
function letters(alarm: string): string {
  const [, statistic = '', namespace = '', metric = '', operator = '', threshold = '', missing = 'missing'] = /^(\w+) ([\w/]+):(\w+) ([<>]=?) (\S+?)(?:, (\w+))?$/.exec(alarm) ?? [];
  const properties = {
    Namespace: namespace, MetricName: metric, Statistic: statistic, Threshold: threshold, ComparisonOperator: OPERATORS[operator] ?? '', TreatMissingData: missing, Period: '60', EvaluationPeriods: '3',
  };
  const written = (text: string): CloudText => ({ is: 'text', text, known: 'written', at });
  const check = cloudCheck({ kind: 'metric-alarm', id: 'x', format: 'cloudformation', name: 'x', span: at, at, properties: new Map(Object.entries(properties).map(([key, text]) => [key, written(text)])) });
  const row = rowOf(check.observes, knowledge);
  return FAULTS.map((fault) => ({ red: 'R', green: 'g', unknown: '.' })[row[fault].verdict]).join('');
}

/** What the metrics say: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html and the pages beside it. */
describe('the drill of metrics of AWS', () => {
  it.each([
    // A lamp, and the two sides of it.
    ['Maximum AWS/EC2:StatusCheckFailed > 0, notBreaching', 'g..R.g'],
    ['Maximum AWS/EC2:StatusCheckFailed >= 1, breaching', 'R..R.R'],
    ['Maximum AWS/EC2:StatusCheckFailed < 1, notBreaching', 'g..g.g'],
    // What a load balancer's own health checks found; somebody else tells it, so it does not end with the thing.
    ['Maximum AWS/ApplicationELB:UnHealthyHostCount > 0, notBreaching', 'RR...g'],
    ['Minimum AWS/ApplicationELB:HealthyHostCount < 1, notBreaching', 'RR...g'],
    ['Minimum AWS/ApplicationELB:HealthyHostCount > 1, notBreaching', 'gggggg'],
    // Errors are counted while somebody is there to count them.
    ['Sum AWS/Lambda:Errors > 0, notBreaching', 'g.R..g'],
    ['Sum AWS/Lambda:Errors > 0, breaching', 'R.R..R'],
    ['Sum AWS/ApplicationELB:HTTPCode_Target_5XX_Count > 5, notBreaching', 'g.R..g'],
    // How many samples there were is no count of errors.
    ['SampleCount AWS/Lambda:Errors > 0, notBreaching', '.....g'],
    // Work and its time.
    ['Average AWS/Lambda:Duration > 3000, notBreaching', 'g...gg'],
    ['Sum AWS/Lambda:Invocations < 1, notBreaching', 'gg...g'],
    ['Sum AWS/Lambda:Invocations < 1, breaching', 'RR...R'],
    // What waits, and for how long.
    ['Maximum AWS/SQS:ApproximateAgeOfOldestMessage > 600, notBreaching', '.R...g'],
    ['Maximum AWS/SQS:ApproximateNumberOfMessagesVisible > 100, notBreaching', 'RR...g'],
    // A metric of one's own, by its name.
    ['Sum Shop:OrderErrors > 0, notBreaching', 'g.R..g'],
    ['Sum Shop:Flux > 0, notBreaching', '.....g'],
  ])('%s', (alarm, expected) => {
    expect(letters(alarm)).toBe(expected);
  });
});
