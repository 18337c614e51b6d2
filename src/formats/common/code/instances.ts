import { descendants, type Node, type Program, type Tree, type Variable } from '../../../syntax/typescript.ts';
import { argumentOf, bindPattern, chainOf, evaluate, isFunction, itemsOf, keysOf, propertyOf, scopeOf, within, type ClassNode, type FunctionNode, type Modules, type Scope, type Value } from './values.ts';

/** A call or a `new` that some format knows, with what its arguments stand for where it is made. */
export interface Instance {
  /** The name that the package exports it by: `ApiCheck`, or `aws.cloudwatch.MetricAlarm` behind a namespace. */
  name: string;
  call: Value & { is: 'call' };
  /** Where it is made for a reader: the call of the project's own function, where it is made in one; the item of a list, where a loop makes it. */
  at: Node;
  /** The file that `at` stands in. */
  program: Program;
  /** The call itself, and those of the project's functions that it is made in, each where it is made: from within. */
  through: Place[];
  /** The project's own classes that extend what it is, each where its constructor runs. */
  classes: Extended[];
}

/** A class of the project, and what the parameters of its constructor stand for. */
export interface Extended {
  owner: ClassNode;
  scope: Scope;
}

export interface Place {
  node: Node;
  scope: Scope;
}

/** What a call makes, by its name; undefined for calls that are not wanted. */
export type Wanted = (callee: Value, node: Tree.CallExpression | Tree.NewExpression, scope: Scope) => string | undefined;

/** Wrappers of wrappers are followed this far. */
const DEEPEST_WRAPPER = 4;

/** A generated file must not take for ever. */
const MOST_CALLS = 20_000;

interface Search {
  wanted: Wanted;
  /** How many more calls may be looked at. */
  budget: number;
  templates: Map<FunctionNode, boolean>;
}

/** A loop over more than this is not followed. */
const MOST_ROUNDS = 100;

/**
 * Every call of something wanted, in the order of the file. A function of the project that makes one with its own parameters
 * (`createApiCheck(name, url)`) is followed from where it is called, in this file or from another, and a loop over a list that is written
 * makes one for each of its items.
 */
export function instancesIn(program: Program, modules: Modules, wanted: Wanted): Instance[] {
  const found: Instance[] = [];
  const scope = scopeOf(program, modules);
  const search: Search = { wanted, budget: MOST_CALLS, templates: new Map() };
  for (const node of descendants(program.tree)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    if (isTemplate(enclosing(node, program), program, search.templates)) continue;
    for (const round of roundsAround(node, undefined, scope)) {
      found.push(...made(node, round.scope, search, []).map((instance): Instance => ({ ...instance, at: round.item?.node ?? node, program: round.item?.scope.program ?? program })));
    }
  }
  return found;
}

/** Wants what a package exports. */
export function exportedBy(isWanted: (module: string, name: string) => boolean): Wanted {
  return (callee) => {
    const found = nameInPackage(callee);
    return found && isWanted(found.module, found.name) ? found.name : undefined;
  };
}

/** The package that exports a value, and its name there, with those of its namespaces: `aws_cloudwatch.Alarm`. */
export function nameInPackage(value: Value): { module: string; name: string } | undefined {
  const chain = chainOf(value);
  if (chain?.module === undefined || chain.links.some(({ call }) => call)) return undefined;
  const names = chain.links.map(({ name }) => name).filter((name) => name !== '*' && name !== 'default');
  return { module: chain.module, name: names.join('.') };
}

