import { beforeAll, describe, expect, it } from 'vitest';
import { createDocument } from '../../../src/document.ts';
import { attributeOf, moduleOf } from '../../../src/formats/terraform/module.ts';
import { evaluate, scopeOf } from '../../../src/formats/terraform/evaluate.ts';
import type { TerraformValue } from '../../../src/formats/terraform/values.ts';
import { loadHcl, type HclFile } from '../../../src/syntax/hcl.ts';
import { surroundingsOf } from '../../../src/understand.ts';

let parse: (text: string) => HclFile;

beforeAll(async () => {
  parse = await loadHcl();
});

const MODULE = `
variable "required" {}
variable "size" { default = 3 }
variable "nobody" { default = [] }
variable "blank" { default = "" }
locals {
  name   = "shop"
  full   = "\${local.name}-\${var.required}"
  circle = local.round
  round  = local.circle
  people = { api = { team = "core" }, web = { team = "front" } }
}
resource "aws_sns_topic" "ops" { name = "ops" }
resource "aws_cloudwatch_metric_alarm" "cpu" { alarm_name = "cpu" }
`;

/** A value as it is easy to compare: unknown ones by their names, with all that they can be. */
function shown(expression: string): unknown {
  const documents = new Map([
    ['m/main.tf', createDocument('m/main.tf', `locals {\n  it = ${expression}\n}\n`)],
    ['m/other.tf', createDocument('m/other.tf', MODULE)],
    ['n/main.tf', createDocument('n/main.tf', 'locals {\n  name = "elsewhere"\n}\n')],
  ]);
  const module = moduleOf('m', surroundingsOf(documents), ({ text }) => parse(text));
  const local = parse(documents.get('m/main.tf')?.text ?? '').blocks[0];
  const it = local && attributeOf(local, 'it');
  return it && show(evaluate(it, { ...scopeOf(module), path: 'm/main.tf' }));
}

function show(value: TerraformValue): unknown {
  if (value === null) return null;
  switch (value.is) {
    case 'text':
      return value.known === 'written' ? value.text : `${value.known}: ${value.text}`;
    case 'list':
      return value.items.map(show);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, inner]) => [key, show(inner)]));
    case 'unknown':
      return { unknown: value.text, ...(value.of && { of: value.of.map(show) }), ...(value.resource && { resource: value.resource.type }) };
  }
}

describe('the value of an expression', () => {
  it.each<[string, unknown]>([
    ['"a"', 'a'],
    ['local.name', 'shop'],
    ['local.full', 'partly: shop-${var.required}'],
    ['var.size', 'default: 3'],
    ['var.size * 60', 'default: 180'],
    ['var.required', { unknown: 'var.required' }],
    ['var.nobody', { unknown: 'var.nobody' }],
    ['var.blank', { unknown: 'var.blank' }],
    ['var.from_elsewhere', { unknown: 'var.from_elsewhere' }],
    ['local.circle', { unknown: 'local.round' }],
    ['local.people.api.team', 'core'],
    ['local.people["web"].team', 'front'],
    ['local.people[var.required].team', { unknown: 'local.people.team', of: ['core', 'front'] }],
    ['[for k, v in local.people : "${k}@${v.team}"]', ['api@core', 'web@front']],
    ['{ for k, v in local.people : k => v.team if k != "web" }', { api: 'core' }],
    ['[for k in var.required : k]', { unknown: 'var.required' }],
    ['true ? "a" : "b"', 'a'],
    ['local.name == "shop" && !false ? "a" : "b"', 'a'],
    ['var.size > 1 ? "a" : "b"', { unknown: 'var.size', of: ['a', 'b'] }],
    ['var.required == "x" ? [aws_sns_topic.ops.arn] : []', { unknown: 'aws_sns_topic.ops.arn', of: [[{ unknown: 'aws_sns_topic.ops.arn', resource: 'AWS::SNS::Topic' }], []] }],
    ['var.required == "x" ? "a" : "a"', 'a'],
    ['aws_cloudwatch_metric_alarm.cpu.alarm_name', 'cpu'],
    ['aws_cloudwatch_metric_alarm.cpu.arn', { unknown: 'aws_cloudwatch_metric_alarm.cpu.arn' }],
    ['join(", ", concat(["a"], ["b", var.required]))', 'partly: a, b, ${var.required}'],
    ['format("%s-%d%%", local.name, 5)', 'shop-5%'],
    ['coalesce("", var.nobody, "c")', { unknown: 'var.nobody' }],
    ['lookup(local.people, "api").team', 'core'],
    ['merge({ a = 1 }, { a = 2, b = null })', { a: '2' }],
    ['jsonencode({ a = [1] })', { a: ['1'] }],
    ['sha256("a")', { unknown: '…' }],
    ['null', null],
  ])('%s', (expression, expected) => {
    expect(shown(expression)).toEqual(expected);
  });

  it('is not worked out for ever', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `  a${n} = "\${local.a${n + 1}}\${local.a${n + 1}}"\n  b${n} = [local.b${n + 1}, local.b${n + 1}]`).join('\n');
    const text = `locals {\n${doubling}\n  a60 = "aaaaaaaaaa"\n  b60 = ["b"]\n}\n`;
    const module = moduleOf('', surroundingsOf(new Map([['a.tf', createDocument('a.tf', text)]])), (document) => parse(document.text));
    const scope = { ...scopeOf(module), path: 'a.tf' };
    for (const name of ['a0', 'b0']) {
      const value = evaluate({ is: 'reference', path: ['local', name], start: 0, end: 0 }, scope);
      expect(JSON.stringify(show(value)).length).toBeLessThan(1_000_000);
    }
  });
});

