import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Answer, Check, Evidence, HandlerObservation, Item } from '../../../model/index.ts';
import { bare, descendants, isParameter, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { spanOf } from './assertions.ts';
import { modulesAround, programIn } from './modules.ts';
import { evaluate, exportOf, isFunction, literalOf, propertyOf, scopeOf, textOf, type Scope, type Value } from './values.ts';

/** Paths by which services offer to say how they are. */
const PATH = /(?:^|\/)_?(?:health(?:z|-?check)?|ready|readyz|readiness|livez?|liveness|alive|status|ping)\/?$/i;
const LIVENESS = /(?:^|\/)_?(?:livez?|liveness|alive|ping)\/?$/i;

/** A handler, and the path that it answers on. */
interface Handler {
  path: string;
  body: Node;
  /** Where a reader finds it. */
  at: Node;
  scope: Scope;
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
    if (!seen.has(check.id)) yield check;
    seen.add(check.id);
  }
}

function* handlersIn(program: Program, scope: Scope): Generator<Handler> {
  for (const node of descendants(program.tree)) {
    if (node.type === 'CallExpression') yield* routed(node, scope);
    if (node.type === 'IfStatement') yield* compared(node, scope);
    if (node.type === 'ClassDeclaration') yield* controlled(node, scope);
  }
}

const METHODS = new Set(['get', 'all', 'use', 'head', 'on']);

/** `app.get('/health', …, handler)` and `fastify.route({ url: '/health', handler })`. */
function* routed(call: Tree.CallExpression, scope: Scope): Generator<Handler> {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
  const [first] = call.arguments;
  if (!first) return;
  if (callee.property.name === 'route') {
    const options = evaluate(first, scope);
    yield* handled(textOf(propertyOf(options, 'url')) ?? textOf(propertyOf(options, 'path')), propertyOf(options, 'handler'), call);
    return;
  }
  const last = call.arguments.at(-1);
  if (METHODS.has(callee.property.name) && last && last !== first) yield* handled(textOf(evaluate(first, scope)), evaluate(last, scope), call);
}

function* handled(path: string | undefined, handler: Value, at: Node): Generator<Handler> {
  if (path !== undefined && PATH.test(path) && handler.is === 'function') yield { path, body: handler.node.body, at, scope: handler.scope };
}

/** `if (request.url === '/health') { … }` of a plain server. */
function* compared(node: Tree.IfStatement, scope: Scope): Generator<Handler> {
  for (const test of descendants(node.test)) {
    if (test.type !== 'BinaryExpression' || !test.operator.startsWith('==') || test.left.type === 'PrivateIdentifier') continue;
    const sides = [test.left, test.right];
    const path = sides.map((side) => textOf(evaluate(side, scope))).find((text) => text !== undefined);
    const asked = sides.some((side) => /\b(?:url|pathname|path)\b/.test(scope.program.text.slice(...side.range)));
    if (path !== undefined && asked && path.startsWith('/') && PATH.test(path)) yield { path, body: node.consequent, at: node.test, scope };
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
    if (!PATH.test(path)) continue;
    const indicators = [...descendants(member.value.body)].find((inner) => inner.type === 'CallExpression' && scope.program.text.slice(...inner.callee.range).endsWith('.check') && inner.arguments[0]?.type === 'ArrayExpression');
    const list = indicators?.type === 'CallExpression' ? indicators.arguments[0] : undefined;
    yield { path, body: member.value.body, at: member.key, scope, ...(list?.type === 'ArrayExpression' && { indicators: list }) };
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
  const page = stem.endsWith('/route') ? /(?:^|\/)app(\/.*)/.exec(stem.slice(0, -'/route'.length))?.[1] : undefined;
  const served = (page ?? /(?:^|\/)pages(\/api\/.*)/.exec(stem)?.[1])?.replace(/\/\([^()]*\)/g, '').replace(/\/index$/, '');
  if (served === undefined || !PATH.test(served)) return;
  const handler = exportOf(page === undefined ? 'default' : 'GET', scope);
  if (handler?.is === 'function') yield { path: served, body: handler.node.body, at: handler.scope.program === program ? handler.node : program.tree, scope: handler.scope };
}

function checkOf(handler: Handler, program: Program): Check {
  const { path, at } = handler;
  const file = program.path.slice(program.path.lastIndexOf('/') + 1);
  return {
    kind: 'endpoint',
    id: `health-endpoint:${file}${path.startsWith('/') ? '' : '/'}${path}`,
    name: path,
    format: 'health-endpoint',
    span: spanOf(at.type === 'CallExpression' ? at : handler.body, program),
    at: spanOf(at.type === 'CallExpression' ? (at.arguments[0] ?? at) : at, program),
    target: { name: path, keys: [] },
    observes: observationOf(handler),
    silence: { is: 'red', because: 'nobody answers' },
    timing: {},
    state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [], unread: true },
    audience: { recipients: 'unknown' },
  };
}

