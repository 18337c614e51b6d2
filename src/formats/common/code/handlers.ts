import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Check, Evidence, HandlerObservation, Item } from '../../../model/index.ts';
import { bare, descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { spanOf } from './assertions.ts';
import { handledIn } from './handler-answers.ts';
import { modulesAround, programIn } from './modules.ts';
import { argumentOf, chainOf, evaluate, exportOf, isFunction, itemsOf, propertyOf, scopeOf, textOf, type Scope, type Value } from './values.ts';

/** Names that only health has; a resource of the service may have the others as well: `/orders/:id/status`. */
const SURE = /^_?(?:health(?:z|[-_]?check|[-_]?status)?|readyz|readiness|livez|liveness)$/i;
const COMMON = /^_?(?:ready|live|alive|status|ping)$/i;
/** Parts of a path that name no resource. */
const NEUTRAL_PART = /^(?:api|rest|v\d+|internal|private|public|admin|-|health\w*|probes?|monitor(?:ing)?|system|server|service|app|actuator|management|ops|kube\w*|k8s|_\w+)$/i;
const LIVENESS = /(?:^|\/)_?(?:livez?|liveness|alive|ping)\/?$/i;

/** The service offers to say by this path how it is. */
function isOfHealth(path: string): boolean {
  const parts = path.split('/').slice(1);
  if (parts.at(-1) === '') parts.pop();
  const last = parts.pop() ?? '';
  if (!path.startsWith('/') || parts.some((part) => !/^[\w.~-]+$/.test(part))) return false;
  return SURE.test(last) || (COMMON.test(last) && parts.every((part) => NEUTRAL_PART.test(part)));
}

/** A handler, and the path that it answers on. */
interface Handler {
  path: string;
  body: Node;
  /** Where a reader finds it. */
  at: Node;
  scope: Scope;
  /** What it gives back is the answer. */
  returns: boolean;
  /** The parameter by which it answers. */
  answering?: Node;
  /** Terminus turns a bad indicator into 503 by itself: its list of indicators. */
  indicators?: Tree.ArrayExpression;
}

/** The handlers of a file. A file that is no JavaScript is somebody else's matter. */
export function* handlerItems(document: Document, around: Surroundings): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) return;
  const scope = scopeOf(program, modulesAround(around));
  const seen = new Set<string>();
  for (const handler of [...handlersIn(program, scope), ...pagesIn(program, scope)]) {
    const check = checkOf(handler, program);
    if (check && !seen.has(check.id)) yield check;
    if (check) seen.add(check.id);
  }
}

function* handlersIn(program: Program, scope: Scope): Generator<Handler> {
  for (const node of descendants(program.tree)) {
    if (node.type === 'CallExpression') yield* routed(node, scope);
    if (node.type === 'IfStatement') yield* compared(node, scope);
    if (node.type === 'SwitchStatement') yield* switched(node, scope);
    if (node.type === 'ClassDeclaration') yield* controlled(node, scope);
  }
}

const METHODS = new Set(['get', 'all', 'use', 'head', 'on']);

/** `app.get('/health', …, handler)`, `app.route('/health').get(handler)` and `fastify.route({ url: '/health', handler })`. */
function* routed(call: Tree.CallExpression, scope: Scope): Generator<Handler> {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
  const [first, second] = call.arguments;
  if (!first) return;
  const { name } = callee.property;
  if (name === 'route') {
    const options = evaluate(first, scope);
    for (const path of textsOf(propertyOf(options, 'url'), propertyOf(options, 'path'))) yield* handled(path, propertyOf(options, 'handler'), call);
    return;
  }
  const last = call.arguments.at(-1);
  if (!METHODS.has(name) || !last || isOfAClient(callee.object, scope)) return;
  const outer = bare(callee.object);
  if (last === first) {
    if (outer.type === 'CallExpression' && outer.callee.type === 'MemberExpression' && 'name' in outer.callee.property && outer.callee.property.name === 'route' && outer.arguments[0]) {
      for (const path of textsOf(evaluate(outer.arguments[0], scope))) yield* handled(path, evaluate(last, scope), call);
    }
    return;
  }
  // Hono's `on` names the method first, and Koa's router may name the route.
  const paths = textsOf(evaluate(first, scope)).filter((path) => path.startsWith('/'));
  const given = evaluate(last, scope);
  const handler = given.is === 'object' ? propertyOf(given, 'handler') : given;
  for (const path of paths.length > 0 || !second || second === last ? paths : textsOf(evaluate(second, scope))) yield* handled(path, handler, call);
}

