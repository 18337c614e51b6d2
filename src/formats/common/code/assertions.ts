import type { Assertion, Flaw, Span } from '../../../model/index.ts';
import { bare, descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { evaluate, isFunction, type Scope } from './values.ts';

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
export function assertionOf({ call, subject, matcher, waits }: Expectation, scope: Scope): Assertion {
  const { program } = scope;
  const text = program.text.slice(...call.range).replace(/\s+/g, ' ');
  const at = spanOf(call, program);
  const flaw = constantFlaw(call, subject, scope) ?? unawaitedFlaw(call, matcher, waits, program) ?? swallowedFlaw(call, program);
  return { of: readingOf(text, subject && program.text.slice(...subject.range), matcher), text, at, ...(flaw && { flaw }) };
}

function readingOf(text: string, subject: string | undefined, matcher: string): Assertion['of'] {
  if (matcher === 'toHaveURL' || subject?.endsWith('.url()') === true) return 'place';
  if (matcher === 'toBeOK' || /status|\.ok\b/i.test(subject ?? '')) return 'status';
  if (/duration|elapsed|performance|Date\.now|timings?\b/i.test(subject ?? '')) return 'time';
  return /locator\((['"`])(?:body|html)\1\)\)\.toBe(?:Visible|Attached)/.test(text) ? 'place' : 'content';
}

/** Nothing in it comes from the target: `expect(true).toBe(true)`. */
function constantFlaw(call: Tree.CallExpression, subject: Node | undefined, scope: Scope): Flaw | undefined {
  const known = (node: Node | undefined): boolean => node === undefined || evaluate(node, scope).is === 'literal';
  if (!subject || !known(subject) || !call.arguments.every(known)) return undefined;
  return { is: 'constant', because: 'nothing in it comes from the target', at: spanOf(call, scope.program) };
}

function unawaitedFlaw(call: Tree.CallExpression, matcher: string, waits: boolean, program: Program): Flaw | undefined {
  const outer = program.parentOf(call);
  const isDropped = outer?.type === 'ExpressionStatement' || (outer?.type === 'UnaryExpression' && outer.operator === 'void');
  if ((!waits && !WAITING.has(matcher)) || !isDropped) return undefined;
  return { is: 'unawaited', because: `\`${matcher}\` gives back a promise, and nobody waits for it`, at: spanOf(call, program) };
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