function observationOf({ path, body, at, scope, indicators }: Handler): HandlerObservation {
  const { program } = scope;
  const answers: Answer[] = [];
  const looks: Evidence[] = [];
  let throws = indicators !== undefined;
  for (const node of ownNodes(body, program)) {
    answers.push(...answersAt(node, body, scope));
    if (!isLook(node, scope)) continue;
    looks.push({ text: program.text.slice(...node.range).replace(/\s+/g, ' '), at: spanOf(node, program) });
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier' && !isCaught(node, body, program)) throws = true;
  }
  // `async () => ({ status: 'ok' })`: what a framework is given back is the answer.
  if (body.type !== 'BlockStatement' && body.type !== 'IfStatement' && !isAnswerChain(bareAwait(body), scope) && answers.length === 0) answers.push({ status: 200, at: spanOf(body, program), caught: false });
  if (indicators) {
    looks.length = 0;
    for (const item of indicators.elements) if (item) looks.push({ text: program.text.slice(...item.range).replace(/\s+/g, ' '), at: spanOf(item, program) });
    answers.length = 0;
    answers.push({ status: 200, at: spanOf(body, program), caught: false });
  }
  return { via: 'handler', at: spanOf(at, program), path, asks: LIVENESS.test(path) ? 'liveness' : 'health', answers, looks, throws };
}

/** Everything in the handler, callbacks included, but for a branch that compares with another path. */
function ownNodes(body: Node, program: Program): Node[] {
  return [...descendants(body, (node) => !(node.type === 'IfStatement' && node !== body && /\b(?:url|pathname)\b/.test(program.text.slice(...node.test.range))))];
}

/** Objects through which a handler answers, and those that know nothing of a service's state. */
const ANSWERING = /^(?:res|resp|response|reply|rep|ctx|c|context|NextResponse|Response|h|this\.(?:logger|log))$/;
const NEUTRAL = /^(?:console|logger|log|JSON|Date|process|Math|Object|Number|String|Array|os|performance|req|request|next|this\.(?:logger|log)|pino|debug|new Date\(\)|Boolean|Buffer)$/;

function isLook(node: Node, scope: Scope): boolean {
  if (node.type === 'AwaitExpression') return !isAnswerChain(node.argument, scope);
  if (node.type === 'CallExpression') {
    const root = rootOf(node.callee, scope);
    return !ANSWERING.test(root) && !NEUTRAL.test(root) && scope.program.parentOf(node)?.type !== 'AwaitExpression' && rootNode(node.callee).type === 'Identifier';
  }
  // A condition on something that stands outside of the handler.
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  const parent = scope.program.parentOf(node);
  if (parent?.type === 'MemberExpression' || parent?.type === 'CallExpression') return false;
  const root = rootNode(node);
  if (root.type !== 'Identifier' || NEUTRAL.test(root.name) || ANSWERING.test(root.name) || !isRead(node, parent)) return false;
  const variable = scope.program.variableOf(root);
  if (!variable || isParameter(variable)) return false;
  const value = evaluate(node, scope);
  return value.is === 'unknown' || value.is === 'member' || value.is === 'call';
}

/** It is a value that is read, and not the name of a property or of what is declared. */
function isRead(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.init === node;
  if (parent?.type === 'Property') return parent.value === node;
  if (parent?.type === 'AssignmentExpression') return parent.right === node;
  return parent !== undefined && /Expression|Statement|Literal/.test(parent.type);
}

function rootNode(node: Node): Node {
  let root = bare(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') root = bare(root.type === 'MemberExpression' ? root.object : root.callee);
  return root;
}

function rootOf(callee: Node, { program }: Scope): string {
  const root = rootNode(callee);
  return root.type === 'ThisExpression' ? program.text.slice(...callee.range).split('.').slice(0, 2).join('.') : program.text.slice(...root.range);
}

function isAnswerChain(node: Node, scope: Scope): boolean {
  return ANSWERING.test(rootOf(node, scope));
}

/** A `try` around it whose handler does not throw again, or a `.catch` behind it. */
function isCaught(node: Node, body: Node, program: Program): boolean {
  let inner = node;
  for (let outer = program.parentOf(node); outer && inner !== body; inner = outer, outer = program.parentOf(outer)) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler) return ![...descendants(outer.handler.body)].some(({ type }) => type === 'ThrowStatement');
    if (outer.type === 'MemberExpression' && outer.property.type === 'Identifier' && (outer.property.name === 'catch' || outer.property.name === 'allSettled')) return true;
  }
  return /\ballSettled\b|\.catch\(/.test(program.text.slice(...node.range));
}

