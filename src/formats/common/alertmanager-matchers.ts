import type { RouteMatcher } from '../../model/index.ts';

/** A matcher as a text says it. */
export type WrittenMatcher = Pick<RouteMatcher, 'label' | 'operator'> & { value: string };

/**
 * The matchers of one text, `severity="page"` or several in braces, as Alertmanager reads them by default: where its older
 * parser can read the text, its answer counts, otherwise that of the newer one, which allows any label in quotes. None where neither can.
 * https://prometheus.io/docs/alerting/latest/configuration/#label-matchers
 */
export function parseMatchers(text: string): WrittenMatcher[] {
  return classicMatchers(text) ?? utf8Matchers(text) ?? [];
}

const CLASSIC = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)([^]*)$/;

function classicMatchers(text: string): WrittenMatcher[] | undefined {
  const parts = splitOutsideQuotes(text.replace(/^\{/, '').replace(/\}$/, ''));
  if (parts.at(-1)?.trim() === '') parts.pop();
  const matchers = parts.map(classicMatcher);
  return matchers.every((matcher) => matcher !== undefined) ? matchers : undefined;
}

function splitOutsideQuotes(text: string): string[] {
  const parts = [''];
  let quoted = false;
  let escaped = false;
  for (const character of text) {
    if (character === ',' && !quoted) {
      parts.push('');
      escaped = false;
      continue;
    }
    if (character === '"' && !escaped) quoted = !quoted;
    escaped = character === '\\' && !escaped;
    parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

function classicMatcher(text: string): WrittenMatcher | undefined {
  const [, label, operator, rest = ''] = CLASSIC.exec(text) ?? [];
  const value = classicValue(rest.trim());
  return label === undefined || value === undefined ? undefined : { label, operator: operator as RouteMatcher['operator'], value };
}

/** Quotes may be left out; undefined for a quote that is not closed, or stands inside. */
function classicValue(written: string): string | undefined {
  const isQuoted = written.startsWith('"');
  const raw = isQuoted ? written.slice(1) : written;
  let value = '';
  let isOpen = isQuoted;
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw.charAt(index);
    const next = raw.charAt(index + 1);
    if (character === '\\' && next !== '') {
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`;
      index += 1;
    } else if (character === '"') {
      if (!isOpen || next !== '') return undefined;
      isOpen = false;
    } else value += character;
  }
  return isOpen ? undefined : value;
}

const UTF8 = /\s*("(?:[^"\\]|\\.)*"|[^\s{}!=~,\\"'`]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^\s{}!=~,\\"'`]+)\s*(?:,|$)/y;

function utf8Matchers(text: string): WrittenMatcher[] | undefined {
  const trimmed = text.trim();
  const inner = trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1) : trimmed;
  const matchers: WrittenMatcher[] = [];
  UTF8.lastIndex = 0;
  while (inner.slice(UTF8.lastIndex).trim() !== '') {
    const [, label, operator, value] = UTF8.exec(inner) ?? [];
    if (label === undefined || value === undefined) return undefined;
    matchers.push({ label: unquote(label), operator: operator as RouteMatcher['operator'], value: unquote(value) });
  }
  return matchers;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
