import { holds, type Comparator, type Span } from '../../model/index.ts';
import type { Written } from './written.ts';

/** A condition of Gatus: `[STATUS] == 200`. */
export interface Condition {
  at: Span;
  reads: 'status' | 'body' | 'connection' | 'time' | 'certificate' | 'other';
  /** What the body is compared with, as a person would say it. */
  expects: string;
  /** It asks what the body must not have, so that one which has nothing passes. */
  forbids: boolean;
  /** A request that failed meets it: its status and its time are 0, its body is empty. */
  meetsNothing: boolean;
  /** A status of 500 does not meet it. */
  refusesErrors: boolean;
}

const PARTS = /^(.+?)(==|!=|<=|>=|<|>)(.*)$/s;

/** https://github.com/TwiN/gatus/blob/master/config/endpoint/condition.go: what cannot be resolved counts as 0 in a comparison of numbers. */
export function conditionOf({ text, at }: Written): Condition {
  const [, left = '', sign = '==', right = ''] = (PARTS.exec(text.trim()) ?? []).map((part) => part.trim());
  const operator = sign as Comparator;
  const condition: Condition = { at, reads: 'other', expects: text, forbids: false, meetsNothing: false, refusesErrors: false };
  const isOrder = operator !== '==' && operator !== '!=';
  if (left.includes('[STATUS]')) {
    const meets = (status: number): boolean => statusMeets(status, operator, right);
    return { ...condition, reads: 'status', meetsNothing: meets(0), refusesErrors: !meets(500) };
  }
  if (left.includes('[BODY]')) {
    const isHas = left.startsWith('has(');
    const negates = isHas ? (right === 'false') === (operator === '==') : operator === '!=';
    const anything = right === 'pat(*)' || (operator === '==' && right === '');
    const forbids = isOrder ? holds(0, operator, Number(right) || 0) : negates;
    return { ...condition, reads: 'body', expects: operator === '!=' && !isHas ? right.replace(/^pat\(\*?|\*?\)$/g, '') : text.trim(), forbids, meetsNothing: forbids || anything };
  }
  if (left.includes('[CONNECTED]')) return { ...condition, reads: 'connection', meetsNothing: (right === 'true') !== (operator === '==') };
  if (left.includes('[RESPONSE_TIME]')) return { ...condition, reads: 'time', meetsNothing: holds(0, operator, Number(right) || 0) };
  if (/\[(?:CERTIFICATE|DOMAIN)_EXPIRATION\]/.test(left)) return { ...condition, reads: 'certificate', meetsNothing: operator.startsWith('<') };
  return condition;
}

/** `any(200, 204)` is one of several. */
function statusMeets(status: number, operator: Comparator, right: string): boolean {
  const listed = /^any\((.*)\)$/.exec(right)?.[1];
  const values = (listed ?? right).split(',').map(Number);
  if (values.some(Number.isNaN)) return false;
  return operator === '!=' ? values.every((value) => value !== status) : values.some((value) => holds(status, operator, value));
}
