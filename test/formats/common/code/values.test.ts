import { describe, expect, it } from 'vitest';
import { createDocument, type Document } from '../../../../src/document.ts';
import { exportedBy, instancesIn } from '../../../../src/formats/common/code/instances.ts';
import { modulesAround, programIn } from '../../../../src/formats/common/code/modules.ts';
import { chainOf, evaluate, exportOf, itemsOf, keysOf, literalOf, propertyOf, scopeOf, type Value } from '../../../../src/formats/common/code/values.ts';
import type { Program } from '../../../../src/syntax/typescript.ts';
import { surroundingsOf } from '../../../../src/understand.ts';

/** The files of a project by path; the first is looked at. */
function project(files: Record<string, string>): { program: Program; modules: ReturnType<typeof modulesAround> } {
  const documents = new Map(Object.entries(files).map(([path, text]) => [path, createDocument(path, text)]));
  const [first = createDocument('', '')]: Document[] = [...documents.values()];
  const program = programIn(first);
  if (!('tree' in program)) throw new Error(program.message);
  return { program, modules: modulesAround(surroundingsOf(documents)) };
}

/** The value of the export `x` of the first file. */
function valueOf(files: Record<string, string> | string): Value {
  const { program, modules } = project(typeof files === 'string' ? { 'a.ts': files } : files);
  const value = exportOf('x', scopeOf(program, modules));
  if (!value) throw new Error('nothing is exported as x');
  return value;
}

describe('what an expression stands for', () => {
  it.each<[string, unknown]>([
    ['export const x = 3 * 4 - 2', 10],
    ['const host = "h"; export const x = `https://${host}/health`', 'https://h/health'],
    ['const a = { b: { c: 7 } } as const; export const x = a.b.c', 7],
    ['const { b: y = 1 } = { b: 2 }; export const x = y', 2],
    ['const base = { a: 1, b: 2 }; export const x = { ...base, b: 3 }.b', 3],
    ['const base = { a: 1, b: 2 }; export const x = { b: 3, ...base }.b', 2],
    ['export const x = ["a", "b"][1]', 'b'],
    ['const f = (n: string) => `/${n}/live`; export const x = f("api")', '/api/live'],
    ['function f({ n = "d" }: { n?: string }) { return n } export const x = f({})', 'd'],
    ['const fast = true; export const x = fast ? 1 : 2', 1],
    ['export const x = !false', true],
    ['export const x = -1 as number', -1],
  ])('%s', (text, value) => {
    expect(literalOf(valueOf(text))).toBe(value);
  });

  it.each([
    ['a name that is assigned to again', 'let y = 1; y = 2; export const x = y'],
    ['the environment', 'export const x = `${process.env.URL}`.trim()'],
    ['a parameter', 'export function x(a: number) { return a }; export const y = 1'],
    ['a function with two ways out', 'function f(a: boolean) { if (a) return 1; return 2 } export const x = f(true)'],
    ['itself', 'export const x = x'],
    ['a circle of calls', 'function f(n: number): number { return g(n) } function g(n: number): number { return f(n) } export const x = f(1)'],
  ])('is unknown: %s', (_, text) => {
    expect(literalOf(valueOf(text))).toBeUndefined();
  });

  it('keeps the known parts of a text', () => {
    const value = valueOf('export const x = `https://${process.env.HOST}/health`');
    expect(value).toMatchObject({ is: 'template', text: 'https://…/health' });
  });

  it.each<[string, Record<string, string>]>([
    ['a named import', { 'a.ts': 'import { y } from "./lib/b"; export const x = y', 'lib/b.ts': 'export const y = 5' }],
    ['a default import', { 'a.ts': 'import y from "./b.js"; export const x = y', 'b.ts': 'export default 5' }],
    ['a namespace', { 'a.ts': 'import * as b from "./b"; export const x = b.y', 'b/index.ts': 'export const y = 5' }],
    ['a re-export', { 'a.ts': 'import { y } from "./b"; export const x = y', 'b.ts': 'export * from "./c"', 'c.ts': 'const z = 5; export { z as y }' }],
    ['CommonJS', { 'a.js': 'const { y } = require("./b"); exports.x = y', 'b.js': 'module.exports = { y: 5 }' }],
  ])('follows %s', (_, files) => {
    expect(literalOf(valueOf(files))).toBe(5);
  });

  it('reads objects and lists through spreads', () => {
    const value = valueOf('const more = [2, 3]; const base = { b: 1 }; export const x = { ...base, list: [1, ...more, ...other()] }');
    expect(keysOf(value)).toEqual(['b', 'list']);
    expect(itemsOf(propertyOf(value, 'list')).map((item) => literalOf(item))).toEqual([1, 2, 3, undefined]);
    expect(literalOf(propertyOf(value, 'nothing'))).toBeUndefined();
  });

  it('cannot tell what a spread of something unknown adds', () => {
    expect(propertyOf(valueOf('export const x = { a: 1, ...load() }'), 'a').is).not.toBe('literal');
  });

  it('reads chains from a package', () => {
    const chain = chainOf(valueOf('import { AssertionBuilder as A } from "checkly/constructs"; export const x = A.statusCode().equals(200)'));
    expect(chain?.module).toBe('checkly/constructs');
    expect(chain?.links.map(({ name, call }) => `${name}${call ? '()' : ''}`)).toEqual(['AssertionBuilder', 'statusCode()', 'equals()']);
  });
});

