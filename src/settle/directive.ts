import { isDay } from '../clock.ts';
import type { Directive, Span } from '../model/index.ts';
import { MARKER } from './marker.ts';

/** Why a comment is no directive, and the words to underline. */
export interface DirectiveProblem {
  id: 'suppression/malformed' | 'suppression/no-reason';
  message: string;
  at: Span;
}

const RULES = /\s*\[([^\]]*)\]/y;
const UNTIL = /\s+until\s+([^\s:]+)/y;
const REASON = /\s*:/y;

/** Reads the words of a comment that begins with the marker, `vigilint-ignore[act/no-action, serve/no-owner] until 2026-12-31: reason`; undefined where it is another word that only begins alike. */
export function readDirective(text: string, at: Span): Directive | DirectiveProblem | undefined {
  const words = text.slice(0, at.end);
  const span = (start: number, end: number): Span => ({ path: at.path, start, end });
  let next = at.start + MARKER.length;
  if (/[\w-]/.test(words[next] ?? '')) return undefined;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = next;
    const found = pattern.exec(words);
    if (found) next = pattern.lastIndex;
    return found;
  };
  const listed = take(RULES);
  const rules = listed ? rulesIn(listed[1] ?? '', listed.index + listed[0].indexOf('[') + 1, span) : [];
  if (rules.length === 0) return { id: 'suppression/malformed', message: `\`${MARKER}\` names no rule, so it suppresses nothing`, at: span(at.start, next) };
  const until = take(UNTIL);
  const day = until?.[1];
  const dayAt = span(next - (day?.length ?? 0), next);
  if (day !== undefined && !isDay(day)) return { id: 'suppression/malformed', message: `\`${day}\` is no day such as \`2026-12-31\`, so nothing is suppressed`, at: dayAt };
  const rest = words.slice(next).trim();
  if (!take(REASON) && rest !== '') {
    const start = words.indexOf(rest, next);
    return { id: 'suppression/malformed', message: 'a colon and the reason, or `until` and a day, stand behind the rules; this is neither, so nothing is suppressed', at: span(start, start + rest.length) };
  }
  const reason = words.slice(next).replace(/\s+/g, ' ').trim();
  if (!/\w|[^\x00-\x7F]/.test(reason)) return { id: 'suppression/no-reason', message: 'the suppression gives no reason, so it suppresses nothing', at };
  return { at, rules, ...(day !== undefined && { until: { day, at: dayAt } }), reason };
}

function rulesIn(list: string, from: number, span: (start: number, end: number) => Span): Directive['rules'] {
  let at = from;
  return list.split(',').flatMap((piece) => {
    const id = piece.trim();
    const start = at + piece.indexOf(id);
    at += piece.length + 1;
    return id === '' ? [] : [{ id, at: span(start, start + id.length) }];
  });
}
