import { bare, descendants, type Node, type Tree, type Variable } from '../../../syntax/typescript.ts';
import { listOfCallback, nameInPackage, type Extended, type Place } from './instances.ts';
import { classAround, evaluate, isFunction, within, type ClassNode, type FunctionNode, type Scope, type Value } from './values.ts';

/** What the project does with something that it has made. */
export interface Uses {
  /** The methods that are called on it. */
  calls: { name: string; call: Value & { is: 'call' } }[];
  /** It is part of the rule of a composite alarm. */
  isRuled: boolean;
  /** It is handed to where it cannot be followed: exported, returned, kept in a public field, given to another package. */
  escapes: boolean;
}

/** Members that only describe it, and functions that only show it. */
const NEUTRAL = /^(?:node|metric|toAnnotation|applyRemovalPolicy|toString|stack|env)$/;
const SHOWS = /(?:Widget|Dashboard|Annotation)s?$|^(?:console\.\w+)$/;

/** Longer ways are not followed. */
const DEEPEST = 12;

interface Search {
  uses: Uses;
  seen: Set<Node>;
  /** The calls of the wrappers that give it back, from within. */
  wrappers: readonly Place[];
  depth: number;
}

/**
 * Follows something from where it is made: through names, fields, lists and loops, and into functions of the project that it is given to.
 * `through` are the call that makes it and the calls of the wrappers that give it back.
 */
export function usesOf(through: readonly Place[], classes: readonly Extended[] = []): Uses {
  const uses: Uses = { calls: [], isRuled: false, escapes: false };
  const search: Search = { uses, seen: new Set(), wrappers: [], depth: 0 };
  uses.escapes = some(classes, (extended) => escapesByItself(extended, search));
  if (followed(through, search)) uses.escapes = true;
  return uses;
}

/** What a class does with its own instance: methods that it calls, and where it hands itself to. */
function escapesByItself({ owner, scope }: Extended, search: Search): boolean {
  const selves = [...descendants(owner.body)].filter((node) => node.type === 'ThisExpression' && classAround(node, scope.program) === owner);
  return some(selves, (node) => {
    const outer = scope.program.parentOf(node);
    if (outer?.type !== 'MemberExpression') return !isScopeOf(node, outer) && escapesAt(node, scope, search);
    const call = scope.program.parentOf(outer);
    // Of its fields nothing follows.
    return call?.type === 'CallExpression' && call.callee === outer && escapesAt(node, scope, search);
  });
}

/** `new Topic(this, 'Topic')`: the scope of another construct. */
function isScopeOf(node: Node, outer: Node | undefined): boolean {
  return outer?.type === 'NewExpression' && outer.arguments[0] === node;
}

/** From where a wrapper is called on; nobody calls a function that is none. */
function followed([made, ...wrappers]: readonly Place[], search: Search): boolean {
  return made === undefined || escapesAt(made.node, made.scope, { ...search, wrappers, depth: search.depth + 1 });
}

/** Looks at one place where the thing stands; true where it goes out of sight from there. */
function escapesAt(node: Node, scope: Scope, before: Search): boolean {
  const search = { ...before, depth: before.depth + 1 };
  const outer = scope.program.parentOf(node);
  if (search.depth > DEEPEST) return true;
  if (search.seen.has(node) || !outer) return false;
  search.seen.add(node);
  if (bare(outer) !== outer || outer.type === 'AwaitExpression') return escapesAt(outer, scope, search);
  switch (outer.type) {
    case 'VariableDeclarator':
      return outer.id.type !== 'Identifier' || isExported(outer, scope) || escapesByName(outer.id, scope, search, escapesAt);
    case 'AssignmentExpression':
      return outer.right === node && escapesByTarget(outer.left, scope, search, escapesAt);
    case 'PropertyDefinition':
      return !('name' in outer.key) || escapesByField(outer.key, outer.key.name, scope, search, escapesAt);
    case 'MemberExpression':
      return outer.object === node && escapesByMember(outer, scope, search);
    case 'CallExpression':
    case 'NewExpression':
      return escapesInto(node, outer, scope, search);
    case 'ArrayExpression':
      return escapesByList(outer, scope, search);
    case 'ConditionalExpression':
      return outer.test !== node && escapesAt(outer, scope, search);
    case 'LogicalExpression':
      return escapesAt(outer, scope, search);
    case 'Property':
      return !isShown(outer, scope);
    case 'ReturnStatement':
      return followed(search.wrappers, search);
    case 'ArrowFunctionExpression':
      return !(listOfCallback(outer, scope.program) && isUnused(outer, scope)) && followed(search.wrappers, search);
    case 'ExpressionStatement':
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'TemplateLiteral':
      return false;
    default:
      return true;
  }
}

/** How a place is looked at: that of the thing, or that of a list with the thing in it. */
type Look = (node: Node, scope: Scope, search: Search) => boolean;

/** The result of `list.forEach(…)` goes nowhere. */
function isUnused(callback: FunctionNode, { program }: Scope): boolean {
  const call = program.parentOf(callback);
  return call !== undefined && program.parentOf(call)?.type === 'ExpressionStatement';
}

function isExported(declarator: Node, { program }: Scope): boolean {
  const declaration = program.parentOf(declarator);
  return declaration !== undefined && program.parentOf(declaration)?.type === 'ExportNamedDeclaration';
}

/** All looks are taken, for each may find calls. */
function some<Item>(items: readonly Item[], look: (item: Item) => boolean): boolean {
  return items.filter(look).length > 0;
}

/** Everywhere that a name of it stands. */
function escapesByName(name: Tree.Identifier, scope: Scope, search: Search, look: Look): boolean {
  return some(referencesOf(scope.program.variableOf(name)), (reference) => look(reference, scope, search));
}

