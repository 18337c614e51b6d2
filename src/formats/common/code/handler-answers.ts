import type { Answer, Evidence } from '../../../model/index.ts';
import { bare, descendants, isParameter, type Node, type Program, type Tree, type Variable } from '../../../syntax/typescript.ts';
import { spanOf } from './assertions.ts';
import { argumentOf, chainOf, evaluate, isFunction, literalOf, propertyOf, within, type Scope, type Value } from './values.ts';

/** What the code behind a path does: how it answers, and what it looks at before. */
export interface Handled {
  answers: Answer[];
  looks: Evidence[];
  /** A look that fails ends in an error status without a word of its own. */
  throws: boolean;
  /** It answers by code that is not read here, or shows values of which it cannot be told whether they say how it is. */
  open: boolean;
}

/** Functions of functions are followed this far. */
const DEEPEST = 5;

interface Walk {
  handled: Handled;
  body: Node;
  scope: Scope;
  /** Names that answer, beyond those that are known by their names. */
  answering: ReadonlySet<Variable>;
  /** What it gives back is the answer. */
  returns: boolean;
  /** It is called where a failure is caught. */
  caught: boolean;
  /** The functions that lead here. */
  seen: readonly Node[];
  /** Calls that are read. */
  done: Set<Node>;
  /** A statement of its own sets the status, whatever sends the body. */
  setsStatus: boolean;
}

/** Reads a handler; `returns` says that what it gives back is the answer, as in Fastify, Nest and Next.js. */
export function handledIn(body: Node, scope: Scope, returns: boolean, answering: ReadonlySet<Variable> = new Set()): Handled {
  return walked({ body, scope, returns, answering, caught: false, seen: [] });
}

function walked(start: Omit<Walk, 'handled' | 'done' | 'setsStatus'>): Handled {
  const { body, scope, returns } = start;
  const walk: Walk = { ...start, handled: { answers: [], looks: [], throws: false, open: false }, done: new Set(), setsStatus: setsStatus(body, scope.program) };
  if (body.type !== 'BlockStatement' && returns && !/Statement$|^SwitchCase$/.test(body.type)) readReturned(body, body, walk);
  for (const node of ownNodes(body, scope.program)) read(node, walk);
  return walk.handled;
}

/** Everything in the handler, callbacks included, but for a branch that compares with another path. */
function ownNodes(body: Node, program: Program): Iterable<Node> {
  return descendants(body, (node) => !(node.type === 'IfStatement' && node !== body && /\b(?:url|pathname)\b/.test(program.text.slice(...node.test.range))));
}

function read(node: Node, walk: Walk): void {
  const { program } = walk.scope;
  switch (node.type) {
    case 'ThrowStatement':
      if (!isCaught(node, walk)) addAnswer(500, node, walk);
      break;
    case 'ReturnStatement':
      if (node.argument && walk.returns && isOwn(node, walk)) readReturned(node.argument, node, walk);
      break;
    case 'AssignmentExpression':
      readAssigned(node, walk);
      break;
    case 'NewExpression':
      if (node.callee.type === 'Identifier' && /^(?:Next)?Response$/.test(node.callee.name)) for (const status of statusesIn(node.arguments[1], walk.scope)) addAnswer(status, node, walk);
      break;
    case 'TaggedTemplateExpression':
      addLook(node, walk, !isCaught(node, walk));
      break;
    case 'CallExpression':
      // Of a chain, the last call stands for all.
      if (!walk.done.has(node) && (program.parentOf(node)?.type !== 'MemberExpression' || node === walk.body)) readChain(node, walk);
      break;
    case 'Identifier':
    case 'MemberExpression':
      readValue(node, walk);
  }
}

function addAnswer(status: number | null, node: Node, walk: Walk): void {
  walk.handled.answers.push({ status, at: spanOf(node, walk.scope.program), caught: walk.caught || isInCatch(node, walk) });
}

function addLook(node: Node, walk: Walk, throws: boolean): void {
  const { program } = walk.scope;
  const outer = program.parentOf(node);
  const whole = outer?.type === 'AwaitExpression' ? outer : node;
  walk.handled.looks.push({ text: program.text.slice(...whole.range).replace(/\s+/g, ' '), at: spanOf(whole, program) });
  if (throws) walk.handled.throws = true;
}