/** A text, or each of a list. */
function textsOf(...values: Value[]): string[] {
  return values.flatMap((value) => (value.is === 'array' ? itemsOf(value) : [value])).flatMap((value) => textOf(value) ?? []);
}

/** Packages that ask, and those that stand in for a server. */
const CLIENTS = /^(?:node:)?https?$|^(?:msw|nock|axios|supertest|superagent|got|ky|undici|needle|request|sinon|@playwright\/test|@mswjs\/.*)$/;

function isOfAClient(object: Node, scope: Scope): boolean {
  const module = chainOf(evaluate(object, scope))?.module;
  return module !== undefined && CLIENTS.test(module);
}

function* handled(path: string | undefined, given: Value, at: Node): Generator<Handler> {
  if (path === undefined || !isOfHealth(path)) return;
  const handler = functionIn(given);
  if (handler?.is !== 'function') return;
  const [first, second] = handler.node.params;
  const names = [first, second].map((parameter) => (parameter?.type === 'Identifier' ? parameter.name : ''));
  // Whoever is called back with an error has asked.
  if (/^_?(?:err|error|e)$/.test(names[0] ?? '')) return;
  const isServed = second !== undefined && names[1] !== 'next';
  yield { path, body: handler.node.body, at, scope: handler.scope, returns: !/^_?(?:ctx|context)$/.test(names[0] ?? '') && !/^_?(?:res|resp|response)$/.test(names[1] ?? ''), ...(isServed && { answering: second }) };
}

/** The function itself, what `bind` makes of it, or the one that is given to a wrapper: `asyncHandler(async (req, res) => …)`. */
function functionIn(value: Value, depth = 0): Value | undefined {
  if (value.is === 'function' || depth > 3) return value;
  if (value.is !== 'call') return undefined;
  if (value.callee.is === 'member' && value.callee.name === 'bind') return functionIn(value.callee.of, depth + 1);
  for (const [index] of value.node.arguments.entries()) {
    const argument = argumentOf(value, index);
    const found = argument && functionIn(argument, depth + 1);
    if (found) return found;
  }
  return undefined;
}

const ASKED = /\b(?:url|pathname|path)\b/;

/** `if (request.url === '/health') { … }` of a plain server. */
function* compared(node: Tree.IfStatement, scope: Scope): Generator<Handler> {
  for (const test of descendants(node.test)) {
    if (test.type !== 'BinaryExpression' || !test.operator.startsWith('==') || test.left.type === 'PrivateIdentifier') continue;
    const sides = [test.left, test.right];
    const path = sides.map((side) => textOf(evaluate(side, scope))).find((text) => text !== undefined);
    const asked = sides.some((side) => ASKED.test(scope.program.text.slice(...side.range)));
    if (path !== undefined && asked && isOfHealth(path)) yield { path, body: node.consequent, at: node.test, scope, returns: false };
  }
}

/** `switch (request.url) { case '/health': … }`. */
function* switched(node: Tree.SwitchStatement, scope: Scope): Generator<Handler> {
  if (!ASKED.test(scope.program.text.slice(...node.discriminant.range))) return;
  for (const [index, { test }] of node.cases.entries()) {
    const path = test ? textOf(evaluate(test, scope)) : undefined;
    // Several paths may share what stands behind the last of them.
    const body = node.cases.slice(index).find(({ consequent }) => consequent.length > 0);
    if (test && body && path !== undefined && isOfHealth(path)) yield { path, body, at: test, scope, returns: false };
  }
}

