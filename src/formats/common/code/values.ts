import { bare, descendants, isParameter, type Node, type Program, type Tree, type Variable } from '../../../syntax/typescript.ts';
import { calculate } from '../arithmetic.ts';

/**
 * What an expression stands for, as far as it can be known without running it: constants, objects and lists as they are
 * written, calls as they are written, and names that lead to other files of the project. Everything else is `unknown`.
 */
export type Value = { node: Node; scope: Scope } & (
  | { is: 'literal'; value: string | number | bigint | boolean | null | undefined }
  /** A text of which parts are known; each part that is not is written as `…`. */
  | { is: 'template'; text: string }
  | { is: 'pattern'; source: string }
  | { is: 'object'; node: Tree.ObjectExpression }
  | { is: 'array'; node: Tree.ArrayExpression }
  | { is: 'function'; node: FunctionNode }
  | { is: 'class'; node: Tree.ClassDeclaration | Tree.ClassExpression }
  /** An object that is handed in, of a class of the project. */
  | { is: 'instance'; of: Value & { is: 'class' } }
  /** Of a package that is not part of the project: `name` of `module`, `*` for all of it. */
  | { is: 'import'; module: string; name: string }
  /** All that another file of the project exports: the file of its scope. */
  | { is: 'module' }
  /** A name that the file does not declare: `process`, `__ENV`. */
  | { is: 'global'; name: string }
  | { is: 'member'; of: Value; name: string }
  /** A call, or `new`, whose result is not known. */
  | { is: 'call'; callee: Value; node: Tree.CallExpression | Tree.NewExpression }
  | { is: 'unknown' }
);

export type FunctionNode = Tree.FunctionDeclaration | Tree.FunctionExpression | Tree.ArrowFunctionExpression;

/** Where an expression is evaluated. */
export interface Scope {
  program: Program;
  modules: Modules;
  /** What parameters stand for, inside of a call that is followed. */
  bindings: ReadonlyMap<Variable, Value>;
  /** How many names and calls were followed to come here. */
  depth: number;
}

/** The files of the project by the way in which they name each other; undefined for what is not one of them. */
export type Modules = (from: string, specifier: string) => Program | undefined;

/** Longer ways are circles, or nothing that a reader could follow either. */
const DEEPEST = 40;

export function scopeOf(program: Program, modules: Modules): Scope {
  return { program, modules, bindings: new Map(), depth: 0 };
}

/** The value of an expression, as far as it can be known. */
export function evaluate(expression: Node, outer: Scope): Value {
  const node = bare(expression);
  const scope = { ...outer, depth: outer.depth + 1 };
  if (scope.depth > DEEPEST) return { is: 'unknown', node, scope };
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? { is: 'pattern', source: node.regex.pattern, node, scope } : { is: 'literal', value: node.value as string | number | boolean | null, node, scope };
    case 'TemplateLiteral':
      return templateValue(node, scope);
    case 'ObjectExpression':
      return { is: 'object', node, scope };
    case 'ArrayExpression':
      return { is: 'array', node, scope };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return { is: 'function', node, scope };
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { is: 'class', node, scope };
    case 'Identifier':
      return nameValue(node, scope);
    case 'MemberExpression':
      return memberValue(node, scope);
    case 'AwaitExpression':
      return evaluate(node.argument, scope);
    case 'CallExpression':
      return callValue(node, scope);
    case 'NewExpression':
      return { is: 'call', callee: evaluate(node.callee, scope), node, scope };
    case 'UnaryExpression':
      return unaryValue(node, scope);
    case 'BinaryExpression':
      return binaryValue(node, scope);
    case 'ConditionalExpression':
      return chosen(node.test, scope, node.consequent, node.alternate) ?? { is: 'unknown', node, scope };
    default:
      return { is: 'unknown', node, scope };
  }
}

/** The property of an object as written, through spreads; a missing one is the literal `undefined` where nothing could add it. */
export function propertyOf(value: Value, name: string): Value {
  const absent: Value = { is: 'literal', value: undefined, node: value.node, scope: value.scope };
  const unknown: Value = { is: 'unknown', node: value.node, scope: value.scope };
  if (value.is === 'import') return value.name === '*' ? { ...value, name } : { is: 'member', of: value, name, node: value.node, scope: value.scope };
  if (value.is === 'module') return exportOf(name, value.scope) ?? unknown;
  if (value.is === 'literal') return absent;
  if (value.is !== 'object') return unknown;
  // The last one to say it counts.
  for (const property of value.node.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(property.argument, value.scope);
      const found = propertyOf(spread, name);
      if (found.is !== 'literal' || found.value !== undefined) return found;
      continue;
    }
    const key = keyOf(property, value.scope);
    if (key === undefined) return unknown;
    if (key === name) return evaluate(property.value, value.scope);
  }
  return absent;
}