describe('what a file makes', () => {
  const urls = (files: Record<string, string>): (unknown)[] => {
    const { program, modules } = project(files);
    return instancesIn(program, modules, exportedBy((module, name) => module === 'kit' && name === 'Check')).map(({ call }) => {
      const argument = call.node.arguments[0];
      return argument && literalOf(evaluate(argument, call.scope));
    });
  };

  it('by itself', () => {
    expect(urls({ 'a.ts': 'import { Check } from "kit"; new Check("one"); export const b = new Check("two")' })).toEqual(['one', 'two']);
  });

  it('by a function of the project, where it is called', () => {
    const lib = 'import * as kit from "kit"; export function make(name: string) { if (name) { return new kit.Check(`/${name}`) } }';
    expect(urls({ 'a.ts': 'import { make } from "./lib"; make("x"); make("y")', 'lib.ts': lib })).toEqual(['/x', '/y']);
    expect(urls({ 'lib.ts': lib })).toEqual([]);
  });

  it('by a method that only its own class calls', () => {
    const text = 'import { Check } from "kit"; class A { constructor() { this.make("x"); } make(name: string) { new Check(`/${name}`); } }';
    expect(urls({ 'a.ts': text })).toEqual(['/x']);
    expect(urls({ 'a.ts': text.replace('this.make("x")', '') })).toEqual([undefined]);
  });

  it.each([
    ['for (const name of ["a", "b"]) new Check(name);', ['a', 'b']],
    ['["a", "b"].forEach((name) => { new Check(`/${name}`) });', ['/a', '/b']],
    ['for (const { name } of [{ name: "a" }, { name: "b" }]) { new Check(name) }', ['a', 'b']],
    ['for (const [name, path] of Object.entries({ a: "/a", b: "/b" })) new Check(name + path);', ['a/a', 'b/b']],
    ['const sites = ["a"]; const checks = sites.map((site) => ["x", "y"].map((path) => new Check(`${site}/${path}`)));', ['a/x', 'a/y']],
    ['for (const name of names()) new Check(name);', [undefined]],
    ['for (const name of []) new Check(name);', []],
    ['const make = (names: string[]) => { for (const name of names) new Check(name) }; make(["a", "b"]);', ['a', 'b']],
  ])('in a loop: %s', (text, expected) => {
    expect(urls({ 'a.ts': `import { Check } from "kit"; declare function names(): string[]; ${text}` })).toEqual(expected);
  });

  it('nothing that only has the same name', () => {
    expect(urls({ 'a.ts': 'import { Check } from "other"; class Check2 {}; new Check("one"); new Check2()' })).toEqual([]);
  });
});
