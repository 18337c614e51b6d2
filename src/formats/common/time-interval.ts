import { entriesAt, itemsAt, textAt, type YamlNode } from '../../syntax/yaml.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MINUTES = 24 * 60;

/**
 * Whether Alertmanager's list of time intervals, which hold where one of them does, covers every minute of every week, or
 * none. Keys are those of the file, of the operator or of Terraform.
 * https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */
export function holdsWhen(intervals: readonly YamlNode[]): 'always' | 'sometimes' | 'never' {
  if (intervals.length === 0) return 'never';
  const week = DAYS.map(() => new Uint8Array(MINUTES));
  for (const interval of intervals) {
    if (!holdsOnEveryDate(interval)) continue;
    const days = numbersIn(textsAt(interval, 'weekdays'), DAYS, 0);
    for (const [day, minutes] of week.entries()) {
      if (!days || days.has(day)) cover(minutes, interval);
    }
  }
  return week.every((minutes) => minutes.every((covered) => covered === 1)) ? 'always' : 'sometimes';
}

function holdsOnEveryDate(interval: YamlNode): boolean {
  const months = numbersIn(textsAt(interval, 'months'), MONTHS, 1);
  const dates = [...itemsAt(interval, 'days_of_month'), ...itemsAt(interval, 'daysOfMonth')];
  const days = numbersIn(dates.map((date) => textAt(date) ?? `${textAt(date, 'start') ?? ''}:${textAt(date, 'end') ?? ''}`), [], 1);
  const isEveryMonth = !months || MONTHS.every((_, index) => months.has(index + 1));
  const isEveryDay = !days || Array.from({ length: 31 }, (_, index) => index + 1).every((day) => days.has(day));
  return isEveryMonth && isEveryDay && textsAt(interval, 'years').length === 0;
}

function textsAt(node: YamlNode, key: string): string[] {
  return itemsAt(node, key).flatMap((item) => textAt(item) ?? []);
}

/** The numbers that ranges such as `monday:friday`, `5` and `1:-1` cover; undefined when there are none, for that is no restriction. */
function numbersIn(ranges: readonly string[], names: readonly string[], first: number): Set<number> | undefined {
  if (ranges.length === 0) return undefined;
  const found = new Set<number>();
  for (const range of ranges) {
    const [from = '', to = from] = range.toLowerCase().split(':');
    const [low, high] = [numberOf(from, names, first), numberOf(to, names, first)];
    // Days count from the end of the month as well, and the longest month has 31.
    if (low !== undefined && low >= 0 && high !== undefined) for (let number = low; number <= (high < 0 ? 32 + high : Math.min(high, 31)); number += 1) found.add(number);
  }
  return found;
}

function numberOf(text: string, names: readonly string[], first: number): number | undefined {
  const name = text.trim();
  if (/^-?\d{1,2}$/.test(name)) return Number(name);
  const index = names.indexOf(name);
  return index < 0 ? undefined : index + first;
}

function cover(minutes: Uint8Array, interval: YamlNode): void {
  const times = itemsAt(interval, 'times');
  if (times.length === 0) minutes.fill(1);
  for (const time of times) {
    const [from, to] = [minuteOf(time, ['start_time', 'startTime', 'start']), minuteOf(time, ['end_time', 'endTime', 'end'])];
    if (from !== undefined && to !== undefined && entriesAt(time).length > 0) minutes.fill(1, from, to);
  }
}

function minuteOf(time: YamlNode, keys: readonly string[]): number | undefined {
  const text = keys.map((key) => textAt(time, key)).find((found) => found !== undefined);
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