/** The names of an object's properties that can be told. */
export function keysOf(value: Value): string[] {
  if (value.is !== 'object') return [];
  return value.node.properties.flatMap((property) => (property.type === 'SpreadElement' ? keysOf(evaluate(property.argument, value.scope)) : (keyOf(property, value.scope) ?? [])));
}

/** The items of a list through spreads; undefined for those that a spread of something unknown adds. */
export function itemsOf(value: Value): (Value | undefined)[] {
  if (value.is !== 'array') return [undefined];
  return value.node.elements.flatMap((element) => {
    if (!element) return [];
    return element.type === 'SpreadElement' ? itemsOf(evaluate(element.argument, value.scope)) : [evaluate(element, value.scope)];
  });
}

/** The n-th argument of a call; undefined where there is none, or a spread makes it unknown which it is. */
export function argumentOf(value: Value & { is: 'call' }, index: number): Value | undefined {
  const given = value.node.arguments.slice(0, index + 1);
  const argument = given[index];
  return argument && !given.some(({ type }) => type === 'SpreadElement') ? evaluate(argument, value.scope) : undefined;
}

/** The text of a value: whole for a literal, with `…` in its holes for a template; undefined for anything else. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.is === 'template') return value.text;
  return value?.is === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The value of a literal; undefined for anything else. */
export function literalOf(value: Value | undefined): string | number | boolean | null | undefined {
  return value?.is === 'literal' && typeof value.value !== 'bigint' ? value.value : undefined;
}

export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || (value.is === 'literal' && value.value === undefined);
}

/** One link of `a.b(1).c`: its name, and the call's arguments where it is called. */
export interface Link {
  name: string;
  call?: Value & { is: 'call' };
}

/** A chain of members and calls from something imported or global: `AssertionBuilder.statusCode().equals(200)`. */
export interface Chain {
  /** The package; undefined for a global. */
  module: string | undefined;
  links: Link[];
}

/** The chain that a value is; undefined where it begins with something else. */
export function chainOf(value: Value): Chain | undefined {
  switch (value.is) {
    case 'import':
      return { module: value.module, links: [{ name: value.name }] };
    case 'global':
      return { module: undefined, links: [{ name: value.name }] };
    case 'member': {
      const chain = chainOf(value.of);
      return chain && { ...chain, links: [...chain.links, { name: value.name }] };
    }
    case 'call': {
      const chain = chainOf(value.callee);
      const last = chain?.links.at(-1);
      return chain && last && { ...chain, links: [...chain.links.slice(0, -1), { ...last, call: value }] };
    }
    default:
      return undefined;
  }
}

/** The expression that a call of a function gives back, where it is one and no branch leads elsewhere. */
export function returned(node: FunctionNode): Node | undefined {
  if (node.body.type !== 'BlockStatement') return node.body;
  const returns = [...descendants(node.body, (inner) => !isFunction(inner))].filter((inner) => inner.type === 'ReturnStatement');
  const [only] = returns;
  return returns.length === 1 && only && node.body.body.includes(only) ? (only.argument ?? undefined) : undefined;
}

export function isFunction(node: Node): node is FunctionNode {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

/** The scope within a function that is called with these arguments. */
export function within(callee: Value & { is: 'function' }, argument: (index: number) => Value | undefined): Scope {
  const bindings = new Map(callee.scope.bindings);
  for (const [index, declared] of callee.node.params.entries()) {
    const parameter = declared.type === 'TSParameterProperty' ? declared.parameter : declared;
    const given = argument(index);
    const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    const value = isAbsent(given) && parameter.type === 'AssignmentPattern' ? evaluate(parameter.right, callee.scope) : given;
    if (value) bindPattern(pattern, value, bindings, callee.scope);
  }
  return { ...callee.scope, bindings, depth: callee.scope.depth + 1 };
}

/** Lets the names of a pattern stand for a value, or its parts. */
export function bindPattern(pattern: Node, value: Value, bindings: Map<Variable, Value>, scope: Scope): void {
  if (pattern.type === 'Identifier') bind(bindings, scope.program.variableOf(pattern), value);
  if (pattern.type === 'ObjectPattern') bindProperties(pattern, value, bindings, scope);
  if (pattern.type === 'ArrayPattern' && value.is === 'array') {
    const items = itemsOf(value);
    for (const [index, element] of pattern.elements.entries()) {
      const item = items.slice(0, index + 1).includes(undefined) ? undefined : items[index];
      if (element && item) bindPattern(element, item, bindings, scope);
    }
  }
}

function bindProperties(pattern: Tree.ObjectPattern, value: Value, bindings: Map<Variable, Value>, scope: Scope): void {
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const key = keyOf(property, scope);
    const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    if (key === undefined || target.type !== 'Identifier') continue;
    const given = propertyOf(value, key);
    const standIn = property.value.type === 'AssignmentPattern' && isAbsent(given) ? evaluate(property.value.right, scope) : given;
    bind(bindings, scope.program.variableOf(target), standIn);
  }
}

