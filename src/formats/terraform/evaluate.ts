import type { Span } from '../../model/index.ts';
import type { HclBlock, HclBody, HclExpression, HclText } from '../../syntax/hcl.ts';
import { calculate, compare } from '../common/arithmetic.ts';
import type { CloudProperties, CloudText, CloudValue } from '../common/cloud-value.ts';
import { call } from './functions.ts';
import { attributeOf, type Module } from './module.ts';
import { entry, isEmpty, joined, movedTo, oneOf, representative, text, unknown, type TerraformValue } from './values.ts';

/** What the names in an expression mean, and where it stands. */
export interface Scope {
  module: Module;
  path: string;
  /** `each`, the iterators of dynamic blocks, the names of `for`. */
  names: ReadonlyMap<string, TerraformValue>;
  /** What is worked out already, by the expression; undefined while it is under way, so that a circle ends. */
  known: Map<HclExpression, TerraformValue | undefined>;
  /** What defaults of variables are taken for: what callers may change, what holds, or nothing at all. */
  defaults: 'changeable' | 'binding' | 'ignored';
  /** How many more expressions may be worked out, and how many names lead here: a generated file must not take for ever. */
  budget: { left: number; depth: number };
}

const BUDGET = 200_000;
/** Longer than any chain of names that a person follows. */
const DEEPEST = 60;

export function scopeOf(module: Module): Scope {
  return { module, path: '', names: new Map(), known: new Map(), defaults: 'changeable', budget: { left: BUDGET, depth: 0 } };
}

/** The scope of a block: where the defaults say that it is not made, they are no values of anything that is. */
export function scopeWithin(block: HclBody, scope: Scope): Scope {
  const count = attributeOf(block, 'count');
  const usual = count && evaluate(count, { ...scope, known: new Map(), defaults: 'binding' });
  const isMade = usual?.is !== 'text' || Number(usual.text) > 0;
  return isMade ? scope : { ...scope, known: new Map(), defaults: 'ignored' };
}

/** A loop over more than this is not followed. */
const MOST_ROUNDS = 200;

/**
 * The value of an expression, as far as it follows from the files. What a caller, a resource or the state of the world
 * decides is unknown, with all that it can be where a condition says so.
 */
export function evaluate(expression: HclExpression, scope: Scope): TerraformValue {
  const at = spanOf(expression, scope);
  scope.budget.left -= 1;
  if (scope.budget.left < 0) return unknown('…', at);
  switch (expression.is) {
    case 'literal':
      return expression.value === null ? null : text(expression.value, at);
    case 'template':
      return templateOf(expression.parts, at, scope);
    case 'list':
      return { is: 'list', items: expression.items.flatMap((item) => evaluate(item, scope) ?? []), at };
    case 'object':
      return objectOf(expression.entries, at, scope);
    case 'reference':
      return referenceOf(expression.path, at, scope);
    case 'part':
      return stepInto(evaluate(expression.of, scope), expression.path, nameOf(expression), scope);
    case 'call':
      return call(expression.name, expression.arguments.map((argument) => evaluate(argument, scope)), nameOf(expression), at);
    case 'condition': {
      const test = truthOf(evaluate(expression.test, scope), scope);
      if (test !== undefined) return evaluate(test ? expression.then : expression.otherwise, scope);
      return oneOf([evaluate(expression.then, scope), evaluate(expression.otherwise, scope)], nameOf(expression), at);
    }
    case 'operation':
      return operationOf(expression, at, scope);
    case 'for':
      return loopOf(expression, at, scope);
    case 'other':
      return unknown(nameOf(expression), at);
  }
}

function spanOf({ start, end }: { start: number; end: number }, { path }: Scope): Span {
  return { path, start, end };
}

/** True or false where the files say so for every caller. */
function truthOf(value: TerraformValue, { defaults }: Scope): boolean | undefined {
  const counts = value?.is === 'text' && (value.known === 'written' || (value.known === 'default' && defaults === 'binding'));
  return counts ? TRUTHS[value.text] : undefined;
}

const TRUTHS: Record<string, boolean | undefined> = { true: true, false: false };

