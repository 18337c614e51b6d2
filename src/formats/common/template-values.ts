import type { Span } from '../../model/index.ts';
import { placesOf } from '../../syntax/places.ts';
import { entriesAt, get, isNull, itemsAt, textAt, type YamlNode, type YamlScalar } from '../../syntax/yaml.ts';
import { symbolicText, type CloudText, type CloudUnknown, type CloudValue, type Subscribers } from './cloud-value.ts';

/** What a CloudFormation template says by itself of the names that its values use. */
export interface Template {
  path: string;
  parameters: ReadonlyMap<string, YamlNode>;
  mappings: YamlNode | undefined;
  /** Types of the resources, by logical id. */
  types: ReadonlyMap<string, string>;
  /** Of the topics that have subscriptions in the template. */
  subscribers: ReadonlyMap<string, Subscribers>;
}

/** Deeper than any person nests functions. */
const DEEPEST = 50;

/**
 * The value of a node, with the functions of the template worked out as far as the template says.
 * Undefined for nothing at all: null, `AWS::NoValue`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function valueOf(node: YamlNode | undefined, template: Template, depth = 0): CloudValue | undefined {
  if (!node || isNull(node) || depth > DEEPEST) return undefined;
  const call = callOf(node);
  if (call) return resultOf(call, node, template, depth + 1);
  const at = spanOf(node, template);
  switch (node.is) {
    case 'scalar':
      return writtenText(node, at);
    case 'seq':
      return { is: 'list', items: node.items.flatMap((item) => valueOf(item, template, depth + 1) ?? []), at };
    case 'map':
      return { is: 'map', entries: entriesIn(node, template, depth + 1), at };
  }
}

export function entriesIn(node: YamlNode | undefined, template: Template, depth = 0): Map<string, CloudValue> {
  return new Map(
    entriesAt(node).flatMap(({ key, value }): [string, CloudValue][] => {
      const found = valueOf(value, template, depth);
      return found ? [[key.text, found]] : [];
    }),
  );
}

/** A function of the template, in its short form or its long one. */
export interface Call {
  name: string;
  argument: YamlNode;
}

export function callOf(node: YamlNode): Call | undefined {
  if (node.tag?.startsWith('!') && !node.tag.startsWith('!!')) return { name: node.tag.slice(1), argument: node };
  const [entry, ...others] = entriesAt(node);
  if (!entry || others.length > 0) return undefined;
  const { text } = entry.key;
  if (text === 'Ref') return { name: 'Ref', argument: entry.value };
  return text.startsWith('Fn::') ? { name: text.slice(4), argument: entry.value } : undefined;
}

function resultOf({ name, argument }: Call, node: YamlNode, template: Template, depth: number): CloudValue | undefined {
  const at = spanOf(node, template);
  const items = argument.is === 'seq' ? argument.items : [];
  switch (name) {
    case 'Ref':
      return argument.is === 'scalar' ? named(argument.text, at, template) : unknown('Ref', at);
    case 'GetAtt': {
      const path = argument.is === 'scalar' ? argument.text : items.map((item) => (item.is === 'scalar' ? item.text : '')).join('.');
      return named(path.split('.')[0] ?? path, at, template);
    }
    case 'Sub':
      return substituted(argument, at, template, depth);
    case 'If':
      return either([items[1], items[2]].map((item) => valueOf(item, template, depth) ?? { is: 'list', items: [], at }), at);
    case 'FindInMap':
      return found(items, at, template, depth);
    case 'Join': {
      const parts = items[1]?.is === 'seq' ? items[1].items.map((item) => valueOf(item, template, depth)) : [];
      const texts = parts.map(symbolicText);
      if (items[0]?.is !== 'scalar' || texts.length === 0 || texts.some((text) => text === undefined)) return unknown('Join', at);
      return { is: 'text', text: texts.join(items[0].text), known: leastKnown(parts), at };
    }
    case 'ImportValue': {
      // What is imported has a name of its own, which says more than that it is not here.
      const text = symbolicText(valueOf(argument.tag === undefined ? argument : untagged(argument), template, depth));
      return { is: 'unknown', text: text ?? 'ImportValue', named: true, at };
    }
    default:
      return unknown(name, at);
  }
}

function untagged(node: YamlNode): YamlNode {
  return node.is === 'scalar' ? { is: 'scalar', text: node.text, plain: false, source: node.source, start: node.start, end: node.end } : node;
}

const unknown = (text: string, at: Span): CloudUnknown => ({ is: 'unknown', text, at });

function writtenText(scalar: YamlScalar, at: Span): CloudText {
  const places = placesOf(scalar);
  const part = places && ((start: number, end: number): Span => ({ path: at.path, start: places(start), end: end > start ? places(end - 1) + 1 : places(start) }));
  // A value of the account, which is looked up when the stack is made, or a variable of the Serverless Framework.
  const isFilledIn = scalar.text.includes('{{resolve:') || scalar.text.includes('${');
  return { is: 'text', text: scalar.text, known: isFilledIn ? 'partly' : 'written', at, ...(part && { part }) };
}

