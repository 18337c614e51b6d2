import { selectorsOf, type Check, type Evidence } from '../model/index.ts';

/** Words that ask the reader to put something else in their place. */
const ASKS = [/(?:^|[^A-Za-z])(?:replace|change|rename|fill)[ _-]?(?:me|this)(?:[^A-Za-z]|$)/i, /(?:^|[^A-Za-z])YOUR[_-][A-Z]/, /<(?:your|insert|replace)\b[^<>]{0,40}>/i];

/** One look that most texts do not pass, for it is asked of every label of every query. */
const MAYBE = /YOUR[_-]|<|[elEL][ _-]?(?:me|this|ME|THIS)(?![A-Za-z])/;

function asks(text: string): boolean {
  return MAYBE.test(text) && ASKS.some((pattern) => pattern.test(text));
}

/** The words by which a check shows that it is a template which nobody has filled in: in its name, or in what its query selects by. */
export function templateLeft(check: Check): Evidence | undefined {
  if (asks(check.name)) return { text: check.name, at: check.at };
  for (const { matchers, at } of selectorsOf(check.observes)) {
    const left = matchers.find(({ value }) => asks(value));
    if (left) return { text: left.value, at };
  }
  return undefined;
}