/** What an expression that is not known is called: the first name in it. */
export function nameOf(expression: HclExpression): string {
  switch (expression.is) {
    case 'reference':
      return expression.path.map((step) => (typeof step === 'string' ? step : '')).filter((step) => step !== '').join('.');
    case 'template':
      return firstName(expression.parts.flatMap((part) => (part.is === 'text' ? [] : part)));
    case 'list':
      return firstName(expression.items);
    case 'object':
      return firstName(expression.entries.map(({ value }) => value));
    case 'part':
      return nameOf(expression.of);
    case 'call':
      return firstName(expression.arguments);
    case 'condition':
      return firstName([expression.then, expression.otherwise, expression.test]);
    case 'operation':
      return firstName(expression.operands);
    case 'for':
      return nameOf(expression.of);
    default:
      return '…';
  }
}

function firstName(expressions: readonly HclExpression[]): string {
  return expressions.map(nameOf).find((name) => name !== '…') ?? '…';
}

function templateOf(parts: readonly (HclText | HclExpression)[], at: Span, scope: Scope): TerraformValue {
  const [only] = parts;
  // `"${value}"` is the value itself.
  if (only && only.is !== 'text' && parts.length === 1) return evaluate(only, scope);
  return joined(parts.map((part) => (part.is === 'text' ? written(part, scope) : hole(evaluate(part, scope), part, scope))), at);
}

function written({ text: value, pieces, start, end }: HclText, { path }: Scope): CloudText {
  const offsetOf = (index: number): number => {
    const piece = pieces.findLast((candidate) => candidate.index <= index);
    return piece ? piece.offset + index - piece.index : start;
  };
  const part = (from: number, to: number): Span => ({ path, start: offsetOf(from), end: to > from ? offsetOf(to - 1) + 1 : offsetOf(from) });
  return { is: 'text', text: value, known: 'written', at: { path, start, end }, part };
}

/** What a text has where something is put in: its value, one that it can have, or its name. */
function hole(value: TerraformValue, expression: HclExpression, scope: Scope): CloudText {
  const at = spanOf(expression, scope);
  const found = representative(value);
  if (found?.is === 'text') return { is: 'text', text: found.text, known: found.known, at };
  return text(`\${${value?.is === 'unknown' ? value.text : nameOf(expression)}}`, at, 'partly');
}

function objectOf(entries: readonly { key: HclExpression; value: HclExpression }[], at: Span, scope: Scope): CloudValue {
  const known = new Map<string, CloudValue>();
  for (const { key, value } of entries) {
    const name = evaluate(key, scope);
    for (const [label, inner] of entry(name?.is === 'text' ? name.text : `\${${nameOf(key)}}`, evaluate(value, scope))) known.set(label, inner);
  }
  return { is: 'map', entries: known, at };
}

type Path = readonly (string | HclExpression)[];

function referenceOf(path: Path, at: Span, scope: Scope): TerraformValue {
  const [first = '', second] = path;
  const name = nameOf({ is: 'reference', path: [...path], start: at.start, end: at.end });
  if (typeof first !== 'string') return unknown(name, at);
  if (scope.names.has(first)) return movedTo(stepInto(scope.names.get(first) ?? null, path.slice(1), name, scope), at);
  if (typeof second !== 'string') return unknown(name, at);
  const { module } = scope;
  if (first === 'local') {
    const local = module.locals.get(second);
    return local ? movedTo(stepInto(remembered(local.written, local.path, scope), path.slice(2), name, scope), at) : unknown(name, at);
  }
  if (first === 'var') {
    const given = givenTo(second, scope);
    if (given !== undefined) return movedTo(stepInto(given, path.slice(2), name, scope), at);
    const value = variableOf(second, scope);
    return value ? movedTo(stepInto(value, path.slice(2), name, scope), at, 'default') : unknown(name, at);
  }
  if (first === 'data') return resourceOf(second, typeof path[2] === 'string' ? path[2] : '', name, at);
  const resource = module.resources.get(`${first}.${second}`);
  const attribute = resource && attributeValue(resource.written, path.slice(2), name, { ...scope, path: resource.path, names: new Map() });
  if (attribute?.is === 'text' && attribute.known !== 'partly') return movedTo(attribute, at);
  return resourceOf(first, second, name, at);
}

