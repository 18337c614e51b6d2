/**
 * The rule of a composite alarm, read.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export type AlarmRule =
  | { is: 'and' | 'or'; of: AlarmRule[]; start: number; end: number }
  | { is: 'not'; of: AlarmRule; start: number; end: number }
  | { is: 'state'; state: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'; name: string; start: number; end: number }
  | { is: 'constant'; value: boolean; start: number; end: number };

interface Token {
  text: string;
  start: number;
  end: number;
}

/** A state with what stands between its brackets; a word; a bracket. A hole in a name may have brackets and quotes of its own. */
const TOKEN = /(?:ALARM|OK|INSUFFICIENT_DATA)\s*\((?:"[^"]*"|'[^']*'|\$\{[^{}]*\}|[^()"'$]|\$(?!\{))*\)|[A-Za-z_]+|[()]|\S/g;
const STATE = /^(ALARM|OK|INSUFFICIENT_DATA)\s*\(([\s\S]*)\)$/;
/** Deeper than any person writes. */
const DEEPEST = 100;

/** Undefined where the text is not such a rule, or is not known whole. */
export function parseAlarmRule(text: string): AlarmRule | undefined {
  const tokens: Token[] = [...text.matchAll(TOKEN)].map(({ 0: found, index }) => ({ text: found, start: index, end: index + found.length }));
  let next = 0;
  let depth = 0;

  function chain(operator: 'AND' | 'OR', part: () => AlarmRule | undefined): AlarmRule | undefined {
    const first = part();
    if (!first) return undefined;
    const of = [first];
    while (tokens[next]?.text === operator) {
      next += 1;
      const other = part();
      if (!other) return undefined;
      of.push(other);
    }
    return of.length === 1 ? first : { is: operator === 'AND' ? 'and' : 'or', of, start: first.start, end: of.at(-1)?.end ?? first.end };
  }

  const either = (): AlarmRule | undefined => chain('OR', () => chain('AND', single));

  function single(): AlarmRule | undefined {
    const token = tokens[next];
    if (!token || depth > DEEPEST) return undefined;
    next += 1;
    const { text: word, start, end } = token;
    if (word === 'NOT' || word === '(') {
      depth += 1;
      const of = word === 'NOT' ? single() : either();
      depth -= 1;
      if (!of || word === 'NOT') return of && { is: 'not', of, start, end: of.end };
      const closing = tokens[next];
      next += 1;
      return closing?.text === ')' ? of : undefined;
    }
    if (word === 'TRUE' || word === 'FALSE') return { is: 'constant', value: word === 'TRUE', start, end };
    const [, state, between] = STATE.exec(word) ?? [];
    if (between === undefined) return undefined;
    const quoted = between.trim();
    const name = /^(["'])(.*)\1$/s.exec(quoted)?.[2] ?? quoted;
    return { is: 'state', state: state === 'OK' || state === 'INSUFFICIENT_DATA' ? state : 'ALARM', name, start, end };
  }

  const rule = either();
  return next === tokens.length ? rule : undefined;
}
