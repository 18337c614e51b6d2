import type { State } from '../../model/index.ts';

/** A day, as it is written for machines. */
const DAY = /\b\d{4}-\d{2}-\d{2}\b/;

/**
 * The state with the comment that stands with it: on its own line, or alone on the line above. A comment is what begins with `#` or `//`.
 */
export function withComment(state: State, text: string): State {
  if (state.is !== 'disabled' && state.is !== 'muted') return state;
  const lineEnd = endOfLine(text, state.at.end);
  const lineStart = text.lastIndexOf('\n', state.at.start - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1));
  const reason = /^[\s,"']*(?:#|\/\/)\s*(\S(?:.*\S)?)/.exec(text.slice(state.at.end, lineEnd))?.[1] ?? /^\s*(?:#|\/\/)\s*(\S(?:.*\S)?)/.exec(above)?.[1];
  if (reason === undefined) return state;
  const until = DAY.exec(reason)?.[0];
  return { ...state, reason, ...(until !== undefined && { until }) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
