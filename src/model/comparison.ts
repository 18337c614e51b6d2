import type { Span } from './span.ts';

export type Comparator = '==' | '!=' | '>' | '>=' | '<' | '<=';

export interface Comparison {
  operator: Comparator;
  /** The constant on the other side, in the metric's own unit; null when that side reads metrics too, or is filled in by a template. */
  threshold: number | null;
  at: Span;
}

/** Inclusive; an end that is absent is open. `least` above `most`: no value is possible. */
export interface Bounds {
  least?: number;
  most?: number;
}

export function holds(left: number, operator: Comparator, right: number): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}
