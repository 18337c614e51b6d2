import { beforeAll, describe, expect, it } from 'vitest';
import { loadHcl, type HclBlock, type HclExpression, type HclFile } from '../../src/syntax/hcl.ts';

let parse: (text: string) => HclFile;

beforeAll(async () => {
  parse = await loadHcl();
});

/** The expression that a text is, as a nested list that is easy to compare. */
function shown(text: string): unknown {
  const source = `a = ${text}\n`;
  const [attribute] = parse(source).attributes;
  return attribute && show(attribute.value);
}

function show(expression: HclExpression): unknown {
  switch (expression.is) {
    case 'literal':
      return expression.value;
    case 'template': {
      const parts = expression.parts.map((part) => (part.is === 'text' ? part.text : show(part)));
      return parts.every((part) => typeof part === 'string') ? parts.join('') : { template: parts };
    }
    case 'list':
      return expression.items.map(show);
    case 'object':
      return { object: expression.entries.map(({ key, value }) => [show(key), show(value)]) };
    case 'reference':
      return { ref: expression.path.map((step) => (typeof step === 'string' ? step : show(step))) };
    case 'part':
      return { part: show(expression.of), path: expression.path.map((step) => (typeof step === 'string' ? step : show(step))) };
    case 'call':
      return { call: expression.name, with: expression.arguments.map(show) };
    case 'condition':
      return { if: show(expression.test), then: show(expression.then), else: show(expression.otherwise) };
    case 'operation':
      return { [expression.operator]: expression.operands.map(show) };
    case 'for':
      return { for: expression.names, of: show(expression.of), ...(expression.key && { key: show(expression.key) }), value: show(expression.value), ...(expression.only && { only: show(expression.only) }) };
    case 'other':
      return 'other';
  }
}

describe('an expression', () => {
  it.each<[string, unknown]>([
    ['1', 1],
    ['-0.5', -0.5],
    ['true', true],
    ['null', null],
    ['""', ''],
    ['" a  b "', ' a  b '],
    ['"a\\n\\"b\\" \\\\ \\u00e9 \\U0001F600"', 'a\n"b" \\ é 😀'],
    ['"$${a} %%{b}"', '${a} %{b}'],
    ['" a ${var.x} b"', { template: [' a ', { ref: ['var', 'x'] }, ' b'] }],
    ['"%{ if a }b%{ endif }"', 'other'],
    ['[1, "a", [var.x]]', [1, 'a', [{ ref: ['var', 'x'] }]]],
    ['{ a = 1, "b" : 2, (var.c) = 3 }', { object: [['a', 1], ['b', 2], [{ ref: ['var', 'c'] }, 3]] }],
    ['aws_sns_topic.ops[0].arn', { ref: ['aws_sns_topic', 'ops', 0, 'arn'] }],
    ['a.b["c"].d', { ref: ['a', 'b', 'c', 'd'] }],
    ['a.*.id', { ref: ['a', '*', 'id'] }],
    ['a.b[*].id', { ref: ['a', 'b', '*', 'id'] }],
    ['concat(var.a, ["b"])', { call: 'concat', with: [{ ref: ['var', 'a'] }, ['b']] }],
    ['merge(a, b).c', { part: { call: 'merge', with: [{ ref: ['a'] }, { ref: ['b'] }] }, path: ['c'] }],
    ['(a.b)[0]', { part: { ref: ['a', 'b'] }, path: [0] }],
    ['a == "p" ? [b.c] : []', { if: { '==': [{ ref: ['a'] }, 'p'] }, then: [{ ref: ['b', 'c'] }], else: [] }],
    ['!a && b.c > 1', { '&&': [{ '!': [{ ref: ['a'] }] }, { '>': [{ ref: ['b', 'c'] }, 1] }] }],
    ['[for v in var.l : "@${v}" if v != ""]', { for: ['v'], of: { ref: ['var', 'l'] }, value: { template: ['@', { ref: ['v'] }] }, only: { '!=': [{ ref: ['v'] }, ''] } }],
    ['{ for k, v in m : k => upper(v) }', { for: ['k', 'v'], of: { ref: ['m'] }, key: { ref: ['k'] }, value: { call: 'upper', with: [{ ref: ['v'] }] } }],
    ['<<EOT\n  a\n    ${b} \\n\nEOT', { template: ['  a\n    ', { ref: ['b'] }, ' \\n\n'] }],
    ['<<-EOT\n  a\n    ${b}\n\n  c\n  EOT', { template: ['a\n  ', { ref: ['b'] }, '\n\nc\n'] }],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('knows where the characters of a text stand', () => {
    const source = 'é = <<-EOT\n    one\n      two $${x}\n  EOT\n';
    const value = parse(source).attributes[0]?.value;
    const [part] = value?.is === 'template' ? value.parts : [];
    expect(part?.is === 'text' && part.text).toBe('one\n  two ${x}\n');
    const at = (word: string) => {
      if (part?.is !== 'text') return undefined;
      const index = part.text.indexOf(word);
      const piece = part.pieces.findLast((candidate) => candidate.index <= index);
      return piece && source.slice(piece.offset + index - piece.index).slice(0, word.length);
    };
    expect(at('one')).toBe('one');
    expect(at('two')).toBe('two');
  });
});

describe('a file', () => {
  it('has blocks with labels, attributes and blocks of their own', () => {
    const source = `# who
resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name = "cpu"
  metric_query {
    id = "m1"
  }
  dynamic "dimension" {
    for_each = toset(["a"])
    content { name = dimension.value }
  }
}
`;
    const { blocks, error } = parse(source);
    expect(error).toBeUndefined();
    const [block] = blocks;
    expect(block).toMatchObject({ type: 'resource', labels: ['aws_cloudwatch_metric_alarm', 'cpu'] });
    expect(block?.attributes.map(({ name }) => name)).toEqual(['alarm_name']);
    expect(block?.blocks.map(({ type, labels }: HclBlock) => [type, ...labels])).toEqual([['metric_query'], ['dynamic', 'dimension']]);
    expect(source.slice(block?.head.start, block?.head.end)).toBe('resource "aws_cloudwatch_metric_alarm" "cpu"');
    expect(source.slice(block?.start, block?.end).endsWith('}')).toBe(true);
  });

  it('is read as far as may be where it is broken', () => {
    const source = 'resource "a" "b" {\n  x = 1\n}\nresource "a" "c" {\n  y = [1\n}\n';
    const { blocks, error } = parse(source);
    expect(blocks[0]).toMatchObject({ labels: ['a', 'b'] });
    expect(blocks.map(({ broken }) => broken)).toEqual([undefined, ...blocks.slice(1).map(() => true)]);
    expect(error?.offset).toBeGreaterThan(source.indexOf('"c"'));
  });

  it('says which block is broken', () => {
    const { blocks } = parse('resource "a" "b" {\n  x =\n  y = 1\n}\nresource "a" "c" {\n  y = 1\n}\n');
    expect(blocks.map(({ labels, broken }) => [labels[1], broken])).toEqual([['b', true], ['c', undefined]]);
  });

  it('may be nested deeper than anybody writes', () => {
    expect(() => parse(`a = ${'['.repeat(5000)}${']'.repeat(5000)}\n`)).not.toThrow();
    expect(() => parse('a {'.repeat(5000))).not.toThrow();
  });
});