/** An error that is given back, and a promise that is broken. */
const FAILURE = /^(?:new\s+)?(?:\w+\.)*(?:\w*Error|\w*Exception|Boom\.\w+|boom\.\w+|Promise\.reject)\s*\(/;

/** What a framework is given back is the answer. */
function readReturned(argument: Node, at: Node, walk: Walk): void {
  const { scope } = walk;
  const node = withoutAwait(argument);
  if (node.type === 'ConditionalExpression') {
    for (const side of [node.consequent, node.alternate]) readReturned(side, side, walk);
    return;
  }
  if (FAILURE.test(scope.program.text.slice(...node.range))) {
    addAnswer(500, at, walk);
    return;
  }
  if (node.type === 'NewExpression' || (node.type === 'Identifier' && node.name === 'undefined')) return;
  if (node.type === 'CallExpression') {
    if (isAnswering(rootNode(node), walk) || namedLast(node) === 'next') return;
    const callee = evaluate(node.callee, scope);
    if (callee.is === 'function') {
      walk.done.add(node);
      take(follow(node, callee, walk, true), node, walk);
      return;
    }
    // It may be an answer of any status.
    walk.handled.open = true;
  }
  addAnswer(200, at, walk);
}

const SETS_BODY = /^(?:ctx|context|this)(?:\.response)?\.body$/;
const SETS_STATUS = /\.(?:status|statusCode)$/;

function readAssigned(node: Tree.AssignmentExpression, walk: Walk): void {
  const { left, right } = node;
  if (left.type !== 'MemberExpression') return;
  const target = walk.scope.program.text.slice(...left.range);
  if (SETS_STATUS.test(target) && (isAnswering(rootNode(left), walk) || rootNode(left).type === 'ThisExpression')) for (const status of statusesOf(right, walk.scope)) addAnswer(status, node, walk);
  // Koa answers 200 with the body that it is given, unless a status is set.
  if (SETS_BODY.test(target) && !walk.setsStatus) addAnswer(200, node, walk);
}

const GIVES_STATUS = new Set(['status', 'code', 'sendStatus', 'writeHead']);
const SENDS = new Set(['json', 'send', 'end', 'text', 'html', 'body', 'jsonp', 'render', 'newResponse']);
/** What only prepares an answer, or has to do with the one who asks. */
const QUIET = /^(?:set|header|headers|setHeader|removeHeader|getHeader|type|on|once|write|cookie|flushHeaders|flush|next|rewrite|vary|append|log|get|is|hijack|format|child)$/;
/** Methods of Koa, fastify-sensible, express-boom and others that answer with an error. */
const ERRORS: Record<string, number> = { throw: 500, serviceUnavailable: 503, serverUnavailable: 503, internalServerError: 500, badGateway: 502, gatewayTimeout: 504, badImplementation: 500, internal: 500, notFound: 404 };

/** Objects through which a handler answers, and those that know nothing of a service's state. */
const ANSWERING = /^_?(?:res|resp|response|reply|rep|ctx|c|context|h)$/;
const FACTORIES = /^(?:Next)?Response$|^HttpResponse$/;
const NEUTRAL = /^(?:console|logger|log|JSON|Date|process|Math|Object|Number|String|Array|Promise|Symbol|os|performance|next|pino|debug|Boolean|Buffer|Error|setTimeout|clearTimeout|require|parseInt|Intl|_|t|i18n|path|url|URL|__dirname)$/;
const NEUTRAL_FIELD = /logger$|log$|config|env$/i;
const ASKING = /^_?(?:req|request)$/;
/** Where the one who asks leads to the service itself. */
const BEHIND = /\.(?:app|server|services?|container|scope|db|pg|mongo|redis|context|env|var|state|locals)\b/;

/** One chain of calls: an answer, a look, or neither. */
function readChain(node: Tree.CallExpression, walk: Walk): void {
  const { scope, handled } = walk;
  const root = rootNode(node);
  const name = namedLast(node);
  const text = scope.program.text.slice(...node.range);
  if (root.type === 'Identifier' && root === node.callee && /^(?:next|done)$/.test(root.name)) {
    if (node.arguments.length > 0) addAnswer(500, node, walk);
    return;
  }
  if (isAnswering(root, walk)) {
    if (readSent(node, name, walk)) return;
    if (!BEHIND.test(scope.program.text.slice(...node.callee.range))) {
      if (!QUIET.test(name)) handled.open = true;
      return;
    }
  } else if (isNeutral(root, node, scope) || (root.type === 'Identifier' && ASKING.test(root.name) && !BEHIND.test(text))) return;
  const first = firstCall(node);
  const callee = evaluate(first.callee, scope);
  if (callee.is === 'function') {
    const inner = follow(first, callee, walk, false);
    if (handsOn(first, walk)) take(inner, node, walk);
    else if (inner.looks.length > 0 || inner.open) addLook(node, walk, (inner.throws || inner.answers.length > 0) && !isCaught(node, walk));
    return;
  }
  if (handsOn(node, walk)) {
    handled.open = true;
    return;
  }
  const waits = scope.program.parentOf(node)?.type === 'AwaitExpression' || /\.(?:then|catch|finally)\s*\(/.test(text);
  if (!waits && isLocal(root, walk)) return;
  addLook(node, walk, waits && !isCaught(node, walk));
  // A plain call may give back anything, or throw.
  if (!waits && !/^(?:is|has)[A-Z]/.test(name) && !node.arguments.some(isFunction)) handled.open = true;
}

/** A call of something that answers; false where it is none. */
function readSent(node: Tree.CallExpression, name: string, walk: Walk): boolean {
  const { scope } = walk;
  const [first, second] = node.arguments;
  const error = Object.hasOwn(ERRORS, name) ? ERRORS[name] : undefined;
  const said = firstStatus(node, scope);
  if (said) for (const status of said) addAnswer(status, node, walk);
  else if (error !== undefined) addAnswer(typeof literalOf(first && evaluate(first, scope)) === 'number' ? (statusesOf(first ?? node, scope)[0] ?? error) : error, node, walk);
  else if (!SENDS.has(name)) return false;
  else if (first && isError(first, walk)) addAnswer(500, node, walk);
  else if (!walk.setsStatus) for (const status of second ? statusesIn(second, scope) : [200]) addAnswer(status, node, walk);
  return true;
}

/** `reply.send(error)` of Fastify, in the `catch` that has caught it. */
function isError(node: Node, { scope }: Walk): boolean {
  if (FAILURE.test(scope.program.text.slice(...node.range))) return true;
  return node.type === 'Identifier' && scope.program.variableOf(node)?.defs.some(({ node: definition }) => (definition as Node).type === 'CatchClause') === true;
}

/** The status that a chain names: `res.status(503).json(…)`. */
function firstStatus(node: Tree.CallExpression, scope: Scope): (number | null)[] | undefined {
  for (let call: Node = node; call.type === 'CallExpression' && call.callee.type === 'MemberExpression'; call = bare(call.callee.object)) {
    const [status] = call.arguments;
    if (call.callee.property.type === 'Identifier' && GIVES_STATUS.has(call.callee.property.name) && status) return statusesOf(status, scope);
  }
  return undefined;
}

/** What a function does that the handler calls, with what it is given. */
function follow(node: Tree.CallExpression, callee: Value & { is: 'function' }, walk: Walk, returns: boolean): Handled {
  if (walk.seen.includes(callee.node) || walk.seen.length >= DEEPEST) return { answers: [], looks: [], throws: false, open: true };
  const call: Value & { is: 'call' } = { is: 'call', callee, node, scope: walk.scope };
  const scope = within(callee, (index) => argumentOf(call, index));
  const answering = callee.node.params.flatMap((parameter, index) => {
    const given = node.arguments[index];
    const variable = parameter.type === 'Identifier' ? callee.scope.program.variableOf(parameter) : undefined;
    return given && variable && isAnswering(given, walk) ? [variable] : [];
  });
  return walked({ body: callee.node.body, scope, returns, answering: new Set(answering), caught: walk.caught || isInCatch(node, walk), seen: [...walk.seen, callee.node] });
}

/** What a function does in the handler's place. */
function take(inner: Handled, node: Node, { handled, ...walk }: Walk): void {
  handled.answers.push(...inner.answers);
  handled.looks.push(...inner.looks);
  handled.open ||= inner.open;
  if (inner.throws && !isCaught(node, walk)) handled.throws = true;
}

/** Words for how something is. */
const STATE = /ready|stat(?:e|us)\b|connect|health|alive|\bup\b|database|\bdb\b|redis|mongo|queue|broker|cache|\bok\b|open|drain|shut|\bwell\b|down\b/i;
/** What is shown for people to know what runs. */
const LABELS = /version|build|commit|\bsha\b|revision|\bname|\benv|config|start|uptime|host|region|package|\bpkg\b|node_?id|instance|message|\bport\b/i;

/** A value that stands outside of the handler: where a condition asks it, or its name says how something is, it is a look. */
function readValue(node: Tree.Identifier | Tree.MemberExpression, walk: Walk): void {
  const { scope, handled } = walk;
  const { program } = scope;
  const parent = program.parentOf(node);
  if (parent?.type === 'MemberExpression' || (parent?.type === 'CallExpression' && parent.callee === node) || !isRead(node, parent)) return;
  const root = rootNode(node);
  const text = program.text.slice(...node.range);
  if (isNeutral(root, node, scope)) return;
  if (root.type !== 'ThisExpression' && (root.type !== 'Identifier' || isAnswering(root, walk) || ASKING.test(root.name) || isLocal(root, walk))) return;
  const value = evaluate(node, scope);
  if (value.is === 'literal' || value.is === 'function' || isOfTheProcess(value)) return;
  if (root.type === 'Identifier' && !program.variableOf(root)) return;
  const name = text.slice(text.lastIndexOf('.') + 1);
  if (isAsked(parent, node) || STATE.test(text)) addLook(node, walk, false);
  else if (!LABELS.test(name) && (value.is === 'unknown' || value.is === 'member' || value.is === 'call')) handled.open = true;
}

/** It is a value that is read, and not the name of a property or of what is declared. */
function isRead(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.init === node;
  if (parent?.type === 'Property') return parent.value === node;
  if (parent?.type === 'AssignmentExpression') return parent.right === node;
  if (parent?.type === 'CallExpression' || parent?.type === 'TaggedTemplateExpression') return false;
  return parent !== undefined && !isFunction(parent) && /Expression|Statement|Literal/.test(parent.type);
}

/** A condition asks it. */
function isAsked(parent: Node | undefined, node: Node): boolean {
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    case 'LogicalExpression':
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    default:
      return false;
  }
}

/** What the process knows of itself, or what was packed with it: `Date.now()`, `process.env.VERSION`, a field of package.json. */
function isOfTheProcess(value: Value): boolean {
  const chain = chainOf(value);
  if (!chain) return value.is === 'call' && value.callee.is === 'global' && NEUTRAL.test(value.callee.name);
  return chain.module === undefined ? NEUTRAL.test(chain.links[0]?.name ?? '') : /\.json$|^(?:node:)?(?:os|process|perf_hooks)$/.test(chain.module);
}

function isNeutral(root: Node, node: Node, { program }: Scope): boolean {
  if (root.type === 'ThisExpression') return NEUTRAL_FIELD.test(program.text.slice(...node.range).split('.')[1] ?? '');
  if (root.type === 'NewExpression') return root.callee.type === 'Identifier' && NEUTRAL.test(root.callee.name);
  return root.type === 'Identifier' ? NEUTRAL.test(root.name) : !['Super', 'MetaProperty', 'TaggedTemplateExpression'].includes(root.type);
}

/** It is declared in the handler itself: what it was filled from counts. */
function isLocal(root: Node, { scope: { program }, body }: Walk): boolean {
  const [definition] = (root.type === 'Identifier' ? program.variableOf(root)?.defs : undefined) ?? [];
  return definition !== undefined && isWithin(definition.name, body);
}

function isWithin(node: Node, body: Node): boolean {
  return node.range[0] >= body.range[0] && node.range[1] <= body.range[1];
}

/** It answers: a parameter of the handler that is named so, or one that was handed on. */
function isAnswering(node: Node, { scope: { program }, body, answering }: Walk): boolean {
  if (node.type !== 'Identifier') return false;
  const variable = program.variableOf(node);
  if (!variable || !isParameter(variable)) return FACTORIES.test(node.name);
  return answering.has(variable) || (ANSWERING.test(node.name) && !isWithin(variable.identifiers[0] ?? body, body));
}

/** What answers is given to it. */
function handsOn(node: Tree.CallExpression, walk: Walk): boolean {
  return node.arguments.some((argument) => isAnswering(argument, walk));
}

function rootNode(node: Node): Node {
  let root = bare(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') root = bare(root.type === 'MemberExpression' ? root.object : root.callee);
  return root;
}

/** The call that a chain begins with: `ping()` of `ping().then(…)`. */
function firstCall(node: Tree.CallExpression): Tree.CallExpression {
  let first = node;
  for (let inner: Node = node; inner.type === 'CallExpression' || inner.type === 'MemberExpression'; inner = bare(inner.type === 'CallExpression' ? inner.callee : inner.object)) {
    if (inner.type === 'CallExpression') first = inner;
  }
  return first;
}

function namedLast({ callee }: Tree.CallExpression): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}

function withoutAwait(node: Node): Node {
  const plain = bare(node);
  return plain.type === 'AwaitExpression' ? bare(plain.argument) : plain;
}

/** No function stands between it and the handler. */
function isOwn(node: Node, { scope: { program }, body }: Walk): boolean {
  for (let outer = program.parentOf(node); outer && outer !== body; outer = program.parentOf(outer)) if (isFunction(outer)) return false;
  return true;
}

/** A `try` around it whose handler does not throw again, or a `.catch` behind it. */
function isCaught(node: Node, { scope: { program }, body }: Pick<Walk, 'scope' | 'body'>): boolean {
  let inner = node;
  for (let outer = program.parentOf(node); outer && inner !== body; inner = outer, outer = program.parentOf(outer)) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler) return ![...descendants(outer.handler.body)].some(({ type }) => type === 'ThrowStatement');
    if (outer.type === 'MemberExpression' && outer.property.type === 'Identifier' && (outer.property.name === 'catch' || outer.property.name === 'allSettled')) return true;
  }
  return /\ballSettled\b|\.catch\(/.test(program.text.slice(...node.range));
}

