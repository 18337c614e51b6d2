import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Check, Item, ScriptObservation, State, Target } from '../../../model/index.ts';
import { descendants, type Node, type Program, type Tree } from '../../../syntax/typescript.ts';
import { uniqueIds } from '../ids.ts';
import { spanOf } from './assertions.ts';
import { modulesAround, programIn } from './modules.ts';
import { scriptIn } from './playwright-script.ts';
import { argumentOf, bindPattern, chainOf, evaluate, isFunction, itemsOf, keysOf, literalOf, propertyOf, scopeOf, textOf, type FunctionNode, type Link, type Scope, type Value } from './values.ts';

const RUNNERS: Readonly<Record<string, { format: 'playwright' | 'elastic-synthetics'; starts: string }>> = {
  '@playwright/test': { format: 'playwright', starts: 'test' },
  '@elastic/synthetics': { format: 'elastic-synthetics', starts: 'journey' },
};

/** Each test, or journey, of a file that a browser walks through. */
export function* journeyItems(document: Document, around: Surroundings, format: 'playwright' | 'elastic-synthetics'): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) {
    yield { kind: 'skip', path: document.path, reason: `cannot be read as TypeScript: ${program.message}` };
    return;
  }
  const scope = scopeOf(program, modulesAround(around));
  const idOf = uniqueIds();
  for (const node of descendants(program.tree)) {
    const start = node.type === 'CallExpression' ? startOf(node, scope, format) : undefined;
    if (!start) continue;
    const check = checkOf(start, scope, format, idOf);
    // A test that opens no page is about the program and not about what runs.
    if (visitsSomething(check.observes as ScriptObservation, start.body, program)) yield check;
  }
}

interface Start {
  call: Tree.CallExpression;
  title: string;
  body: FunctionNode;
  /** `skip` of `test.skip(…)`. */
  modifier: string | undefined;
  /** What the names in its parameters stand for. */
  scope: Scope;
}

/** `test('…', async ({ page }) => …)`, also of a `test` that the project has extended. */
function startOf(call: Tree.CallExpression, scope: Scope, format: string): Start | undefined {
  const body = call.arguments.find((argument) => isFunction(argument));
  const title = call.arguments[0];
  if (!body || !title) return undefined;
  const chain = chainOf(evaluate(call.callee, scope));
  const runner = chain?.module === undefined || !Object.hasOwn(RUNNERS, chain.module) ? undefined : RUNNERS[chain.module];
  const [first, ...rest] = chain?.links ?? [];
  if (runner?.format !== format || first?.name !== runner.starts) return undefined;
  const modifiers = rest.filter(({ name }) => name !== 'extend').map(({ name }) => name);
  const [modifier] = modifiers;
  if (modifiers.length > 1 || (modifier !== undefined && !['only', 'skip', 'fixme', 'fail', 'slow'].includes(modifier))) return undefined;
  return { call, title: textOf(evaluate(title, scope)) ?? titleIn(title, scope), body, modifier, scope: withFixtures(body, chain?.links ?? [], scope) };
}