/** The value of something that has a name of its own, worked out once. */
function remembered(expression: HclExpression, path: string, scope: Scope): TerraformValue {
  const { known, budget } = scope;
  const found = known.get(expression);
  if (found !== undefined) return found;
  if (known.has(expression) || budget.depth > DEEPEST) return unknown(nameOf(expression), spanOf(expression, { ...scope, path }));
  known.set(expression, undefined);
  budget.depth += 1;
  const value = evaluate(expression, { ...scope, path, names: new Map() });
  budget.depth -= 1;
  known.set(expression, value);
  return value;
}

/** A variable's default; undefined where a caller has to fill it in, or is meant to: an empty default is nobody's wish. */
function variableOf(name: string, scope: Scope): CloudValue | undefined {
  if (scope.defaults === 'ignored') return undefined;
  const variable = scope.module.variables.get(name);
  const expression = variable && attributeOf(variable.written, 'default');
  const value = expression ? remembered(expression, variable.path, scope) : null;
  return value === null || isEmpty(value) ? undefined : value;
}

const givenValues = new WeakMap<Module, Map<string, TerraformValue | undefined>>();

/** What the calls of the module in this project give to a variable, or leave to its default; undefined where nobody calls it. */
function givenTo(name: string, scope: Scope): TerraformValue | undefined {
  const { module, budget } = scope;
  const variable = module.variables.get(name);
  const calls = module.calls();
  if (!variable || calls.length === 0 || budget.depth > DEEPEST) return undefined;
  const known = givenValues.get(module) ?? new Map<string, TerraformValue | undefined>();
  givenValues.set(module, known);
  if (known.has(name)) return known.get(name);
  known.set(name, undefined);
  budget.depth += 1;
  const byDefault = attributeOf(variable.written, 'default');
  const values = calls.map((call): TerraformValue => {
    const argument = attributeOf(call.written, name);
    if (!argument) return byDefault ? evaluate(byDefault, { ...scope, path: variable.path, names: new Map() }) : null;
    const outer: Scope = { module: call.module, path: call.path, names: new Map(), known: new Map(), defaults: 'changeable', budget };
    return fromOutside(evaluate(argument, { ...outer, names: eachOf(call.written, outer) }), `var.${name}`);
  });
  budget.depth -= 1;
  const value = oneOf(values, `var.${name}`, spanOf(variable.written, { ...scope, path: variable.path }));
  known.set(name, value);
  return value;
}

/** What is not known there is the module's own variable here: names of resources mean others within. */
function fromOutside(value: TerraformValue, name: string): TerraformValue {
  const seen = (from: CloudValue): CloudValue => {
    switch (from.is) {
      case 'text':
        return from;
      case 'list':
        return { ...from, items: from.items.map(seen) };
      case 'map':
        return { ...from, entries: new Map([...from.entries].map(([key, inner]) => [key, seen(inner)])) };
      case 'unknown':
        return { ...from, text: name, named: true, ...(from.of && { of: from.of.map(seen) }) };
    }
  };
  return value && seen(value);
}

/** Terraform's resources by the names that AWS has for them, as far as it matters what they are. */
const AWS_TYPES: Record<string, string> = {
  aws_sns_topic: 'AWS::SNS::Topic',
  aws_lambda_function: 'AWS::Lambda::Function',
  aws_lambda_alias: 'AWS::Lambda::Alias',
  aws_ssm_document: 'AWS::SSM::Document',
  aws_autoscaling_policy: 'AWS::AutoScaling::ScalingPolicy',
  aws_appautoscaling_policy: 'AWS::ApplicationAutoScaling::ScalingPolicy',
};

function resourceOf(type: string, name: string, reference: string, at: Span): CloudValue {
  const awsType = Object.hasOwn(AWS_TYPES, type) ? AWS_TYPES[type] : undefined;
  return { ...unknown(reference, at), ...(awsType !== undefined && { resource: { type: awsType, name } }) };
}

/** What a resource says of itself; its instances are one. */
function attributeValue(block: HclBlock, path: Path, name: string, scope: Scope): TerraformValue {
  const [step, ...rest] = path.filter((part, index) => index > 0 || (typeof part === 'string' && part !== '*'));
  if (typeof step !== 'string') return null;
  const attribute = attributeOf(block, step);
  if (attribute) return stepInto(remembered(attribute, scope.path, scope), rest, name, scope);
  const blocks = block.blocks.filter(({ type }) => type === step);
  const at = spanOf(block, scope);
  return blocks.length === 0 ? null : stepInto({ is: 'list', items: blocks.map((inner) => ({ is: 'map', entries: propertiesOf(inner, scope), at })), at }, rest, name, scope);
}