function bind(bindings: Map<Variable, Value>, variable: Variable | undefined, value: Value): void {
  if (variable) bindings.set(variable, value);
}

function keyOf(property: Tree.Property, scope: Scope): string | undefined {
  const { key, computed } = property;
  if (!computed && key.type === 'Identifier') return key.name;
  const value = evaluate(key, scope);
  return value.is === 'literal' && value.value !== undefined ? String(value.value) : undefined;
}

function templateValue(node: Tree.TemplateLiteral, scope: Scope): Value {
  const parts = node.quasis.map((quasi, index) => {
    const hole = node.expressions[index];
    return `${quasi.value.cooked}${hole ? spoken(evaluate(hole, scope)) : ''}`;
  });
  const text = parts.join('');
  const isWhole = node.expressions.every((hole) => evaluate(hole, scope).is === 'literal');
  return isWhole ? { is: 'literal', value: text, node, scope } : { is: 'template', text, node, scope };
}

/** As a part of a text; a hole for what is not known. */
function spoken(value: Value): string {
  if (value.is === 'literal') return String(value.value);
  return value.is === 'template' ? value.text : '…';
}

function unaryValue(node: Tree.UnaryExpression, scope: Scope): Value {
  const value = literalOf(evaluate(node.argument, scope));
  const of = (result: number | boolean): Value => ({ is: 'literal', value: result, node, scope });
  if (node.operator === '-' && typeof value === 'number') return of(-value);
  if (node.operator === '!' && value !== undefined) return of(!value);
  return { is: 'unknown', node, scope };
}

function binaryValue(node: Tree.BinaryExpression, scope: Scope): Value {
  if (node.left.type === 'PrivateIdentifier') return { is: 'unknown', node, scope };
  const left = evaluate(node.left, scope);
  const right = evaluate(node.right, scope);
  const [a, b] = [literalOf(left), literalOf(right)];
  if (typeof a === 'number' && typeof b === 'number') {
    const result = node.operator === '^' ? undefined : calculate(a, node.operator, b);
    return result === undefined ? { is: 'unknown', node, scope } : { is: 'literal', value: result, node, scope };
  }
  if (node.operator !== '+' || (textOf(left) === undefined && textOf(right) === undefined)) return { is: 'unknown', node, scope };
  const text = spoken(left) + spoken(right);
  return left.is === 'literal' && right.is === 'literal' ? { is: 'literal', value: text, node, scope } : { is: 'template', text, node, scope };
}

/** The side of a condition that holds, where it can be told. */
function chosen(test: Node, scope: Scope, whenTrue: Node, whenFalse: Node): Value | undefined {
  const value = evaluate(test, scope);
  return value.is === 'literal' ? evaluate(value.value ? whenTrue : whenFalse, scope) : undefined;
}

function memberValue(node: Tree.MemberExpression, scope: Scope): Value {
  const key = node.computed ? literalOf(evaluate(node.property, scope)) : node.property.type === 'Identifier' ? node.property.name : undefined;
  if (bare(node.object).type === 'ThisExpression') return (typeof key === 'string' ? fieldOf(classAround(node, scope.program), key, scope) : undefined) ?? { is: 'unknown', node, scope };
  const of = evaluate(node.object, scope);
  if (typeof key === 'number' && of.is === 'array') {
    const items = itemsOf(of);
    return (items.slice(0, key).includes(undefined) ? undefined : items[key]) ?? { is: 'unknown', node, scope };
  }
  if (typeof key !== 'string') return { is: 'unknown', node, scope };
  if (of.is === 'object' || of.is === 'module' || (of.is === 'import' && of.name === '*')) return propertyOf(of, key);
  const kind = of.is === 'instance' ? of.of : of.is === 'call' && of.callee.is === 'class' ? of.callee : of.is === 'class' ? of : undefined;
  const inherited = kind && fieldOf(kind.node, key, kind.scope);
  if (inherited) return inherited;
  return of.is === 'unknown' || of.is === 'literal' ? { is: 'unknown', node, scope } : { is: 'member', of, name: key, node, scope };
}

