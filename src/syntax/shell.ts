import {
  parse,
  type AndOr,
  type Assignment,
  type Command,
  type CommandArgument,
  type CommandNode,
  type CompoundList,
  type If,
  type Pipeline,
  type PipelineNode,
  type Redirection as UnbashRedirection,
  type Script,
  type Statement,
  type TestExpression,
  type Word,
  type WordPart,
} from 'unbash';
import { literal, type Computed, type ShellAssignment, type ShellNode, type ShellRedirection, type ShellWord, type Test } from './shell-tree.ts';

/** Characters beyond which nobody writes the script of a check; thousands of steps in a row cost the square of it. */
const LONGEST_SCRIPT = 30_000;

/**
 * Reads a script; null where it is no shell, or longer than any check. unbash reads the grammar; the tree keeps only what decides an exit status, so
 * that nobody else has to know the forty node types of bash.
 */
export function parseShell(text: string): ShellNode | null {
  if (text.length > LONGEST_SCRIPT) return null;
  const script = parse(text);
  return script.errors && script.errors.length > 0 ? null : sequence(script.commands, script);
}

function sequence(statements: readonly Statement[], { pos, end }: { pos: number; end: number }): ShellNode {
  const [first, ...others] = statements;
  if (first && others.length === 0) return statement(first);
  return { is: 'sequence', parts: statements.map(statement), start: pos, end };
}

function statement({ command, background, pos, end }: Statement): ShellNode {
  const of = command.type === 'AndOr' ? andOr(command) : pipelineNode(command);
  return background === true ? { is: 'background', of, start: pos, end } : of;
}

/** `&&` and `||` bind equally and to the left. */
function andOr({ commands, operators }: AndOr): ShellNode {
  const [first, ...others] = commands.map(pipelineNode);
  if (!first) return { is: 'sequence', parts: [], start: 0, end: 0 };
  return others.reduce<ShellNode>(
    (left, right, index) => ({ is: operators[index] === '&&' ? 'and' : 'or', left, right, start: left.start, end: right.end }),
    first,
  );
}

function pipelineNode(node: PipelineNode): ShellNode {
  return node.type === 'Pipeline' ? pipeline(node) : commandNode(node);
}

function pipeline({ prefixes, commands, pos, end }: Pipeline): ShellNode {
  const parts = commands.map(commandNode);
  const [first] = parts;
  const start = first?.start ?? pos;
  const inner: ShellNode = parts.length === 1 && first ? first : { is: 'pipe', parts, start, end };
  const negations = prefixes.filter((prefix) => prefix.type === 'Negation').length;
  return negations % 2 === 1 ? { is: 'not', of: inner, start: pos, end } : inner;
}

function commandNode(node: CommandNode): ShellNode {
  const { pos: start, end } = node;
  switch (node.type) {
    case 'Command':
      return simple(node);
    case 'Redirected':
      return commandNode(node.command);
    case 'BraceGroup':
      return list(node.body);
    case 'Subshell':
      return { is: 'subshell', body: list(node.body), start, end };
    case 'If':
      return conditional(node);
    case 'TestCommand':
      return { is: 'test', test: testExpression(node.expression), start, end };
    default:
      return { is: 'other', keyword: node.type.toLowerCase(), start, end };
  }
}

function list(node: CompoundList): ShellNode {
  return sequence(node.commands, node);
}

/** `elif` is an `if` in the `else` of the one before. */
function conditional({ clause, then, elif, else: last, pos, end }: If): ShellNode {
  const branches = [{ clause, then, pos, end }, ...elif];
  const chain = branches.reduceRight<ShellNode | undefined>(
    (otherwise, branch) => ({
      is: 'if',
      when: list(branch.clause),
      then: list(branch.then),
      ...(otherwise && { otherwise }),
      start: branch.pos,
      end,
    }),
    last && list(last),
  );
  return chain ?? { is: 'sequence', parts: [], start: pos, end };
}

function simple(command: Command): ShellNode {
  const { pos: start, end } = command;
  const words = [...(command.name ? [command.name] : []), ...command.args].map(argument);
  const test = bracketTest(words);
  if (test) return { is: 'test', test, start, end };
  return {
    is: 'command',
    words,
    assignments: command.prefix.filter((part) => part.type === 'Assignment').map(assignment),
    redirections: command.redirects.map(redirection),
    start,
    end,
  };
}