function referencesOf(variable: Variable | undefined): Node[] {
  return variable?.references.flatMap(({ identifier, init }): Node[] => (init === true ? [] : [identifier])) ?? [];
}

/** What it is assigned to. */
function escapesByTarget(target: Node, scope: Scope, search: Search, look: Look): boolean {
  if (target.type === 'Identifier') return escapesByName(target, scope, search, look);
  if (target.type !== 'MemberExpression' || target.object.type !== 'ThisExpression' || !('name' in target.property)) return true;
  return escapesByField(target, target.property.name, scope, search, look);
}

/** A field of the class; whoever has the instance can reach it unless it is private. */
function escapesByField(at: Node, name: string, scope: Scope, search: Search, look: Look): boolean {
  const owner = classAround(at, scope.program);
  if (!owner) return true;
  const uses = [...descendants(owner.body)].filter((node) => {
    if (node === at || node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression' || !('name' in node.property) || node.property.name !== name) return false;
    const outer = scope.program.parentOf(node);
    return outer?.type !== 'AssignmentExpression' || outer.left !== node;
  });
  // Within another method, no wrapper gives it back.
  return some(uses, (node) => look(node, scope, { ...search, wrappers: [] })) || !isPrivate(owner, name);
}

function isPrivate(owner: ClassNode, name: string): boolean {
  return owner.body.body.some((member) => member.type === 'PropertyDefinition' && 'name' in member.key && member.key.name === name && (member.key.type === 'PrivateIdentifier' || member.accessibility === 'private'));
}

function escapesByMember(node: Tree.MemberExpression, scope: Scope, search: Search): boolean {
  const name = 'name' in node.property ? node.property.name : '';
  const call = scope.program.parentOf(node);
  if (call?.type !== 'CallExpression' || call.callee !== node) return !NEUTRAL.test(name);
  search.uses.calls.push({ name, call: { is: 'call', callee: evaluate(node, scope), node: call, scope } });
  return !NEUTRAL.test(name) && !name.startsWith('add') && escapesAt(call, scope, search);
}

/** An argument: of a function of the project, of what only shows it, or of what cannot be followed. */
function escapesInto(node: Node, call: Tree.CallExpression | Tree.NewExpression, scope: Scope, search: Search): boolean {
  if (call.callee === node || SHOWS.test(textOf(call.callee, scope))) return false;
  const callee = evaluate(call.callee, scope);
  if (nameInPackage(callee)?.name.includes('AlarmRule.') === true) {
    search.uses.isRuled = true;
    return false;
  }
  const index = call.arguments.findIndex((argument) => argument === node);
  const parameter = callee.is === 'function' ? callee.node.params[index] : undefined;
  if (callee.is === 'function' && parameter?.type === 'Identifier') {
    return escapesByName(parameter, within(callee, () => undefined), { ...search, wrappers: [] }, escapesAt);
  }
  // `alarms.push(alarm)`
  if (call.callee.type !== 'MemberExpression' || !('name' in call.callee.property) || call.callee.property.name !== 'push') return true;
  return escapesByTarget(bare(call.callee.object), scope, search, escapesByItems);
}

/** A list that it is in. */
function escapesByList(node: Node, scope: Scope, search: Search): boolean {
  const outer = scope.program.parentOf(node);
  if (outer?.type === 'VariableDeclarator' && outer.id.type === 'Identifier') return isExported(outer, scope) || escapesByName(outer.id, scope, search, escapesByItems);
  if (outer?.type === 'AssignmentExpression') return escapesByTarget(outer.left, scope, search, escapesByItems);
  if (outer?.type === 'PropertyDefinition' && 'name' in outer.key) return escapesByField(outer.key, outer.key.name, scope, search, escapesByItems);
  return escapesByItems(node, scope, search);
}

/** Where a list stands that it is in: a loop gives it a name of its own. */
function escapesByItems(node: Node, scope: Scope, before: Search): boolean {
  const search = { ...before, depth: before.depth + 1 };
  if (search.depth > DEEPEST) return true;
  if (search.seen.has(node)) return false;
  search.seen.add(node);
  const outer = scope.program.parentOf(node);
  const each = (pattern: Node | undefined): boolean => pattern?.type !== 'Identifier' || escapesByName(pattern, scope, search, escapesAt);
  switch (outer?.type) {
    case 'ForOfStatement':
      return each(outer.left.type === 'VariableDeclaration' ? outer.left.declarations[0].id : outer.left);
    case 'MemberExpression': {
      const name = 'name' in outer.property ? outer.property.name : '';
      const call = scope.program.parentOf(outer);
      const callback = call?.type === 'CallExpression' && call.callee === outer ? call.arguments[0] : undefined;
      if (callback && isFunction(callback) && listOfCallback(callback, scope.program)) return each(callback.params[0]);
      return name !== 'push' && name !== 'length';
    }
    case 'SpreadElement': {
      const around = scope.program.parentOf(outer);
      return around?.type !== 'ArrayExpression' || escapesByList(around, scope, search);
    }
    case 'CallExpression':
    case 'NewExpression':
      return !SHOWS.test(textOf(outer.callee, scope));
    case 'Property':
      return !isShown(outer, scope);
    default:
      return true;
  }
}

/** It is a part of what is given to something that only shows it. */
function isShown(property: Node, scope: Scope): boolean {
  let outer: Node | undefined = property;
  while (outer && ['Property', 'ObjectExpression', 'ArrayExpression'].includes(outer.type)) outer = scope.program.parentOf(outer);
  return (outer?.type === 'NewExpression' || outer?.type === 'CallExpression') && SHOWS.test(textOf(outer.callee, scope));
}

function textOf({ range }: Node, { program }: Scope): string {
  return program.text.slice(...range);
}
