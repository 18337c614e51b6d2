import { describe, expect, it } from 'vitest';
import { parseAlarmRule, type AlarmRule } from '../../../src/formats/common/alarm-rule.ts';

/** The rule as a nested list: `['and', 'ALARM a', ['not', 'OK b']]`. */
function shown(text: string): unknown {
  const rule = parseAlarmRule(text);
  return rule && show(rule);
}

function show(rule: AlarmRule): unknown {
  switch (rule.is) {
    case 'and':
    case 'or':
      return [rule.is, ...rule.of.map(show)];
    case 'not':
      return ['not', show(rule.of)];
    case 'state':
      return `${rule.state} ${rule.name}`;
    case 'constant':
      return rule.value;
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
describe('the rule of a composite alarm', () => {
  it.each<[string, unknown]>([
    ['ALARM(CPUUtilizationTooHigh) AND ALARM(DiskReadOpsTooHigh)', ['and', 'ALARM CPUUtilizationTooHigh', 'ALARM DiskReadOpsTooHigh']],
    ['ALARM(CPUUtilizationTooHigh) AND NOT ALARM(DeploymentInProgress)', ['and', 'ALARM CPUUtilizationTooHigh', ['not', 'ALARM DeploymentInProgress']]],
    [
      '(ALARM(CPUUtilizationTooHigh) OR ALARM(DiskReadOpsTooHigh)) AND OK(NetworkOutTooHigh)',
      ['and', ['or', 'ALARM CPUUtilizationTooHigh', 'ALARM DiskReadOpsTooHigh'], 'OK NetworkOutTooHigh'],
    ],
    ['INSUFFICIENT_DATA(Orders)', 'INSUFFICIENT_DATA Orders'],
    ['TRUE', true],
    ['NOT FALSE', ['not', false]],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['ALARM(a) OR ALARM(b) AND ALARM(c)', ['or', 'ALARM a', ['and', 'ALARM b', 'ALARM c']]],
    ['NOT ALARM(a) AND ALARM(b)', ['and', ['not', 'ALARM a'], 'ALARM b']],
    ['NOT (ALARM(a) OR ALARM(b))', ['not', ['or', 'ALARM a', 'ALARM b']]],
    ['ALARM(a) OR ALARM(b) OR ALARM(c)', ['or', 'ALARM a', 'ALARM b', 'ALARM c']],
    ['((ALARM(a)))', 'ALARM a'],
  ])('AND binds closer than OR, and NOT closest: %s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['ALARM("two words")', 'ALARM two words'],
    ["ALARM('(a) b')", 'ALARM (a) b'],
    ['ALARM( "a" )', 'ALARM a'],
    ['ALARM (a)', 'ALARM a'],
    ['ALARM(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders)', 'ALARM arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders'],
    ['ALARM(${Orders}) AND\n  ALARM("${Stack}-queue")', ['and', 'ALARM ${Orders}', 'ALARM ${Stack}-queue']],
    ['ALARM(${aws_alarm.a[0].alarm_name})', 'ALARM ${aws_alarm.a[0].alarm_name}'],
  ])('names are quoted, are ARNs or have holes: %s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each(['', 'ALARM', 'ALARM(a) AND', 'ALARM(a) ALARM(b)', '(ALARM(a)', 'ALARM(a))', 'NOT', '${Rule}', 'alarm(a)', 'ALARM(a) XOR ALARM(b)'])('is no rule: `%s`', (text) => {
    expect(parseAlarmRule(text)).toBeUndefined();
  });

  it('knows where its parts stand', () => {
    const text = 'ALARM(a) AND NOT OK("b")';
    const rule = parseAlarmRule(text);
    const parts = rule?.is === 'and' ? rule.of : [];
    expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual(['ALARM(a)', 'NOT OK("b")']);
    expect([rule?.start, rule?.end]).toEqual([0, text.length]);
  });

  it('ends for what nobody writes', () => {
    expect(parseAlarmRule(`${'('.repeat(5000)}TRUE${')'.repeat(5000)}`)).toBeUndefined();
    expect(parseAlarmRule(`${'NOT '.repeat(5000)}TRUE`)).toBeUndefined();
  });
});
