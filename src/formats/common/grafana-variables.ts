/**
 * Variables of Grafana in a query: `$name`, `${name}`, `${name:regex}`, `[[name]]`.
 * https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
const VARIABLE = /\$\{[^{}]*\}|\$\w+|\[\[[^[\]]*\]\]/g;

/** Stands for a name that a variable fills in. */
const FILLED_NAME = '__filled';

/**
 * The query with something of the same length in the place of each variable, so that a grammar can read it and no offset
 * moves: a time where one is due, else a name that begins with `FILLED_NAME` as far as there is room. What is quoted stays.
 */
export function fillVariables(text: string): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(/(?<!\\)"(?:[^"\\]|\\.)*"|(?<!\\)'(?:[^'\\]|\\.)*'|`[^`]*`|\$\{[^{}]*\}|\$\w+|\[\[[^[\]]*\]\]/g, (found, at: number) => {
    if ('"\'`'.includes(found.charAt(0))) return found;
    if (isTime(found, text.slice(0, at))) return '1m'.padEnd(found.length);
    if (/^\$\{?__(?:range|interval)_(?:s|ms)\b/.test(found)) return '1'.padEnd(found.length);
    return FILLED_NAME.padEnd(found.length, '_').slice(0, found.length);
  });
}

/** Behind `[`, `:` inside of one, or `offset`. */
function isTime(variable: string, before: string): boolean {
  return /(?:\[|\[[^[\]]*:|\boffset)\s*$/i.test(before.slice(-40)) || /^\$\{?__(?:rate_)?(?:interval|range)\b\}?$/.test(variable);
}

/** The parts of a text between its variables. */
export function betweenVariables(text: string): string[] {
  return text.split(VARIABLE);
}

/** Names that a variable makes, as far as they look like names of metrics: `${prefix}_total`, `$metric{`. */
export function variableNames(text: string): string[] {
  const plain = text.replace(/(?<!\\)"(?:[^"\\]|\\.)*"|(?<!\\)'(?:[^'\\]|\\.)*'|`[^`]*`|(?<!\[)\[(?!\[)[^[\]]*\]/g, '""');
  const found = plain.match(/(?<![\w:])[\w:]*(?:(?:\$\{[^{}]*\}|\$\w+|\[\[[^[\]]*\]\])[\w:]*)+\{?/g) ?? [];
  return found.filter((name) => name.endsWith('{') || betweenVariables(name).some((part) => part !== '')).map((name) => name.replace(/(?<!\$)\{$/, ''));
}