function assignment({ name, value, pos, end }: Assignment): ShellAssignment {
  return { name, value: value.type === 'Word' ? word(value) : { parts: [{ source: '' }], start: pos, end } };
}

/** `env A=b` and `export A=b` have assignments among their arguments. */
function argument(node: CommandArgument): ShellWord {
  if (node.type === 'Word') return word(node);
  const value = node.value.type === 'Word' ? word(node.value).parts : [{ source: '' }];
  return { parts: [`${node.name}=`, ...value], start: node.pos, end: node.end };
}

function redirection(node: UnbashRedirection): ShellRedirection {
  const { operator, pos: start, end, descriptor } = node;
  const target = node.type === 'HereDoc' ? undefined : node.target;
  return {
    operator,
    ...(descriptor?.type === 'FileDescriptor' && { descriptor: descriptor.value }),
    ...(target && { target: word(target) }),
    start,
    end,
  };
}

function word({ value, parts, pos, end }: Word): ShellWord {
  return { parts: parts ? parts.flatMap(wordPart) : [value], start: pos, end };
}

function wordPart(part: WordPart): (string | Computed)[] {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return [part.value];
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.flatMap(wordPart);
    case 'SimpleExpansion':
      return [{ source: part.text, variable: part.text.slice(1) }];
    case 'ParameterExpansion':
      return [{ source: part.text, ...(part.operation === undefined && part.prefix === undefined && { variable: part.parameter }) }];
    case 'CommandExpansion':
      return [{ source: part.text, ...(part.script && { script: substitution(part.script) }) }];
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return [part.text];
    default:
      return [{ source: part.text }];
  }
}

/** Backquotes with escapes inside are decoded by the parser, and their offsets with them: the place is then not known. */
function substitution(script: Script): ShellNode {
  if (script.source === undefined) return sequence(script.commands, script);
  return { is: 'other', keyword: 'backquotes', start: script.pos, end: script.end };
}

function testExpression(node: TestExpression): Test {
  switch (node.type) {
    case 'TestUnary':
      return { is: 'unary', operator: node.operator, word: word(node.operand) };
    case 'TestBinary':
      return { is: 'binary', operator: node.operator, left: word(node.left), right: word(node.right) };
    case 'TestGroup':
      return testExpression(node.expression);
    case 'TestNot': {
      const of = testExpression(node.operand);
      return node.negations.length % 2 === 1 ? { is: 'not', of } : of;
    }
    case 'TestLogical': {
      const [first, ...others] = node.operands.map(testExpression);
      const is = node.operator === '&&' ? 'and' : 'or';
      return others.reduce<Test>((left, right) => ({ is, left, right }), first ?? { is: 'unary', operator: '-n', word: { parts: [], start: node.pos, end: node.end } });
    }
  }
}

/** The words of `[ … ]` or `test …` as an expression; null when it is another command or has no usual form. */
function bracketTest(words: readonly ShellWord[]): Test | null {
  const name = literal(words[0]);
  if (name === 'test') return bracketExpression(words.slice(1));
  return name === '[' && literal(words.at(-1)) === ']' ? bracketExpression(words.slice(1, -1)) : null;
}

function bracketExpression(words: readonly ShellWord[]): Test | null {
  for (const [operator, is] of [['-o', 'or'], ['-a', 'and']] as const) {
    const at = words.findIndex((candidate, index) => index > 0 && index < words.length - 1 && literal(candidate) === operator);
    if (at < 0) continue;
    const left = bracketExpression(words.slice(0, at));
    const right = bracketExpression(words.slice(at + 1));
    return left && right && { is, left, right };
  }
  const [first, second, third] = words;
  if (first && words.length === 1) return { is: 'unary', operator: '-n', word: first };
  if (literal(first) === '!') {
    const of = bracketExpression(words.slice(1));
    return of && { is: 'not', of };
  }
  const operator = literal(words.length === 2 ? first : second);
  if (operator === null) return null;
  if (second && words.length === 2) return /^-\w$/.test(operator) ? { is: 'unary', operator, word: second } : null;
  return first && third && words.length === 3 ? { is: 'binary', operator, left: first, right: third } : null;
}