/** What one call makes: itself, or what the project's function that it calls makes. */
function made(node: Tree.CallExpression | Tree.NewExpression, scope: Scope, search: Search, wrappers: readonly FunctionNode[]): Omit<Instance, 'at' | 'program'>[] {
  search.budget -= 1;
  if (search.budget < 0) return [];
  const callee = evaluate(node.callee, scope);
  const name = search.wanted(callee, node, scope);
  const call: Value & { is: 'call' } = { is: 'call', callee, node, scope };
  if (name !== undefined) return [{ name, call, through: [{ node, scope }], classes: [] }];
  if (callee.is === 'class') return extended(call, callee, search);
  if (callee.is !== 'function' || wrappers.length >= DEEPEST_WRAPPER || wrappers.includes(callee.node) || !takesParameters(callee.node)) return [];
  const inside = within(callee, (index) => argumentOf(call, index));
  return [...descendants(callee.node.body, (inner) => !isFunction(inner) || listOfCallback(inner, inside.program) !== undefined)].flatMap((inner) => {
    if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') return [];
    return roundsAround(inner, callee.node, inside).flatMap((round) => made(inner, round.scope, search, [...wrappers, callee.node])).map((instance) => ({ ...instance, through: [...instance.through, { node, scope }] }));
  });
}

/** A class of the project that extends something wanted: its constructor says with what, by `super(…)`. */
function extended(call: Value & { is: 'call' }, callee: Value & { is: 'class' }, search: Search): Omit<Instance, 'at' | 'program'>[] {
  const classes: Extended[] = [];
  let [inner, owner] = [call, callee];
  while (owner.node.superClass && classes.length < DEEPEST_WRAPPER) {
    const above = evaluate(owner.node.superClass, owner.scope);
    inner = callOfSuper(inner, owner, above, classes);
    const name = search.wanted(above, call.node, owner.scope);
    if (name !== undefined) return [{ name, call: inner, through: [{ node: call.node, scope: call.scope }], classes }];
    if (above.is !== 'class') return [];
    owner = above;
  }
  return [];
}

/** The call by which a class calls the one above it; without a constructor of its own, as it is called itself. */
function callOfSuper(call: Value & { is: 'call' }, owner: Value & { is: 'class' }, above: Value, classes: Extended[]): Value & { is: 'call' } {
  const constructor = owner.node.body.body.find((member): member is Tree.MethodDefinition => member.type === 'MethodDefinition' && member.kind === 'constructor');
  if (!constructor || !isFunction(constructor.value)) {
    classes.push({ owner: owner.node, scope: owner.scope });
    return { ...call, callee: above };
  }
  const scope = within({ is: 'function', node: constructor.value, scope: owner.scope }, (index) => argumentOf(call, index));
  classes.push({ owner: owner.node, scope });
  const node = [...descendants(constructor.value.body)].find((inner): inner is Tree.CallExpression => inner.type === 'CallExpression' && inner.callee.type === 'Super');
  return { is: 'call', callee: above, node: node ?? call.node, scope: node ? scope : call.scope };
}

/** One time that a loop goes round, or the only time where there is none. */
interface Round {
  scope: Scope;
  /** The item of the list. */
  item?: Value;
}

/** How often a node is reached, below a function: once for each item of the written lists that loops around it go through. */
function roundsAround(node: Node, top: FunctionNode | undefined, scope: Scope): Round[] {
  const { program } = scope;
  const loops: Loop[] = [];
  let inner = node;
  for (let outer = program.parentOf(node); outer && outer !== top; inner = outer, outer = program.parentOf(outer)) {
    const loop = loopOf(outer, inner, program);
    if (loop) loops.unshift(loop);
  }
  return loops.reduce((rounds: Round[], loop) => rounds.flatMap((round) => roundsOf(loop, round)), [{ scope }]);
}

interface Loop {
  pattern: Node;
  list: Node;
}

/** `for (const x of list)` and `list.forEach((x) => …)`. */
function loopOf(outer: Node, inner: Node, program: Program): Loop | undefined {
  if (outer.type === 'ForOfStatement' && outer.body === inner && outer.left.type === 'VariableDeclaration') {
    const [declarator] = outer.left.declarations;
    return { pattern: declarator.id, list: outer.right };
  }
  const list = isFunction(outer) ? listOfCallback(outer, program) : undefined;
  const pattern = isFunction(outer) ? outer.params[0] : undefined;
  return list && pattern && { pattern, list };
}