/** Follows `.name`, `[index]` and `*` into a value. */
function stepInto(value: TerraformValue, path: Path, name: string, scope: Scope): TerraformValue {
  const [step, ...rest] = path;
  if (step === undefined || value === null) return value;
  if (value.is === 'unknown') {
    return { ...unknown(name, value.at), ...(value.of && { of: value.of.flatMap((inner) => stepInto(inner, path, name, scope) ?? []) }), ...(value.resource && { resource: value.resource }) };
  }
  if (step === '*') {
    const items = value.is === 'list' ? value.items : [value];
    return { is: 'list', items: items.flatMap((item) => stepInto(item, rest, name, scope) ?? []), at: value.at };
  }
  const key = typeof step === 'string' ? text(step, value.at) : evaluate(step, scope);
  const inner = memberOf(value, key);
  return inner ? stepInto(inner, rest, name, scope) : unknown(name, value.at);
}

function memberOf(value: CloudValue, key: TerraformValue): TerraformValue {
  if (value.is === 'list' && key?.is === 'text') return value.items[Number(key.text)] ?? null;
  if (value.is !== 'map') return null;
  if (key?.is === 'text') return value.entries.get(key.text) ?? null;
  return key?.is === 'unknown' ? oneOf([...value.entries.values()], key.text, value.at) : null;
}

function operationOf({ operator, operands }: HclExpression & { is: 'operation' }, at: Span, scope: Scope): TerraformValue {
  const name = firstName(operands);
  const values = operands.map((operand) => evaluate(operand, scope));
  const [left, right] = values;
  const known = values.every((value) => value === null || (value.is === 'text' && value.known === 'written')) ? 'written' : 'default';
  const isKnown = values.every((value) => value === null || (value.is === 'text' && value.known !== 'partly'));
  if (operator === '&&' || operator === '||') {
    const decides = operator === '||';
    const truths = values.map((value) => truthOf(value, scope));
    if (truths.includes(decides)) return text(decides, at);
    return truths.every((truth) => truth === !decides) ? text(!decides, at) : unknown(name, at);
  }
  if (left === undefined || !isKnown) return unknown(name, at);
  const [a, b] = [plainText(left), plainText(right ?? null)];
  const result = right === undefined ? unary(operator, a) : binary(operator, a, b);
  return result === undefined ? unknown(name, at) : text(result, at, known);
}

/** Undefined for null, which is like no text. */
function plainText(value: TerraformValue): string | undefined {
  return value?.is === 'text' ? value.text : undefined;
}

function unary(operator: string, a: string | undefined): number | boolean | undefined {
  if (operator === '!') return a === 'true' ? false : a === 'false' ? true : undefined;
  return operator === '-' && isNumber(a) ? -Number(a) : undefined;
}

function binary(operator: string, a: string | undefined, b: string | undefined): number | boolean | undefined {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (!isNumber(a) || !isNumber(b)) return undefined;
  const [left, right] = [Number(a), Number(b)];
  if ((operator === '/' || operator === '%') && right === 0) return undefined;
  return compare(left, operator, right) ?? calculate(left, operator, right);
}

function isNumber(value: string | undefined): value is string {
  return value !== undefined && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value);
}

function loopOf(loop: HclExpression & { is: 'for' }, at: Span, scope: Scope): TerraformValue {
  const rounds = roundsOf(evaluate(loop.of, scope));
  if (!rounds || rounds.length > MOST_ROUNDS || loop.grouped) return unknown(nameOf(loop), at);
  const items: CloudValue[] = [];
  const entries = new Map<string, CloudValue>();
  for (const round of rounds) {
    const inner = { ...scope, names: new Map([...scope.names, ...namesOf(loop.names, round)]) };
    const wanted = loop.only ? truthOf(evaluate(loop.only, inner), scope) : true;
    if (wanted === undefined) return unknown(nameOf(loop), at);
    if (!wanted) continue;
    const value = evaluate(loop.value, inner);
    if (!loop.key) items.push(...(value ? [value] : []));
    else {
      const key = evaluate(loop.key, inner);
      if (key?.is !== 'text') return unknown(nameOf(loop), at);
      for (const [label, found] of entry(key.text, value)) entries.set(label, found);
    }
  }
  return loop.key ? { is: 'map', entries, at } : { is: 'list', items, at };
}