/** A parameter, a resource, or a name of the account. */
function named(name: string, at: Span, { parameters, types, subscribers }: Template): CloudValue | undefined {
  if (name === 'AWS::NoValue') return undefined;
  const parameter = parameters.get(name);
  if (parameter) {
    const isLookedUp = textAt(parameter, 'Type')?.startsWith('AWS::SSM::') ?? false;
    const text = isLookedUp ? undefined : textAt(parameter, 'Default');
    return text === undefined ? unknown(name, at) : { is: 'text', text, known: 'default', at };
  }
  const type = types.get(name);
  const told = subscribers.get(name);
  return type === undefined ? unknown(name, at) : { ...unknown(name, at), resource: { type, name, ...(told && { subscribers: told }) } };
}

const HOLE = /\$\{(!?)([^{}]*)\}/g;

/** `!Sub "… ${Name} …"`, with names of its own where they are written. */
function substituted(argument: YamlNode, at: Span, template: Template, depth: number): CloudValue {
  const [first, own] = argument.is === 'seq' ? argument.items : [argument];
  if (first?.is !== 'scalar') return unknown('Sub', at);
  const values: (CloudValue | undefined)[] = [];
  const valueFor = (name: string): CloudValue | undefined => {
    const inner = get(own, name);
    const [resource = name] = name.split('.');
    return inner ? valueOf(inner, template, depth) : named(resource, at, template);
  };
  const text = first.text.replace(HOLE, (hole, literal: string, inside: string) => {
    const name = inside.trim();
    if (literal !== '') return `\${${inside}}`;
    const value = valueFor(name) ?? unknown(name, at);
    values.push(value);
    return value.is === 'text' ? value.text : hole;
  });
  const [only] = values;
  if (only?.is === 'unknown' && /^\$\{[^{}!]*\}$/.test(first.text.trim())) return only;
  const written = writtenText(first, at);
  const known = text.includes('{{resolve:') ? 'partly' : leastKnown(values);
  return text === first.text ? { ...written, known } : { is: 'text', text, known, at };
}

function leastKnown(values: readonly (CloudValue | undefined)[]): CloudText['known'] {
  const levels = values.map((value) => (value?.is === 'text' ? value.known : 'partly'));
  return levels.includes('partly') ? 'partly' : levels.includes('default') ? 'default' : 'written';
}

/** One of several values; the value itself where they are all the same. */
function either(of: CloudValue[], at: Span): CloudValue {
  const [first] = of;
  const texts = of.map((value) => symbolicText(value));
  if (first?.is === 'text' && texts.every((text) => text === first.text)) return { ...first, at };
  return { is: 'unknown', text: [...new Set(texts.flatMap((text) => text ?? []))].join('|') || 'If', of, at };
}

function found(items: readonly YamlNode[], at: Span, template: Template, depth: number): CloudValue | undefined {
  const [name, top, second, more] = items;
  const [map, first, last] = [name, top, second].map((item) => valueOf(item, template, depth));
  const table = map?.is === 'text' ? get(template.mappings, map.text) : undefined;
  const rows = first?.is === 'text' && first.known === 'written' ? [get(table, first.text)] : entriesAt(table).map(({ value }) => value);
  const key = last?.is === 'text' && last.known === 'written' ? last.text : undefined;
  const cells = rows.flatMap((row) => (key === undefined ? entriesAt(row).map(({ value }) => value) : [get(row, key)]));
  const otherwise = get(more, 'DefaultValue');
  const values = cells.flatMap((cell) => valueOf(cell ?? otherwise, template, depth) ?? []);
  // A map that is written elsewhere may well have the key: its default says nothing then.
  if (table === undefined) return unknown(key ?? 'FindInMap', at);
  if (values.length === 0) return (otherwise && valueOf(otherwise, template, depth)) ?? unknown(key ?? 'FindInMap', at);
  const value = either(values, at);
  return value.is === 'unknown' && key !== undefined ? { ...value, text: key } : value;
}

/** Names of resources and parameters that a node refers to, in its functions. */
export function* referencesIn(node: YamlNode, depth = 0): Generator<string> {
  if (depth > DEEPEST) return;
  const call = callOf(node);
  if (call && (call.name === 'Ref' || call.name === 'GetAtt')) {
    const { argument } = call;
    const text = argument.is === 'scalar' ? argument.text : textOfFirst(argument);
    if (text !== undefined) yield text.split('.')[0] ?? text;
    return;
  }
  if (node.is === 'scalar') {
    if (node.text.includes('${')) for (const [, , inside = ''] of node.text.matchAll(HOLE)) yield inside.trim().split('.')[0] ?? '';
    return;
  }
  const children = node.is === 'map' ? node.entries.map(({ value }) => value) : node.items;
  for (const child of children) yield* referencesIn(child, depth + 1);
}

function textOfFirst(node: YamlNode): string | undefined {
  const [first] = itemsAt(node);
  return first?.is === 'scalar' ? first.text : undefined;
}

function spanOf({ start, end }: YamlNode, { path }: Template): Span {
  return { path, start, end };
}