describe('a variable of a module that is called', () => {
  /** The value of `var.it` in the module `alarm`, by those who call it. */
  function given(variable: string, files: Record<string, string>): unknown {
    const texts = { 'alarm/main.tf': `variable "it" { ${variable} }\nlocals {\n  it = var.it\n}\n`, ...files };
    const documents = new Map(Object.entries(texts).map(([path, source]) => [path, createDocument(path, source)]));
    const module = moduleOf('alarm', surroundingsOf(documents), ({ text }) => parse(text));
    const local = module.locals.get('it');
    return local && show(evaluate(local.written, { ...scopeOf(module), path: local.path }));
  }

  const call = (argument: string, name = 'a', source = './alarm'): string => `module "${name}" {\n  source = "${source}"\n  ${argument}\n}\n`;

  it.each<[string, string, Record<string, string>, unknown]>([
    ['is what the only one gives', '', { 'main.tf': call('it = "x"') }, 'x'],
    ['is its default where that one gives nothing', 'default = "y"', { 'main.tf': call('') }, 'y'],
    ['is empty where the default is, and nobody gives more', 'default = []', { 'main.tf': call('') }, []],
    ['is not known where nobody calls it', 'default = []', {}, { unknown: 'var.it' }],
    ['is one of those that are given', 'default = "y"', { 'main.tf': call('it = "x"') + call('', 'b') }, { unknown: 'var.it', of: ['x', 'y'] }],
    ['is the same from two', '', { 'main.tf': call('it = "x"'), 'b/main.tf': call('it = "x"', 'a', '../alarm/') }, 'x'],
    ['goes through two modules', '', { 'main.tf': call('it = "x"', 'a', './b'), 'b/main.tf': `variable "it" {}\n${call('it = var.it', 'a', '../alarm')}` }, 'x'],
    ['is what a loop gives', '', { 'main.tf': call('for_each = toset(["x"])\n  it = each.value') }, 'x'],
    ['keeps what a resource is, and not its name', '', { 'main.tf': call('it = aws_sns_topic.a.arn') }, { unknown: 'var.it', resource: 'AWS::SNS::Topic' }],
    ['takes nothing from a sample', 'default = "y"', { 'examples/main.tf': call('it = "x"', 'a', '../alarm') }, 'default: y'],
    ['ends where modules call each other', '', { 'alarm/more.tf': call('it = var.it', 'b', '../b'), 'b/main.tf': `variable "it" {}\n${call('it = var.it', 'a', '../alarm')}` }, { unknown: 'var.it' }],
  ])('%s', (_, variable, files, expected) => {
    expect(given(variable, files)).toEqual(expected);
  });
});