/** `@Controller('health')` with `@Get('ready')` of Nest. */
function* controlled(node: Tree.ClassDeclaration, scope: Scope): Generator<Handler> {
  const base = decorated(node.decorators, 'Controller', scope);
  if (base === undefined) return;
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' || !isFunction(member.value)) continue;
    const own = decorated(member.decorators, 'Get', scope);
    if (own === undefined) continue;
    const path = `/${[base, own].filter((part) => part !== '').join('/')}`.replace(/\/{2,}/g, '/');
    if (!isOfHealth(path)) continue;
    const indicators = [...descendants(member.value.body)].find((inner) => inner.type === 'CallExpression' && scope.program.text.slice(...inner.callee.range).endsWith('.check') && inner.arguments[0]?.type === 'ArrayExpression');
    const list = indicators?.type === 'CallExpression' ? indicators.arguments[0] : undefined;
    yield { path, body: member.value.body, at: member.key, scope, returns: true, ...(list?.type === 'ArrayExpression' && { indicators: list }) };
  }
}

/** The text of a decorator's argument; empty without one; undefined where there is no such decorator. */
function decorated(decorators: readonly Tree.Decorator[], name: string, scope: Scope): string | undefined {
  for (const { expression } of decorators) {
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier' || expression.callee.name !== name) continue;
    const [argument] = expression.arguments;
    if (!argument) return '';
    const value = evaluate(argument, scope);
    return textOf(value) ?? textOf(propertyOf(value, 'path')) ?? '';
  }
  return undefined;
}

/** Next.js: `app/health/route.ts` exports `GET`, `pages/api/health.ts` a handler by default. */
function* pagesIn(program: Program, scope: Scope): Generator<Handler> {
  const stem = program.path.replace(/\.[cm]?[jt]sx?$/, '');
  const page = stem.endsWith('/route') ? behind('app', stem.slice(0, -'/route'.length)) : undefined;
  const served = (page ?? behind('pages', stem)?.replace(/^(?!\/api\/).*/, ''))?.replace(/\/\([^()]*\)/g, '').replace(/\/index$/, '');
  if (served === undefined || !isOfHealth(served)) return;
  const handler = exportOf(page === undefined ? 'default' : 'GET', scope);
  if (handler?.is === 'function') yield { path: served, body: handler.node.body, at: handler.scope.program === program ? handler.node : program.tree, scope: handler.scope, returns: page !== undefined };
}

/** What of a path lies behind the last folder of a name. */
function behind(folder: string, path: string): string | undefined {
  const parts = path.split('/');
  const at = parts.lastIndexOf(folder);
  return at < 0 ? undefined : `/${parts.slice(at + 1).join('/')}`;
}

/** Nothing where what is compared with a path answers nobody: a log that leaves the path out, a link that is shown as chosen. */
function checkOf(handler: Handler, program: Program): Check | undefined {
  const { path, at } = handler;
  const observes = observationOf(handler);
  if (!observes) return undefined;
  const file = program.path.slice(program.path.lastIndexOf('/') + 1);
  return {
    kind: 'endpoint',
    id: `health-endpoint:${file}${path}`,
    name: path,
    format: 'health-endpoint',
    span: spanOf(at.type === 'CallExpression' ? at : handler.body, program),
    at: spanOf(at.type === 'CallExpression' ? (at.arguments[0] ?? at) : at, program),
    target: { name: path, keys: [] },
    observes,
    silence: { is: 'red', because: 'nobody answers' },
    timing: {},
    state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [], unread: true },
    audience: { recipients: 'unknown' },
  };
}

function observationOf({ path, body, at, scope, returns, answering, indicators }: Handler): HandlerObservation | undefined {
  const { program } = scope;
  const said = { via: 'handler' as const, at: spanOf(at, program), path, asks: LIVENESS.test(path) ? ('liveness' as const) : ('health' as const) };
  if (indicators) {
    const looks = indicators.elements.flatMap((item): Evidence[] => (item ? [{ text: program.text.slice(...item.range).replace(/\s+/g, ' '), at: spanOf(item, program) }] : []));
    return { ...said, answers: [{ status: 200, at: spanOf(body, program), caught: false }], looks, throws: true };
  }
  const variable = answering?.type === 'Identifier' ? program.variableOf(answering) : undefined;
  const { answers, looks, throws, open } = handledIn(body, scope, returns, new Set(variable ? [variable] : []));
  if (answers.length === 0 && (body.type === 'SwitchCase' || at.type !== 'CallExpression') && !returns) return undefined;
  return { ...said, answers, looks, throws, ...(open && { open }) };
}