const SETS_BODY = /^(?:ctx|context|this)(?:\.response)?\.body$/;
const SETS_STATUS = /\.(?:status|statusCode)$/;
const SENDS = new Set(['json', 'send', 'end', 'text', 'html', 'body', 'sendStatus', 'jsonp', 'render']);

/** The answers that one node gives: none for most. */
function answersAt(node: Node, body: Node, scope: Scope): Answer[] {
  const { program } = scope;
  const answer = (status: number | null): Answer => ({ status, at: spanOf(node, program), caught: isInCatch(node, body, program) });
  if (node.type === 'ThrowStatement') return [answer(500)];
  if (node.type === 'ReturnStatement' && node.argument && !isAnswerChain(bareAwait(node.argument), scope)) return isFromHandler(node, body, program) ? [answer(200)] : [];
  if (node.type === 'AssignmentExpression' && SETS_STATUS.test(program.text.slice(...node.left.range))) return statusesOf(node.right, scope).map(answer);
  // Koa answers 200 with the body that it is given, unless a status is set.
  if (node.type === 'AssignmentExpression' && SETS_BODY.test(program.text.slice(...node.left.range)) && !statusIsSaid(node.left, body, scope)) return [answer(200)];
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && /^(?:Next)?Response$/.test(node.callee.name)) return statusesIn(node.arguments[1], scope).map(answer);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return [];
  const { name } = node.callee.property;
  if (!ANSWERING.test(rootOf(node.callee, scope))) return [];
  const [first, second] = node.arguments;
  if ((name === 'status' || name === 'code' || name === 'sendStatus' || name === 'writeHead') && first) return statusesOf(first, scope).map(answer);
  if (!SENDS.has(name) || statusIsSaid(node.callee.object, body, scope)) return [];
  return second ? statusesIn(second, scope).map(answer) : [answer(200)];
}

function bareAwait(node: Node): Node {
  return node.type === 'AwaitExpression' ? node.argument : node;
}

function isFromHandler(node: Node, body: Node, program: Program): boolean {
  for (let outer = program.parentOf(node); outer && outer !== body; outer = program.parentOf(outer)) if (isFunction(outer)) return false;
  return true;
}

/** `res.status(503).json(…)`, and a status that an earlier statement of the handler has set. */
function statusIsSaid(object: Node, body: Node, { program }: Scope): boolean {
  if (/\.(?:status|code)\(/.test(program.text.slice(...object.range))) return true;
  return [...descendants(body)].some(
    (node) =>
      (node.type === 'AssignmentExpression' && SETS_STATUS.test(program.text.slice(...node.left.range))) ||
      (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && node.callee.property.name === 'writeHead'),
  );
}

/** A number, either side of a condition, or null for what is computed otherwise. */
function statusesOf(node: Node, scope: Scope): (number | null)[] {
  const plain = bare(node);
  if (plain.type === 'ConditionalExpression') return [...statusesOf(plain.consequent, scope), ...statusesOf(plain.alternate, scope)];
  const value = evaluate(plain, scope);
  const status = literalOf(value);
  if (typeof status === 'number') return [status];
  const declared = value.node.type === 'ConditionalExpression' ? value.node : undefined;
  return declared ? [...statusesOf(declared.consequent, value.scope), ...statusesOf(declared.alternate, value.scope)] : [named(plain, scope)];
}

/** `HttpStatus.SERVICE_UNAVAILABLE` and its like. */
function named(node: Node, { program }: Scope): number | null {
  const text = program.text.slice(...node.range);
  if (/SERVICE_?UNAVAILABLE$/i.test(text)) return 503;
  if (/INTERNAL_?SERVER_?ERROR$/i.test(text)) return 500;
  return /\.OK$/i.test(text) ? 200 : null;
}

/** `{ status: 503 }` or 503 as a second argument. */
function statusesIn(options: Node | undefined, scope: Scope): (number | null)[] {
  if (!options) return [200];
  const value = evaluate(options, scope);
  if (value.is !== 'object') return statusesOf(options, scope);
  const status = propertyOf(value, 'status');
  if (status.is === 'literal' && status.value === undefined) return [200];
  return statusesOf(status.node, status.scope);
}

function isInCatch(node: Node, body: Node, program: Program): boolean {
  for (let outer = program.parentOf(node); outer && outer !== body; outer = program.parentOf(outer)) {
    if (outer.type === 'CatchClause') return true;
    if (isFunction(outer)) {
      const callee = program.parentOf(outer);
      if (callee?.type === 'CallExpression' && callee.callee.type === 'MemberExpression' && callee.callee.property.type === 'Identifier' && callee.callee.property.name === 'catch') return true;
    }
  }
  return false;
}