/** One name is the value, two are key and value. */
function namesOf(names: readonly string[], { key, value }: Round): [string, TerraformValue][] {
  const [first, second] = names;
  if (first === undefined) return [];
  return second === undefined ? [[first, value]] : [[first, key], [second, value]];
}

interface Round {
  key: TerraformValue;
  value: TerraformValue;
}

/** What a loop goes over; undefined where that is not known. */
function roundsOf(value: TerraformValue): Round[] | undefined {
  if (value?.is === 'list') return value.items.map((item, index) => ({ key: text(index, value.at), value: item }));
  if (value?.is === 'map') return [...value.entries].map(([key, item]) => ({ key: text(key, value.at), value: item }));
  return undefined;
}

/** All that a block says, its inner blocks as lists of maps by their type. */
export function propertiesOf(block: HclBody, scope: Scope): CloudProperties {
  const properties = new Map<string, CloudValue>();
  for (const { name, value } of block.attributes) for (const [key, inner] of entry(name, evaluate(value, scope))) properties.set(key, inner);
  const lists = new Map<string, CloudValue[]>();
  for (const inner of block.blocks) {
    const isDynamic = inner.type === 'dynamic';
    const type = isDynamic ? (inner.labels[0] ?? '') : inner.type;
    const maps = isDynamic ? dynamicBlocks(inner, type, scope) : [mapOf(inner, scope)];
    lists.set(type, [...(lists.get(type) ?? []), ...maps]);
  }
  for (const [type, items] of lists) properties.set(type, { is: 'list', items, at: items[0]?.at ?? { path: scope.path, start: 0, end: 0 } });
  return properties;
}

function mapOf(block: HclBlock, scope: Scope): CloudValue {
  return { is: 'map', entries: propertiesOf(block, scope), at: spanOf(block, scope) };
}

/** The blocks that a dynamic one makes; where it is not known how many, one that stands for all. */
function dynamicBlocks(block: HclBlock, type: string, scope: Scope): CloudValue[] {
  const content = block.blocks.find((inner) => inner.type === 'content');
  if (!content) return [];
  const rounds = roundsFor(attributeOf(block, 'for_each'), scope);
  const iterator = attributeOf(block, 'iterator');
  const name = iterator ? nameOf(iterator) : type;
  const each = rounds ?? [standIn(name, scope)];
  return each.slice(0, MOST_ROUNDS).map(({ key, value }) => mapOf(content, { ...scope, names: new Map([...scope.names, [name, iteration(key, value, spanOf(block, scope))]]) }));
}

function roundsFor(forEach: HclExpression | undefined, scope: Scope): Round[] | undefined {
  return forEach && roundsOf(evaluate(forEach, scope));
}

function standIn(name: string, scope: Scope): Round {
  const at: Span = { path: scope.path, start: 0, end: 0 };
  return { key: unknown(`${name}.key`, at), value: unknown(`${name}.value`, at) };
}

function iteration(key: TerraformValue, value: TerraformValue, at: Span): TerraformValue {
  return { is: 'map', entries: new Map([...entry('key', key), ...entry('value', value)]), at };
}

/** What `each` means in a block with `for_each`: the only instance, or all that it can be. */
export function eachOf(block: HclBlock, scope: Scope): ReadonlyMap<string, TerraformValue> {
  const forEach = attributeOf(block, 'for_each');
  if (!forEach) return new Map();
  const at = spanOf(block, scope);
  const rounds = roundsFor(forEach, scope) ?? [];
  if (rounds.length === 0) return new Map([['each', iteration(unknown('each.key', at), unknown('each.value', at), at)]]);
  // In a set both are the value itself.
  const isSet = forEach.is === 'call' && forEach.name === 'toset';
  const keys = rounds.map(({ key, value }) => (isSet ? value : key));
  return new Map([['each', iteration(oneOf(keys, 'each.key', at), oneOf(rounds.map(({ value }) => value), 'each.value', at), at)]]);
}