/** What `test.extend({ page: async ({ … }, use) => use(new ShopPage(…)) })` gives the names of a test's parameters: https://playwright.dev/docs/test-fixtures */
function withFixtures({ params }: FunctionNode, links: readonly Link[], scope: Scope): Scope {
  const [pattern] = params;
  if (pattern?.type !== 'ObjectPattern') return scope;
  const bindings = new Map(scope.bindings);
  for (const { call } of links.filter(({ name }) => name === 'extend')) {
    const fixtures = call && argumentOf(call, 0);
    for (const name of fixtures ? keysOf(fixtures) : []) {
      const used = fixtures && usedBy(propertyOf(fixtures, name));
      const target = pattern.properties.find((property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === name);
      if (used && target?.type === 'Property') bindPattern(target.value, used, bindings, scope);
    }
  }
  return { ...scope, bindings };
}

/** What a fixture hands to its `use`. */
function usedBy(fixture: Value): Value | undefined {
  const setUp = fixture.is === 'array' ? itemsOf(fixture)[0] : fixture;
  const use = setUp?.is === 'function' ? setUp.node.params[1] : undefined;
  if (setUp?.is !== 'function' || use?.type !== 'Identifier') return undefined;
  for (const node of descendants(setUp.node.body)) {
    const [given] = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === use.name ? node.arguments : [];
    if (given) return evaluate(given, setUp.scope);
  }
  return undefined;
}

/** `journey({ name: '…' }, …)`. */
function titleIn(title: Node, scope: Scope): string {
  if (title.type !== 'ObjectExpression') return scope.program.text.slice(...title.range);
  const name = title.properties.find((property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'name');
  return (name?.type === 'Property' ? textOf(evaluate(name.value, scope)) : undefined) ?? 'journey';
}

function checkOf({ call, title, body, modifier, scope: inner }: Start, scope: Scope, format: string, idOf: (id: string) => string): Check {
  const { program } = scope;
  const file = program.path.slice(program.path.lastIndexOf('/') + 1);
  const observes: ScriptObservation = { ...scriptIn(body.body, inner), runner: format };
  return {
    kind: 'synthetic',
    id: idOf(`${format}:${file}/${title}`),
    name: title,
    format,
    span: spanOf(call, program),
    at: spanOf(call.arguments[0] ?? call, program),
    target: targetOf(observes, file),
    observes,
    silence: { is: 'unknown', because: 'nothing here says what happens when the script itself does not run' },
    timing: {},
    state: stateOf(call, body, modifier, scope),
    // Who hears of a failure, and what they do, is said where the script is scheduled.
    response: { texts: [], runbooks: [], links: [], unread: true },
    audience: { recipients: 'unknown' },
  };
}

function targetOf({ visits }: ScriptObservation, file: string): Target {
  const host = visits.map((visit) => /^https?:\/\/([^/:?#…]+)/.exec(visit)?.[1]).find((found) => found !== undefined);
  return host === undefined ? { name: file, keys: [] } : { name: host, keys: [`host:${host.toLowerCase()}`] };
}

function visitsSomething({ visits, throws }: ScriptObservation, body: FunctionNode, program: Program): boolean {
  return visits.length > 0 || throws || /\b(?:page|request)\b/.test(program.text.slice(...(body.params[0]?.range ?? [0, 0])));
}

/** Switched off by `test.skip(…)` around it, by a `describe.skip` above it, by `test.skip()` as a statement within it or within its group, or by `monitor.use({ enabled: false })`. */
function stateOf(call: Tree.CallExpression, body: FunctionNode, modifier: string | undefined, scope: Scope): State {
  const { program } = scope;
  if (modifier === 'skip' || modifier === 'fixme') return { is: 'disabled', at: spanOf(call.callee, program), ...reasonAbove(call, program) };
  const within = offWithin(body, scope);
  if (within) return within;
  for (let outer = program.parentOf(call); outer; outer = program.parentOf(outer)) {
    if (outer.type !== 'CallExpression' || !/\bdescribe(?:\.\w+)?$/.test(program.text.slice(...outer.callee.range))) continue;
    if (/\.(?:skip|fixme)$/.test(program.text.slice(...outer.callee.range))) return { is: 'disabled', at: spanOf(outer.callee, program), ...reasonAbove(outer, program) };
    const group = outer.arguments.find((argument) => isFunction(argument));
    const off = group && offWithin(group, scope);
    if (off) return off;
  }
  return { is: 'enabled' };
}

/** A statement of a test, or of a group of tests, by which nothing of it runs. */
function offWithin(body: FunctionNode, scope: Scope): State | undefined {
  const { program } = scope;
  const statements = body.body.type === 'BlockStatement' ? body.body.body : [];
  for (const statement of statements) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') continue;
    const { callee, arguments: given } = statement.expression;
    const name = program.text.slice(...callee.range);
    const first = given[0] && evaluate(given[0], scope);
    if (name === 'monitor.use' && first) {
      const enabled = propertyOf(first, 'enabled');
      if (literalOf(enabled) === false) return { is: 'disabled', at: spanOf(enabled.node, enabled.scope.program), ...reasonAbove(enabled.node, enabled.scope.program) };
    }
    // With a function of its own it is another test, or a step.
    if (!/^\w+\.(?:skip|fixme)$/.test(name) || given.some((argument, index) => index > 0 && isFunction(argument))) continue;
    const condition = literalOf(first);
    if (given.length > 0 && condition !== true && typeof condition !== 'string') continue;
    const reason = given.map((argument) => textOf(evaluate(argument, scope))).find((text) => text !== undefined);
    return { is: 'disabled', at: spanOf(statement.expression, program), ...(reason !== undefined && reasonIn(reason)) };
  }
  return undefined;
}

/** The comment on the lines right above, or behind it on the same line, is where people say why. */
function reasonAbove(node: Node, { text }: Program): { reason?: string; until?: string } {
  const lineStart = text.lastIndexOf('\n', node.range[0]) + 1;
  const above = text.slice(0, lineStart).trimEnd();
  const line = above.slice(above.lastIndexOf('\n') + 1).trim();
  const opening = /^(?:\/\/|\/?\*+)/.exec(line)?.[0];
  const said = opening === undefined ? '' : line.slice(opening.length).replace(/\*\/$/, '').trim();
  return said === '' ? {} : reasonIn(said);
}

/** A date in the reason says until when. */
function reasonIn(reason: string): { reason: string; until?: string } {
  const until = /\d{4}-\d{2}-\d{2}/.exec(reason)?.[0];
  return { reason, ...(until !== undefined && { until }) };
}
