import { rules } from '../../rules/index.ts';
import { loadSettings } from '../config/load.ts';
import { OWN_FINDINGS } from '../own-findings.ts';
import { didYouMeanRule, nameOf } from '../rule-names.ts';
import type { Rule } from '../rule.ts';
import { UsageError } from '../usage-error.ts';
import type { ReadFlags } from './flags.ts';
import { ownFindingText, ruleText, type RuleText } from './rule-text.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a rule says of itself. Takes an id, a bare name, or the address of the rule's page. */
export async function explainCommand(word: string, { config }: Pick<ReadFlags, 'config'>, terminal: Terminal): Promise<number> {
  const text = textOf(word, rules) ?? textOf(word, (await loadSettings(['.'], config, process.cwd(), rules)).rules);
  if (!text) throw new UsageError(`unknown rule \`${word}\`${didYouMeanRule(idIn(word), rules)}\n\`vigilint rules\` lists them`);
  terminal.out(explained(text, terminal));
  return 0;
}

function textOf(word: string, known: readonly Rule[]): RuleText | undefined {
  const id = idIn(word);
  const own = Object.values(OWN_FINDINGS).find((one) => one.id === id || nameOf(one.id) === id);
  if (own) return ownFindingText(own);
  const rule = known.find((one) => one.id === id) ?? known.find((one) => nameOf(one.id) === id);
  return rule && ruleText(rule);
}

/** The id in an address is its last two steps: `https://…/docs/rules/inspect/presence-only.md#bad`. */
function idIn(word: string): string {
  if (!word.includes('://')) return word;
  const steps = word.replace(/[?#].*/s, '').replace(/\/$/, '').replace(/\.(?:md|html)$/, '').split('/');
  return steps.slice(-2).join('/');
}

const MOST_COLUMNS = 100;

function explained(text: RuleText, { colors, width }: Terminal): string {
  const columns = Math.min(width, MOST_COLUMNS);
  const section = (title: string, body: string): string => (body === '' ? '' : `\n${colors.bold(title)}\n${body}`);
  const prose = (words: string): string => wrapped(words, columns - 2).map((line) => `  ${line}\n`).join('');
  const preset = text.presets.includes('recommended') ? 'recommended' : 'strict';
  return [
    `${colors.bold(text.id)}  ${text.severity}, ${text.confidence}, preset ${preset}${text.on.length > 0 ? `; judges ${text.on.join(', ')}` : ''}\n\n`,
    prose(text.summary),
    section('Why it matters', prose(text.why)),
    section('What to do', prose(text.help)),
    section('When not to worry', prose(text.exceptions)),
    section('How sure', prose(text.howSure)),
    section('Options and their defaults', optionLines(text)),
    ...text.examples.flatMap((example) => [
      section(`Bad (${example.path})`, indented(example.bad)),
      section(`Good (${example.path})`, indented(example.good)),
    ]),
    section('Read more', text.references.map((url) => `  ${url}\n`).join('')),
  ].join('');
}

function optionLines({ options }: RuleText): string {
  return Object.entries(options ?? {})
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`)
    .join('');
}

function indented(code: string): string {
  return code
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd() + '\n')
    .join('');
}

/** Breaks prose at spaces. */
function wrapped(words: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