export type ClassNode = Tree.ClassDeclaration | Tree.ClassExpression;

/** The class that a node stands in, where \`this\` is an instance of it. */
export function classAround(node: Node, program: Program): ClassNode | undefined {
  for (let outer = program.parentOf(node); outer; outer = program.parentOf(outer)) {
    if (outer.type === 'ClassDeclaration' || outer.type === 'ClassExpression') return outer;
  }
  return undefined;
}

/** What the fields and methods of a class are, by name; null where several statements say so. */
const fields = new WeakMap<ClassNode, Map<string, Node | null>>();

/** A method of a class, or what one of its fields is set to, where only one place says so; what it inherits too. */
function fieldOf(owner: ClassNode | undefined, name: string, scope: Scope): Value | undefined {
  if (!owner || scope.depth > DEEPEST) return undefined;
  const known = fields.get(owner) ?? fieldsIn(owner);
  fields.set(owner, known);
  const field = known.get(name);
  if (field) return field.type === 'TSTypeReference' ? handedIn(field, scope) : evaluate(field, { ...scope, depth: scope.depth + 1 });
  if (field === null || !owner.superClass) return undefined;
  const parent = evaluate(owner.superClass, { ...scope, depth: scope.depth + 1 });
  return parent.is === 'class' ? fieldOf(parent.node, name, parent.scope) : undefined;
}

/** What is known of a value by its type alone: that it is of a class of the project. */
function handedIn(type: Tree.TSTypeReference, scope: Scope): Value | undefined {
  const of = type.typeName.type === 'Identifier' ? evaluate(type.typeName, { ...scope, depth: scope.depth + 1 }) : undefined;
  return of?.is === 'class' ? { is: 'instance', of, node: type, scope } : undefined;
}

/** The type of a parameter or a field, where it is a name. */
function typeOf(declared: Node): Tree.TSTypeReference | undefined {
  const annotation = 'typeAnnotation' in declared ? declared.typeAnnotation : undefined;
  const type = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
  return type?.type === 'TSTypeReference' ? type : undefined;
}

/** `constructor(private readonly basket: Basket)`: parameters that become fields, by their names. */
function injectedIn(member: Tree.MethodDefinition): [string, Tree.TSTypeReference][] {
  return member.value.params.flatMap((parameter): [string, Tree.TSTypeReference][] => {
    const name = parameter.type === 'TSParameterProperty' && parameter.parameter.type === 'Identifier' ? parameter.parameter : undefined;
    const type = name && typeOf(name);
    return name && type ? [[name.name, type]] : [];
  });
}

function fieldsIn(owner: ClassNode): Map<string, Node | null> {
  const found = new Map<string, Node | null>();
  const add = (name: string | undefined, value: Node): void => {
    if (name !== undefined) found.set(name, found.has(name) ? null : value);
  };
  for (const member of owner.body.body) {
    if (member.type === 'MethodDefinition' && member.kind === 'method' && member.value.type === 'FunctionExpression') add(nameOfKey(member), member.value);
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') for (const [name, type] of injectedIn(member)) add(name, type);
    const set = member.type === 'PropertyDefinition' ? (member.value ?? (member.decorators.length > 0 ? typeOf(member) : undefined)) : undefined;
    if (member.type === 'PropertyDefinition' && set) add(nameOfKey(member), set);
  }
  for (const node of descendants(owner.body)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || node.left.object.type !== 'ThisExpression') continue;
    if (!node.left.computed && 'name' in node.left.property) add(node.left.property.name, node.right);
  }
  return found;
}

function nameOfKey({ key, computed }: Tree.MethodDefinition | Tree.PropertyDefinition): string | undefined {
  return !computed && 'name' in key ? key.name : undefined;
}

/** `require` is an import; a simple function of the project is followed to what it gives back. */
function callValue(node: Tree.CallExpression, scope: Scope): Value {
  const callee = evaluate(node.callee, scope);
  if (callee.is === 'global' && callee.name === 'require') {
    const specifier = node.arguments[0] && textOf(evaluate(node.arguments[0], scope));
    if (specifier !== undefined) return imported(specifier, '*', node, scope);
  }
  const result = callee.is === 'function' ? returned(callee.node) : undefined;
  if (callee.is !== 'function' || !result) return { is: 'call', callee, node, scope };
  const call: Value & { is: 'call' } = { is: 'call', callee, node, scope };
  return evaluate(result, { ...within(callee, (index) => argumentOf(call, index)), depth: scope.depth });
}

