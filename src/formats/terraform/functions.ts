import type { Span } from '../../model/index.ts';
import type { CloudText, CloudValue } from '../common/cloud-value.ts';
import { isEmpty, joined, representative, text, unknown, type TerraformValue } from './values.ts';

/** Lists longer than this are generated. */
const MOST_ITEMS = 1000;

/**
 * What a function of Terraform gives, for those that people write in alarms; anything else is unknown and bears `name`.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export function call(name: string, given: readonly TerraformValue[], called: string, at: Span): TerraformValue {
  const [first, second, third] = given;
  const lost = unknown(called, at);
  switch (name) {
    case 'join':
      return joinOf(first ?? null, second ?? null, lost, at);
    case 'format':
      return formatOf(given, lost, at);
    case 'concat':
    case 'compact':
    case 'flatten':
    case 'distinct':
    case 'sort':
    case 'toset':
    case 'tolist':
    case 'setunion':
      return listOf(given, name === 'flatten', lost, at);
    case 'coalesce':
    case 'coalescelist':
      return firstOf(given, lost);
    case 'try':
      return first ?? lost;
    case 'merge':
      return mergeOf(given, lost, at);
    case 'lookup': {
      if (first?.is !== 'map' || second?.is !== 'text') return lost;
      return first.entries.get(second.text) ?? third ?? lost;
    }
    case 'element':
      return first?.is === 'list' && second?.is === 'text' && first.items.length > 0 ? (first.items[Number(second.text) % first.items.length] ?? lost) : lost;
    case 'one':
      return first?.is === 'list' && first.items.length === 1 ? (first.items[0] ?? null) : lost;
    case 'keys':
      return first?.is === 'map' ? { is: 'list', items: [...first.entries.keys()].map((key) => text(key, at)), at } : lost;
    case 'values':
      return first?.is === 'map' ? { is: 'list', items: [...first.entries.values()], at } : lost;
    case 'length':
      return first?.is === 'list' && isWhole(first.items) ? text(first.items.length, at) : first?.is === 'map' ? text(first.entries.size, at) : lost;
    // The value itself stands for its text: whoever needs the text knows how it is written.
    case 'jsonencode':
    case 'jsondecode':
    case 'yamlencode':
    case 'tostring':
    case 'tonumber':
    case 'tobool':
    case 'tomap':
    case 'sensitive':
    case 'nonsensitive':
    case 'trimspace':
    case 'chomp':
      return first ?? lost;
    case 'lower':
    case 'upper':
      return first?.is === 'text' && first.known !== 'partly' ? { ...text(name === 'lower' ? first.text.toLowerCase() : first.text.toUpperCase(), at, first.known) } : (first ?? lost);
    default:
      return lost;
  }
}

/** Nothing in it stands for an unknown number of items. */
function isWhole(items: readonly CloudValue[]): boolean {
  return items.every((item) => item.is !== 'unknown');
}

function joinOf(separator: TerraformValue, list: TerraformValue, lost: CloudValue, at: Span): CloudValue {
  if (separator?.is !== 'text' || list?.is !== 'list') return lost;
  const parts = list.items.flatMap((item, index): CloudText[] => [...(index > 0 ? [text(separator.text, item.at)] : []), asText(item)]);
  return joined(parts, at);
}

function asText(given: CloudValue): CloudText {
  const value = representative(given) ?? given;
  return value.is === 'text' ? value : text(value.is === 'unknown' ? `\${${value.text}}` : '${…}', value.at, 'partly');
}

const VERB = /%(?:%|[-+# 0]*(?:[1-9]\d*)?(?:\.\d+)?[a-zA-Z])/g;

function formatOf([format, ...values]: readonly TerraformValue[], lost: CloudValue, at: Span): CloudValue {
  if (format?.is !== 'text') return lost;
  const parts: CloudText[] = [];
  let from = 0;
  let next = 0;
  const literal = (to: number): void => {
    const start = from;
    if (to > start) parts.push({ is: 'text', text: format.text.slice(start, to), known: format.known, at: format.at, part: (a, b) => format.part?.(a + start, b + start) ?? format.at });
  };
  for (const { 0: verb, index } of format.text.matchAll(VERB)) {
    literal(index);
    from = index + verb.length;
    if (verb === '%%') parts.push(text('%', format.at));
    else {
      const value = values[next];
      parts.push(value ? asText(value) : text('${…}', at, 'partly'));
      next += 1;
    }
  }
  literal(format.text.length);
  return joined(parts, at);
}

/** All items of several lists; a list that is not known stands in it for its items. */
function listOf(lists: readonly TerraformValue[], deep: boolean, lost: CloudValue, at: Span): CloudValue {
  if (lists.length === 1 && lists[0]?.is === 'unknown') return { ...lists[0], at };
  const items = lists.flatMap((list): CloudValue[] => {
    if (list?.is !== 'list') return list ? [list] : [];
    return deep ? list.items.flatMap((item) => (item.is === 'list' ? item.items : [item])) : list.items;
  });
  return items.length > MOST_ITEMS ? lost : { is: 'list', items, at };
}

/** The first that is there; one that is not known may be there or not. */
function firstOf(values: readonly TerraformValue[], lost: CloudValue): TerraformValue {
  const [first] = values.filter((value) => !isEmpty(value));
  return first ?? lost;
}

function mergeOf(maps: readonly TerraformValue[], lost: CloudValue, at: Span): CloudValue {
  const entries = new Map<string, CloudValue>();
  for (const map of maps) if (map?.is === 'map') for (const [key, value] of map.entries) entries.set(key, value);
  return entries.size === 0 ? lost : { is: 'map', entries, at };
}
