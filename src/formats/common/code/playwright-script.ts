import type { Assertion, ScriptObservation } from '../../../model/index.ts';
import { bare, descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { assertionOf, expectationOf, spanOf, swallowedFlaw } from './assertions.ts';
import { argumentOf, chainOf, evaluate, isFunction, scopeOf, textOf, within, type FunctionNode, type Modules, type Scope, type Value } from './values.ts';

/** Helpers of helpers are followed this far. */
const DEEPEST_HELPER = 6;

/** Names of functions that may well assert something where they cannot be read. */
const MAY_ASSERT = /expect|assert|verify|check|should|ensure|validate|waitFor/i;

/** What finds an element before it acts, and fails when it is not there. https://playwright.dev/docs/actionability */
const ACTS = new Set(['click', 'dblclick', 'tap', 'fill', 'type', 'press', 'pressSequentially', 'check', 'uncheck', 'selectOption', 'setInputFiles', 'hover', 'focus', 'waitForSelector', 'waitFor', 'waitForURL', 'waitForFunction', 'waitForRequest', 'waitForResponse', 'innerText', 'textContent', 'inputValue']);

/** What only passes the time. */
const PAUSES = new Set(['waitForLoadState', 'waitForTimeout', 'waitForNavigation', 'waitForEvent']);

/** Methods by which a script asks without a page: they fail when there is no answer at all. https://playwright.dev/docs/api/class-apirequestcontext */
const ASKS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'fetch']);

/** A whole file as one script: what a check runs that points to it. */
export function playwrightScript(program: Program, modules: Modules): ScriptObservation {
  return scriptIn(program.tree, scopeOf(program, modules));
}

/** What a part of a file opens, does and asserts, through the project's own functions and page objects. */
export function scriptIn(body: Node, scope: Scope): ScriptObservation {
  const script: ScriptObservation = { via: 'script', at: spanOf(body, scope.program), runner: 'playwright', visits: [], asserts: [], throws: false, open: false };
  follow(body, scope, script, new Set());
  return script;
}

function follow(body: Node, scope: Scope, script: ScriptObservation, seen: Set<Node>): void {
  for (const node of descendants(body, (inner) => (isFunction(inner) ? !isNamed(inner, scope.program) : !isSkippedStep(inner)))) {
    if (node.type === 'ThrowStatement') addThrow(node, scope, script);
    if (node.type === 'CallExpression') followCall(node, scope, script, seen);
  }
}

/** `step.skip('…', …)` and `test.step.skip('…', …)` run nothing. */
function isSkippedStep(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier' || node.callee.property.name !== 'skip') return false;
  const { object } = node.callee;
  return (object.type === 'Identifier' && object.name === 'step') || (object.type === 'MemberExpression' && object.property.type === 'Identifier' && object.property.name === 'step');
}

/** A function that is only defined here: what it does happens where it is called. */
function isNamed(node: FunctionNode, program: Program): boolean {
  const outer = program.parentOf(node);
  return node.type === 'FunctionDeclaration' || outer?.type === 'VariableDeclarator' || outer?.type === 'AssignmentExpression' || outer?.type === 'MethodDefinition' || outer?.type === 'PropertyDefinition';
}

function followCall(node: Tree.CallExpression, scope: Scope, script: ScriptObservation, seen: Set<Node>): void {
  const expectation = expectationOf(node, scope);
  if (expectation) {
    script.asserts.push(assertionOf(expectation, scope));
    return;
  }
  const callee = bare(node.callee);
  const name = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : '';
  if (name === 'goto' || (ASKS.has(name) && callee.type === 'MemberExpression' && /(?:request|api(?:Context|Client)?|apiRequest)$/i.test(scope.program.text.slice(...callee.object.range)))) addVisit(node, scope, script);
  const value = evaluate(callee, scope);
  if (isAssert(value)) script.asserts.push(plainAssertion(node, scope));
  const target = value.is === 'function' ? value : undefined;
  if (target) {
    if (seen.has(target.node) || seen.size >= DEEPEST_HELPER) return;
    const call: Value & { is: 'call' } = { is: 'call', callee: value, node, scope };
    follow(target.node.body, within(target, (index) => argumentOf(call, index)), script, new Set([...seen, target.node]));
    return;
  }
  followCallbacks(node, scope, script, seen);
  if (ACTS.has(name) && callee.type === 'MemberExpression') {
    const flaw = swallowedFlaw(node, scope.program);
    script.asserts.push({ of: 'content', implicit: true, text: textIn(node, scope), at: spanOf(node, scope.program), ...(flaw && { flaw }) });
  } else if (PAUSES.has(name)) return;
  else if (isOfProject(value) ? MAY_ASSERT.test(name) || isUnread(value) : MAY_ASSERT.test(name) && isOfOtherPackage(value)) script.open = true;
}

/** Functions that are handed over by their names: `test.step('pays', pay)`. */
function followCallbacks(node: Tree.CallExpression, scope: Scope, script: ScriptObservation, seen: Set<Node>): void {
  for (const argument of node.arguments) {
    const given = argument.type === 'Identifier' ? evaluate(argument, scope) : undefined;
    if (given?.is === 'function' && !seen.has(given.node) && seen.size < DEEPEST_HELPER) follow(given.node.body, given.scope, script, new Set([...seen, given.node]));
  }
}

/** `assert(…)` and `assert.equal(…)` of Node and of chai. */
function isAssert(value: Value): boolean {
  const chain = chainOf(value);
  return chain?.module !== undefined && /^(?:node:)?assert(?:\/strict)?$|^chai$/.test(chain.module);
}

function plainAssertion(node: Node, scope: Scope): Assertion {
  const text = textIn(node, scope);
  const flaw = swallowedFlaw(node, scope.program);
  return { of: /status|\.ok\b/i.test(text) ? 'status' : 'content', text, at: spanOf(node, scope.program), ...(flaw && { flaw }) };
}

/** `if (!response.ok()) throw …` is an assertion in other words; a `throw` by itself passes on what failed before. */
function addThrow(node: Tree.ThrowStatement, scope: Scope, script: ScriptObservation): void {
  let condition: Node | undefined;
  for (let outer = scope.program.parentOf(node); outer && !isFunction(outer) && outer.type !== 'CatchClause'; outer = scope.program.parentOf(outer)) {
    if (outer.type === 'IfStatement') condition ??= outer.test;
  }
  if (condition) script.asserts.push(plainAssertion(condition, scope));
}

function addVisit(node: Tree.CallExpression, scope: Scope, script: ScriptObservation): void {
  if (!swallowedFlaw(node, scope.program)) script.throws = true;
  const [argument] = node.arguments;
  const address = argument && textOf(evaluate(argument, scope));
  if (address !== undefined) script.visits.push(address);
}

/** It is none of the packages' functions: what it does is written somewhere in the project. */
function isOfProject(value: Value): boolean {
  return (chainOf(value)?.module === undefined && value.is !== 'global') || isUnread(value);
}

/** A file of the project that is not among those that were read. */
function isUnread(value: Value): boolean {
  return /^(?:\.|@\/|~)/.test(chainOf(value)?.module ?? '');
}

/** A package that is none of the runners, whose own words are known. */
function isOfOtherPackage(value: Value): boolean {
  const module = chainOf(value)?.module;
  return module !== undefined && !/^(?:@playwright\/test|playwright|@elastic\/synthetics|node:.*)$/.test(module);
}

function textIn(node: Node, { program }: Scope): string {
  return program.text.slice(...node.range).replace(/\s+/g, ' ');
}