const WALKS = new Set(['forEach', 'map', 'flatMap']);

/** The list that calls a function for each of its items. */
export function listOfCallback(node: FunctionNode, program: Program): Node | undefined {
  const call = program.parentOf(node);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== node || call.callee.type !== 'MemberExpression' || call.callee.property.type !== 'Identifier') return undefined;
  return WALKS.has(call.callee.property.name) ? call.callee.object : undefined;
}

function roundsOf({ pattern, list }: Loop, round: Round): Round[] {
  const bindings = roundBindings(pattern, list, round.scope);
  return bindings?.map(({ bound, item }) => ({ scope: { ...round.scope, bindings: bound }, item })) ?? [round];
}

/** What the names of a loop stand for in each of its rounds; undefined where the list is not known. */
function roundBindings(pattern: Node, list: Node, scope: Scope): { bound: Map<Variable, Value>; item: Value }[] | undefined {
  const pairs = pairsOf(list, scope);
  if (pairs) {
    return pairs.map(([key, value]) => {
      const bound = new Map(scope.bindings);
      const [first, second] = pattern.type === 'ArrayPattern' ? pattern.elements : [];
      if (first) bindPattern(first, key, bound, scope);
      if (second) bindPattern(second, value, bound, scope);
      return { bound, item: value };
    });
  }
  const items = itemsOf(evaluate(list, scope));
  if (items.length > MOST_ROUNDS) return undefined;
  const known = items.filter((item): item is Value => item !== undefined);
  if (known.length < items.length) return undefined;
  return known.map((item) => {
    const bound = new Map(scope.bindings);
    bindPattern(pattern, item, bound, scope);
    return { bound, item };
  });
}

/** `Object.entries({ … })` as it is written. */
function pairsOf(list: Node, scope: Scope): [Value, Value][] | undefined {
  const value = evaluate(list, scope);
  if (value.is !== 'call' || value.callee.is !== 'member' || value.callee.of.is !== 'global' || value.callee.of.name !== 'Object' || value.callee.name !== 'entries') return undefined;
  const object = argumentOf(value, 0);
  if (object?.is !== 'object') return undefined;
  const keys = [...new Set(keysOf(object))];
  if (keys.length > MOST_ROUNDS) return undefined;
  return keys.map((key) => {
    const found = propertyOf(object, key);
    return [{ is: 'literal', value: key, node: found.node, scope: found.scope }, found];
  });
}

/** The function that a node stands in; undefined at the top of the file. */
function enclosing(node: Node, program: Program): FunctionNode | undefined {
  for (let outer = program.parentOf(node); outer; outer = program.parentOf(outer)) if (isFunction(outer)) return outer;
  return undefined;
}

/**
 * A named function with parameters of its own makes nothing by itself: whoever calls it does. So does a method that only its own class calls.
 */
function isTemplate(node: FunctionNode | undefined, program: Program, known: Map<FunctionNode, boolean>): boolean {
  if (!node) return false;
  const before = known.get(node);
  if (before !== undefined) return before;
  const outer = program.parentOf(node);
  const is =
    outer?.type === 'MethodDefinition'
      ? takesParameters(node) && outer.kind === 'method' && isCalledByItsClass(outer, program)
      : (takesParameters(node) && (node.type === 'FunctionDeclaration' || outer?.type === 'VariableDeclarator')) || isTemplate(enclosing(node, program), program, known);
  known.set(node, is);
  return is;
}

function isCalledByItsClass(method: Tree.MethodDefinition, program: Program): boolean {
  const name = 'name' in method.key ? method.key.name : undefined;
  const owner = program.parentOf(method);
  if (name === undefined || !owner) return false;
  for (const node of descendants(owner)) {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.object.type === 'ThisExpression' && 'name' in node.callee.property && node.callee.property.name === name) return true;
  }
  return false;
}

function takesParameters({ params }: FunctionNode): boolean {
  return params.length > 0;
}