function isInCatch(node: Node, { scope: { program }, body }: Pick<Walk, 'scope' | 'body'>): boolean {
  for (let outer = program.parentOf(node); outer && outer !== body; outer = program.parentOf(outer)) {
    if (outer.type === 'CatchClause') return true;
    const call = isFunction(outer) ? program.parentOf(outer) : undefined;
    if (call?.type === 'CallExpression' && namedLast(call) === 'catch') return true;
  }
  return false;
}

/** A statement of its own sets the status: `res.status(503);` before `res.json(…)`, `ctx.status = 503`. */
function setsStatus(body: Node, program: Program): boolean {
  return [...descendants(body)].some(
    (node) =>
      (node.type === 'AssignmentExpression' && SETS_STATUS.test(program.text.slice(...node.left.range))) ||
      (node.type === 'CallExpression' && (namedLast(node) === 'writeHead' || (GIVES_STATUS.has(namedLast(node)) && program.parentOf(node)?.type === 'ExpressionStatement'))),
  );
}

/** A number, either side of a condition, all that a variable is set to, or null for what is computed otherwise. */
function statusesOf(node: Node, scope: Scope, depth = 0): (number | null)[] {
  const plain = bare(node);
  if (depth > DEEPEST) return [null];
  if (plain.type === 'ConditionalExpression') return [plain.consequent, plain.alternate].flatMap((side) => statusesOf(side, scope, depth + 1));
  const value = evaluate(plain, scope);
  const status = literalOf(value);
  if (typeof status === 'number') return [status];
  if (value.node.type === 'ConditionalExpression') return statusesOf(value.node, value.scope, depth + 1);
  const written = plain.type === 'Identifier' ? scope.program.variableOf(plain) : undefined;
  const settings = written && !isParameter(written) ? written.references.flatMap(({ writeExpr }): Node[] => (writeExpr ? [writeExpr] : [])) : [];
  return settings.length > 1 ? settings.flatMap((setting) => statusesOf(setting, scope, depth + 1)) : [named(plain, scope)];
}

/** `HttpStatus.SERVICE_UNAVAILABLE` and its like. */
function named(node: Node, { program }: Scope): number | null {
  const text = program.text.slice(...node.range).replaceAll('_', '');
  if (/SERVICEUNAVAILABLE\W*$/i.test(text)) return 503;
  if (/INTERNALSERVERERROR\W*$/i.test(text)) return 500;
  return /\b(?:HTTPSTATUS)?OK\W*$/i.test(text) ? 200 : null;
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
