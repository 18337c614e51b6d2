import type { Assertion, Flaw, Span } from '../../../model/index.ts';
import { bare, descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { evaluate, isFunction, literalOf, type Scope } from './values.ts';

/**
 * Matchers that wait for the page and give back a promise: whoever does not await it has asserted nothing.
 * https://playwright.dev/docs/test-assertions#auto-retrying-assertions
 */
const WAITING = new Set([
  'toBeAttached', 'toBeChecked', 'toBeDisabled', 'toBeEditable', 'toBeEmpty', 'toBeEnabled', 'toBeFocused', 'toBeHidden', 'toBeInViewport', 'toBeVisible', 'toContainText', 'toContainClass',
  'toHaveAccessibleDescription', 'toHaveAccessibleErrorMessage', 'toHaveAccessibleName', 'toHaveAttribute', 'toHaveClass', 'toHaveCount', 'toHaveCSS', 'toHaveId', 'toHaveJSProperty', 'toHaveRole',
  'toHaveScreenshot', 'toHaveText', 'toHaveValue', 'toHaveValues', 'toMatchAriaSnapshot', 'toHaveTitle', 'toHaveURL', 'toBeOK', 'toPass',
]);

/** One `expect(…).matcher(…)`, as the call of its matcher. */
export interface Expectation {
  call: Tree.CallExpression;
  /** What `expect` was given. */
  subject: Node | undefined;
  matcher: string;
  /** It gives back a promise whatever the matcher is: `expect.poll(…)`, `expect(…).resolves`. */
  waits: boolean;
}

/** The expectation that a call is: `expect(a).not.toBe(b)`, `expect.soft(a)…`, `expect.poll(…)…`; undefined for any other call. */
export function expectationOf(node: Tree.CallExpression, scope: Scope): Expectation | undefined {
  if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return undefined;
  const matcher = node.callee.property.name;
  let inner = bare(node.callee.object);
  let waits = false;
  while (inner.type === 'MemberExpression') {
    waits ||= isNamed(inner, 'resolves') || isNamed(inner, 'rejects');
    inner = bare(inner.object);
  }
  if (inner.type !== 'CallExpression' || !isExpect(inner.callee, scope)) return undefined;
  return { call: node, subject: inner.arguments[0], matcher, waits: waits || (inner.callee.type === 'MemberExpression' && isNamed(inner.callee, 'poll')) };
}

function isNamed({ property }: Tree.MemberExpression, name: string): boolean {
  return property.type === 'Identifier' && property.name === name;
}

/** `expect` of a test runner, or a global of that name. */
function isExpect(callee: Node, scope: Scope): boolean {
  if (callee.type === 'MemberExpression') return isExpect(callee.object, scope);
  if (callee.type !== 'Identifier') return false;
  const value = evaluate(callee, scope);
  if (value.is === 'import') return value.name === 'expect';
  return callee.name === 'expect' && (value.is === 'global' || value.is === 'unknown' || value.is === 'member' || value.is === 'call');
}

/** What an expectation asserts, and why it could not fail where it cannot. */
export function assertionOf(expectation: Expectation, scope: Scope): Assertion {
  const { call, subject, matcher, waits } = expectation;
  const { program } = scope;
  const text = program.text.slice(...call.range).replace(/\s+/g, ' ');
  const at = spanOf(call, program);
  const flaw = constantFlaw(expectation, scope) ?? anyFlaw(expectation, scope) ?? unawaitedFlaw(call, matcher, waits, program) ?? swallowedFlaw(call, program);
  return { of: readingOf(text, subject && program.text.slice(...subject.range), matcher), text, at, ...(flaw && { flaw }) };
}

function readingOf(text: string, subject: string | undefined, matcher: string): Assertion['of'] {
  if (matcher === 'toHaveURL' || subject?.endsWith('.url()') === true) return 'place';
  if (matcher === 'toBeOK' || /status|\.ok\b/i.test(subject ?? '')) return 'status';
  if (/duration|elapsed|performance|Date\.now|timings?\b/i.test(subject ?? '')) return 'time';
  return /locator\((['"`])(?:body|html)\1\)\)\.toBe(?:Visible|Attached)/.test(text) ? 'place' : 'content';
}

/** Nothing in it comes from the target: `expect(true).toBe(true)`, `expect(a).toBe(a)`, `expect(page.locator('h1')).toBeTruthy()`. */
function constantFlaw({ call, subject, matcher }: Expectation, scope: Scope): Flaw | undefined {
  if (!subject) return undefined;
  const at = spanOf(call, scope.program);
  const known = (node: Node): boolean => evaluate(node, scope).is === 'literal';
  if (known(subject) && call.arguments.every(known)) return { is: 'constant', because: 'nothing in it comes from the target', at };
  const isNegated = call.callee.type === 'MemberExpression' && call.callee.object.type === 'MemberExpression' && isNamed(call.callee.object, 'not');
  const [first] = call.arguments;
  if (first && !isNegated && EQUALS.has(matcher) && first.type === 'Identifier' && subject.type === 'Identifier' && first.name === subject.name) return { is: 'constant', because: 'it compares a value with itself', at };
  const isThere = isNegated ? matcher === 'toBeNull' || matcher === 'toBeUndefined' : matcher === 'toBeTruthy' || matcher === 'toBeDefined';
  if (isThere && isLocator(subject, scope)) return { is: 'constant', because: 'a locator is there whatever the page shows', at };
  const isTrue = subject.type === 'LogicalExpression' && subject.operator === '||' && literalOf(evaluate(subject.right, scope)) === true;
  return isTrue && !isNegated && (matcher === 'toBeTruthy' || matcher === 'toBe') ? { is: 'constant', because: '`|| true` makes it true in any case', at } : undefined;
}

const EQUALS = new Set(['toBe', 'toEqual', 'toStrictEqual']);

/** Methods that describe where to look, and do not look. https://playwright.dev/docs/api/class-locator */
const LOCATES = /^(?:locator|frameLocator|getBy[A-Z]\w*|first|last|nth|filter)$/;

function isLocator(node: Node, scope: Scope): boolean {
  const value = evaluate(node, scope);
  const callee = value.node.type === 'CallExpression' ? value.node.callee : undefined;
  return value.node === bare(value.node) && callee?.type === 'MemberExpression' && callee.property.type === 'Identifier' && LOCATES.test(callee.property.name) && !isAwaited(node, scope);
}

function isAwaited(node: Node, scope: Scope): boolean {
  if (node.type === 'AwaitExpression') return true;
  const declared = node.type === 'Identifier' ? (scope.program.variableOf(node)?.defs[0]?.node as Node | undefined) : undefined;
  return declared?.type === 'VariableDeclarator' && declared.init?.type === 'AwaitExpression';
}

/** Every answer meets it: no count is below 0, and no status above 599. */
function anyFlaw({ call, subject, matcher }: Expectation, scope: Scope): Flaw | undefined {
  const limit = call.arguments[0] && literalOf(evaluate(call.arguments[0], scope));
  if (!subject || typeof limit !== 'number') return undefined;
  const at = spanOf(call, scope.program);
  const text = scope.program.text.slice(...subject.range);
  if (matcher === 'toBeGreaterThanOrEqual' && limit <= 0 && /\.(?:count\(\)|length)\W*$/.test(text)) return { is: 'any', because: 'no count is below 0', at };
  if (!/\bstatus(?:Code)?(?:\(\))?$/.test(text)) return undefined;
  const takesErrors = (/^toBeLessThan(?:OrEqual)?$/.test(matcher) && limit > 500) || (/^toBeGreaterThan(?:OrEqual)?$/.test(matcher) && limit <= 200);
  return takesErrors ? { is: 'any', because: 'an answer with an error meets it as well', at } : undefined;
}

function unawaitedFlaw(call: Tree.CallExpression, matcher: string, waits: boolean, program: Program): Flaw | undefined {
  const outer = program.parentOf(call);
  if (isInForEach(call, program)) return { is: 'unawaited', because: '`forEach` does not wait for what its function promises', at: spanOf(call, program) };
  const isDropped = outer?.type === 'ExpressionStatement' || (outer?.type === 'UnaryExpression' && outer.operator === 'void');
  if ((!waits && !WAITING.has(matcher)) || !isDropped) return undefined;
  return { is: 'unawaited', because: `\`${matcher}\` gives back a promise, and nobody waits for it`, at: spanOf(call, program) };
}

/** `list.forEach(async (item) => …)`: nobody waits for the promises. */
function isInForEach(node: Node, program: Program): boolean {
  let outer = program.parentOf(node);
  while (outer && !isFunction(outer)) outer = program.parentOf(outer);
  const call = outer && isFunction(outer) && outer.async ? program.parentOf(outer) : undefined;
  return call?.type === 'CallExpression' && call.arguments[0] === outer && call.callee.type === 'MemberExpression' && isNamed(call.callee, 'forEach');
}

/** A `catch` around it, or behind it, that lets the script go on. */
export function swallowedFlaw(node: Node, program: Program): Flaw | undefined {
  let inner = node;
  for (let outer = program.parentOf(node); outer; inner = outer, outer = program.parentOf(outer)) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler && !fails(outer.handler.body)) {
      return { is: 'swallowed', because: 'the `catch` behind it lets the script go on', at: spanOf(outer.handler, program) };
    }
    if (outer.type === 'MemberExpression' && outer.object === inner && outer.property.type === 'Identifier' && outer.property.name === 'catch') {
      const call = program.parentOf(outer);
      const [handler] = call?.type === 'CallExpression' ? call.arguments : [];
      if (call && handler && isFunction(handler) && !fails(handler.body)) return { is: 'swallowed', because: 'the `catch` behind it lets the script go on', at: spanOf(call, program) };
    }
    if (isFunction(outer)) return undefined;
  }
  return undefined;
}

/** The handler fails in its turn: it throws, asserts, or ends the process with an error. */
function fails(body: Node): boolean {
  return [...descendants(body)].some(
    (node) => node.type === 'ThrowStatement' || (node.type === 'CallExpression' && /(?:^|\.)(?:expect|assert|fail|reject|abort|exit|captureException)$/.test(nameOf(node.callee))),
  );
}

function nameOf(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'CallExpression') return nameOf(callee.callee);
  if (callee.type !== 'MemberExpression') return '';
  const property = callee.property.type === 'Identifier' ? callee.property.name : '';
  return `${nameOf(callee.object)}.${property}`;
}

export function spanOf({ range }: Pick<Node, 'range'>, { path }: Program): Span {
  return { path, start: range[0], end: range[1] };
}