function nameValue(node: Tree.Identifier, scope: Scope): Value {
  if (node.name === 'undefined') return { is: 'literal', value: undefined, node, scope };
  const variable = scope.program.variableOf(node);
  if (!variable) return { is: 'global', name: node.name, node, scope };
  const bound = scope.bindings.get(variable);
  if (bound) return bound;
  const [definition] = variable.defs;
  if (!definition || variable.defs.length > 1) return definition ? { is: 'unknown', node, scope } : { is: 'global', name: node.name, node, scope };
  const declared = definition.node as Node;
  switch (declared.type) {
    case 'VariableDeclarator':
      return isReassigned(variable) || !declared.init ? { is: 'unknown', node, scope } : declaredValue(declared.id, declared.init, node, scope);
    case 'ImportSpecifier':
      return imported(sourceOf(declared, scope), declared.imported.type === 'Identifier' ? declared.imported.name : declared.imported.value, node, scope);
    case 'ImportDefaultSpecifier':
      return imported(sourceOf(declared, scope), 'default', node, scope);
    case 'ImportNamespaceSpecifier':
      return imported(sourceOf(declared, scope), '*', node, scope);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return isParameter(variable) ? { is: 'unknown', node, scope } : evaluate(declared, scope);
    default:
      return { is: 'unknown', node, scope };
  }
}

function isReassigned(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite() && reference.init !== true);
}

/** What a declaration gives to one of its names. */
function declaredValue(pattern: Node, init: Node, name: Tree.Identifier, scope: Scope): Value {
  if (pattern.type === 'Identifier') return evaluate(init, scope);
  if (pattern.type !== 'ObjectPattern') return { is: 'unknown', node: name, scope };
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const key = keyOf(property, scope);
    if (target.type === 'Identifier' && target.name === name.name && key !== undefined) return propertyOf(evaluate(init, scope), key);
  }
  return { is: 'unknown', node: name, scope };
}

function sourceOf(specifier: Node, scope: Scope): string {
  const declaration = scope.program.parentOf(specifier);
  return declaration?.type === 'ImportDeclaration' ? declaration.source.value : '';
}

function imported(specifier: string, name: string, node: Node, scope: Scope): Value {
  const program = scope.modules(scope.program.path, specifier);
  if (!program) return { is: 'import', module: specifier, name, node, scope };
  const there = { ...scope, program, bindings: new Map<Variable, Value>() };
  if (name === '*') return { is: 'module', node, scope: there };
  return exportOf(name, there) ?? { is: 'unknown', node, scope };
}

/** What a file of the project exports by a name; undefined where it cannot be found. */
export function exportOf(name: string, scope: Scope): Value | undefined {
  for (const statement of scope.program.tree.body) {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') return evaluate(statement.declaration, scope);
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const declared = statement.declaration && declarationOf(name, statement.declaration);
    if (declared) return evaluate(declared.type === 'VariableDeclarator' ? (declared.init ?? declared) : declared, scope);
    for (const { exported, local } of statement.specifiers) {
      if ((exported.type === 'Identifier' ? exported.name : exported.value) !== name || local.type !== 'Identifier') continue;
      return statement.source ? imported(statement.source.value, local.name, local, scope) : evaluate(local, scope);
    }
  }
  const everything = scope.program.tree.body.flatMap((statement) => (statement.type === 'ExportAllDeclaration' && !statement.exported ? statement.source.value : []));
  for (const source of everything) {
    const program = scope.modules(scope.program.path, source);
    const found = program && scope.depth < DEEPEST ? exportOf(name, { ...scope, program, depth: scope.depth + 1 }) : undefined;
    if (found) return found;
  }
  return commonExport(name, scope);
}

function declarationOf(name: string, declaration: Node): Tree.VariableDeclarator | Tree.FunctionDeclaration | Tree.ClassDeclaration | undefined {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
  return (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id?.name === name ? declaration : undefined;
}

/** `module.exports = …` and `exports.name = …` of CommonJS. */
function commonExport(name: string, scope: Scope): Value | undefined {
  for (const statement of scope.program.tree.body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
    const { left, right } = statement.expression;
    const target = scope.program.text.slice(...left.range);
    if (target === `exports.${name}` || target === `module.exports.${name}`) return evaluate(right, scope);
    if (target !== 'module.exports') continue;
    const whole = evaluate(right, scope);
    return name === 'default' ? whole : propertyOf(whole, name);
  }
  return undefined;
}
