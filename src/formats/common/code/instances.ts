import { descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { argumentOf, chainOf, evaluate, isFunction, scopeOf, within, type FunctionNode, type Modules, type Scope, type Value } from './values.ts';

/** A call or a `new` that some format knows, with what its arguments stand for where it is made. */
export interface Instance {
  /** The name that the package exports it by: `ApiCheck`, or `aws.cloudwatch.MetricAlarm` behind a namespace. */
  name: string;
  call: Value & { is: 'call' };
  /** Where it is made for a reader: the call of the project's own function, where it is made in one. */
  at: Node;
  /** The file that `at` stands in. */
  program: Program;
}

/** Wrappers of wrappers are followed this far. */
const DEEPEST_WRAPPER = 4;

/**
 * Every call of something that a package exports, in the order of the file. A function of the project that makes one
 * with its own parameters (`createApiCheck(name, url)`) is followed from where it is called, in this file or from another.
 */
export function instancesIn(program: Program, modules: Modules, isWanted: (module: string, name: string) => boolean): Instance[] {
  const found: Instance[] = [];
  const scope = scopeOf(program, modules);
  for (const node of descendants(program.tree)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    if (isTemplate(enclosing(node, program), program)) continue;
    found.push(...made(node, scope, node, program, isWanted, 0));
  }
  return found;
}

/** What one call makes: itself, or what the project's function that it calls makes. */
function made(node: Tree.CallExpression | Tree.NewExpression, scope: Scope, at: Node, program: Program, isWanted: (module: string, name: string) => boolean, depth: number): Instance[] {
  const callee = evaluate(node.callee, scope);
  const name = nameOf(callee, isWanted);
  if (name !== undefined) return [{ name, call: { is: 'call', callee, node, scope }, at, program }];
  if (callee.is !== 'function' || depth >= DEEPEST_WRAPPER || !takesParameters(callee.node)) return [];
  const call: Value & { is: 'call' } = { is: 'call', callee, node, scope };
  const inside = within(callee, (index) => argumentOf(call, index));
  const body = callee.node.body;
  return [...descendants(body, (inner) => !isFunction(inner))].flatMap((inner) =>
    inner.type === 'CallExpression' || inner.type === 'NewExpression' ? made(inner, inside, at, program, isWanted, depth + 1) : [],
  );
}

function nameOf(callee: Value, isWanted: (module: string, name: string) => boolean): string | undefined {
  const chain = chainOf(callee);
  if (chain?.module === undefined || chain.links.some(({ call }) => call)) return undefined;
  const names = chain.links.map(({ name }) => name).filter((name) => name !== '*' && name !== 'default');
  const name = names.join('.');
  return isWanted(chain.module, name) ? name : undefined;
}

/** The function that a node stands in; undefined at the top of the file. */
function enclosing(node: Node, program: Program): FunctionNode | undefined {
  for (let outer = program.parentOf(node); outer; outer = program.parentOf(outer)) if (isFunction(outer)) return outer;
  return undefined;
}

/** A named function with parameters of its own makes nothing by itself: whoever calls it does. */
function isTemplate(node: FunctionNode | undefined, program: Program): boolean {
  if (!node || !takesParameters(node)) return false;
  const outer = program.parentOf(node);
  return node.type === 'FunctionDeclaration' || outer?.type === 'VariableDeclarator' || isTemplate(enclosing(node, program), program);
}

function takesParameters({ params }: FunctionNode): boolean {
  return params.length > 0;
}
