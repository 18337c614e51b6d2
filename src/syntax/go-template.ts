/**
 * What a Go template puts into a text, as Prometheus and its kin write them: `{{ $labels.job }}`, `{{ .Labels.job }}`, `{{ $value | humanize }}`,
 * `{{ with query "…" }}`. Tolerant: what cannot be read is left out. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export interface TemplateFill {
  is: 'label' | 'value' | 'query';
  /** Absent for all labels at once, and for a name that is computed. */
  label?: string;
  /** It stands where a condition holds, or where another value may take its place. */
  guarded: boolean;
  /** Where the action with its braces stands in the text. */
  start: number;
  end: number;
}

/** A string, a variable or field with its path, or a word. */
const TOKEN = /(?<!\\)"(?:[^"\\\n]|\\.)*"|`[^`]*`|\$?\w*(?:\.\w+)+|\$\w+|\.|\w+|\S/g;
const OPENS = new Set(['if', 'with', 'range', 'define', 'block']);
/** What takes the place of an empty value, or shows it only sometimes. */
const CHOOSES = new Set(['or', 'and', 'default', 'coalesce', 'eq', 'ne', 'not', 'ternary']);

/** What most actions are: a label or the value, by itself or made readable. */
const PLAIN = /\{\{-? ?\$(?:value|labels\.(\w+))(?: ?\| ?humanize\w*)? ?-?\}\}/y;

/** Every fill of a text, in reading order; what a condition only asks for is none. What stands between double braces that are not closed ends the search. */
export function fillsIn(text: string): TemplateFill[] {
  let start = text.indexOf('{{');
  if (start < 0) return NONE;
  const fills: TemplateFill[] = [];
  const blocks: string[] = [];
  for (; start >= 0; start = text.indexOf('{{', start)) {
    PLAIN.lastIndex = start;
    const plain = PLAIN.exec(text);
    const end = plain ? PLAIN.lastIndex : endOfAction(text, start + 2);
    if (end === undefined) break;
    if (plain) fills.push(plainFill(plain[1], blocks.length > 0, start, end));
    else readAction(text, start, end, blocks, fills);
    start = end;
  }
  return fills;
}

const NONE: TemplateFill[] = [];

function plainFill(label: string | undefined, guarded: boolean, start: number, end: number): TemplateFill {
  return label === undefined ? { is: 'value', guarded, start, end } : { is: 'label', label, guarded, start, end };
}

/** An action that is more than a name: it opens or closes a block, or fills something in. */
function readAction(text: string, start: number, end: number, blocks: string[], fills: TemplateFill[]): void {
  const tokens = text.slice(start + 2, end - 2).replace(/^-(?=\s)/, '').match(TOKEN) ?? [];
  const [first = ''] = tokens;
  if (first === '/') return;
  if (first === 'end') blocks.pop();
  else if (OPENS.has(first)) blocks.push(first);
  else if (first !== 'else' && first !== 'template' && !isAssignment(tokens)) {
    const found = fillOf(tokens, blocks.some((block) => block !== 'if'));
    if (found) fills.push({ ...found, guarded: blocks.length > 0 || tokens.some((token) => CHOOSES.has(token)), start, end });
  }
}

const SIGN = /\}\}|["`]/g;

function endOfAction(text: string, from: number): number | undefined {
  SIGN.lastIndex = from;
  for (let found = SIGN.exec(text); found; found = SIGN.exec(text)) {
    const [sign] = found;
    if (sign === '}}') return SIGN.lastIndex;
    let at = SIGN.lastIndex;
    for (; at < text.length && text[at] !== sign; at += 1) if (sign === '"' && text[at] === '\\') at += 1;
    SIGN.lastIndex = at + 1;
  }
  return undefined;
}

/** `$name := …` shows nothing by itself. */
function isAssignment(tokens: readonly string[]): boolean {
  return tokens[0]?.startsWith('$') === true && (tokens[1] === ':' || tokens[1] === '=');
}

/** Inside of `with` and `range` the dot is something else than the alert. */
function fillOf(tokens: readonly string[], dotMoved: boolean): { is: TemplateFill['is']; label?: string } | undefined {
  if (tokens.includes('query') || (dotMoved && tokens.some((token) => token === '.' || token.startsWith('.')))) return { is: 'query' };
  for (const [index, token] of tokens.entries()) {
    const path = token.split('.');
    if (path[0] === '$value' || (path[0] === '' && path[1] === 'Value')) return { is: 'value' };
    const rest = path[0] === '$labels' ? path.slice(1) : path[0] === '' && path[1] === 'Labels' ? path.slice(2) : undefined;
    if (rest) return labelFill(rest[0] ?? indexed(tokens, index));
  }
  return undefined;
}

function labelFill(label: string | undefined): { is: 'label'; label?: string } {
  return label === undefined ? { is: 'label' } : { is: 'label', label };
}

/** `index $labels "node.name"`. */
function indexed(tokens: readonly string[], index: number): string | undefined {
  const name = tokens[index + 1] ?? '';
  return tokens[index - 1] === 'index' && /^["`]/.test(name) ? name.slice(1, -1) : undefined;
}
