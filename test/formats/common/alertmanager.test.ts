import { describe, expect, it } from 'vitest';
import { parseMatchers } from '../../../src/formats/common/alertmanager-matchers.ts';
import { holdsWhen } from '../../../src/formats/common/time-interval.ts';
import { itemsAt, parseYaml } from '../../../src/syntax/yaml.ts';

const read = (text: string): string[] => parseMatchers(text).map(({ label, operator, value }) => `${label} ${operator} ${JSON.stringify(value)}`);

describe('matchers are read as Alertmanager reads them', () => {
  it.each([
    ['severity="page"', ['severity = "page"']],
    ['severity = page', ['severity = "page"']],
    ['{foo = "bar", dings != "bums", }', ['foo = "bar"', 'dings != "bums"']],
    ['foo=bar,dings=~"a,b|c"', ['foo = "bar"', 'dings =~ "a,b|c"']],
    ['job=', ['job = ""']],
    ['job=""', ['job = ""']],
    ['foo="b\\"ar\\n\\d"', ['foo = "b\\"ar\\n\\\\d"']],
    ['foo=bar=baz', ['foo = "bar=baz"']],
    ['name-with-dashes="x"', ['name-with-dashes = "x"']],
    ['{"lab.el"!~"y z"}', ['lab.el !~ "y z"']],
    ['foo="open', []],
    ['foo=o"pen', []],
    ['nothing', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('an interval', () => {
  it.each([
    ['[]', 'never'],
    ['[{}]', 'always'],
    ["[{ times: [{ start_time: '00:00', end_time: '24:00' }] }]", 'always'],
    ["[{ times: [{ startTime: '00:00', endTime: '12:00' }, { startTime: '12:00', endTime: '24:00' }] }]", 'always'],
    ["[{ times: [{ start_time: '00:00', end_time: '23:59' }] }]", 'sometimes'],
    ["[{ weekdays: ['sunday:saturday'] }]", 'always'],
    ["[{ weekdays: ['monday:friday'] }, { weekdays: [saturday, sunday] }]", 'always'],
    ["[{ weekdays: ['monday:friday'] }, { weekdays: [saturday] }]", 'sometimes'],
    ["[{ days_of_month: ['1:31'], months: ['january:december'] }]", 'always'],
    ['[{ daysOfMonth: [{ start: 1, end: -1 }] }]', 'always'],
    ["[{ days_of_month: ['1:30'] }]", 'sometimes'],
    ["[{ days_of_month: ['1:-2'] }]", 'sometimes'],
    ["[{ months: ['1:11'] }]", 'sometimes'],
    ["[{ years: ['2020:2030'] }]", 'sometimes'],
  ])('%s holds %s', (text, expected) => {
    const [document] = parseYaml(`intervals: ${text}`).documents;
    expect(holdsWhen(itemsAt(document?.root, 'intervals'))).toBe(expected);
  });
});
