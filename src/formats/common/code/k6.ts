import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Assertion, Flaw, Item, ScriptObservation } from '../../../model/index.ts';
import { descendants, type Program, type Tree } from '../../../syntax/typescript.ts';
import { assertionOf, expectationOf, spanOf } from './assertions.ts';
import { modulesAround, programIn } from './modules.ts';
import { argumentOf, chainOf, evaluate, exportOf, isAbsent, isFunction, itemsOf, keysOf, propertyOf, scopeOf, textOf, type Scope, type Value } from './values.ts';

/** A script of k6 as one check: what it asks, what it checks, and the thresholds that alone decide whether the run fails. */
export function* k6Items(document: Document, around: Surroundings): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) {
    yield { kind: 'skip', path: document.path, reason: `cannot be read as JavaScript: ${program.message}` };
    return;
  }
  const scope = scopeOf(program, modulesAround(around));
  const main = program.tree.body.find((statement) => statement.type === 'ExportDefaultDeclaration');
  const options = exportOf('options', scope);
  if (!main && !options) return;
  const observes = scriptOf(scope, options);
  const file = document.path.slice(document.path.lastIndexOf('/') + 1);
  const host = observes.visits.map((visit) => /^https?:\/\/([^/:?#…]+)/.exec(visit)?.[1]).find((found) => found !== undefined);
  yield {
    kind: 'synthetic',
    id: `k6:${file}`,
    name: file,
    format: 'k6',
    span: { path: document.path, start: 0, end: document.text.length },
    at: spanOf(main ?? program.tree.body[0] ?? program.tree, program),
    target: host === undefined ? { name: file, keys: [] } : { name: host, keys: [`host:${host.toLowerCase()}`] },
    observes,
    silence: { is: 'unknown', because: 'nothing here says what happens when the script itself does not run' },
    timing: {},
    state: { is: 'enabled' },
    // Who hears of a failure, and what they do, is said where the script is scheduled.
    response: { texts: [], runbooks: [], links: [], unread: true },
    audience: { recipients: 'unknown' },
  };
}

function scriptOf(scope: Scope, options: Value | undefined): ScriptObservation {
  const { program } = scope;
  const script: ScriptObservation = { via: 'script', at: spanOf(program.tree.body[0] ?? program.tree, program), runner: 'k6', visits: [], asserts: [], throws: false, open: false };
  const thresholds = thresholdsOf(options, scope);
  script.asserts.push(...thresholds.asserts);
  for (const node of descendants(program.tree)) {
    if (node.type === 'CallExpression') readCall(node, scope, script, thresholds);
    if (node.type === 'ThrowStatement') script.asserts.push({ of: 'unknown', text: program.text.slice(...node.range).replace(/\s+/g, ' '), at: spanOf(node, program) });
  }
  return script;
}

interface Thresholds {
  asserts: Assertion[];
  /** Failed checks make the run fail; `unknown` where the options cannot be read. */
  countsChecks: boolean | 'unknown';
}

/** https://grafana.com/docs/k6/latest/using-k6/thresholds/ */
function thresholdsOf(options: Value | undefined, { program }: Scope): Thresholds {
  if (options === undefined) return { asserts: [], countsChecks: false };
  const thresholds = propertyOf(options, 'thresholds');
  if (isAbsent(thresholds)) return { asserts: [], countsChecks: options.is === 'object' ? false : 'unknown' };
  if (thresholds.is !== 'object') return { asserts: [], countsChecks: 'unknown' };
  const asserts: Assertion[] = [];
  let countsChecks = false;
  for (const metric of keysOf(thresholds)) {
    const given = propertyOf(thresholds, metric);
    for (const item of itemsOf(given.is === 'array' ? given : thresholds)) {
      const condition = textOf(item?.is === 'object' ? propertyOf(item, 'threshold') : item);
      if (condition === undefined || !item) continue;
      const flaw = emptyThreshold(condition);
      if (/^checks\b/.test(metric) && !flaw) countsChecks = true;
      asserts.push({ of: readingOf(metric), text: `${metric}: ${condition}`, at: spanOf(item.node, item.scope.program), ...(flaw && { flaw: { ...flaw, at: spanOf(item.node, program) } }) });
    }
  }
  return { asserts, countsChecks };
}

function readingOf(metric: string): Assertion['of'] {
  if (/^http_req_failed\b/.test(metric)) return 'status';
  return /duration|waiting|connecting|receiving|sending|blocked|iteration/.test(metric) ? 'time' : 'unknown';
}

/** `rate>=0` holds of every rate, and so does `rate<=1`. */
function emptyThreshold(condition: string): Flaw | undefined {
  if (/^\s*(?:p\(\d[\d.]*\)|avg|min|max|med|count)\s*>=\s*0\s*$/.test(condition)) return { is: 'any', because: 'nothing that is measured is below 0' };
  const found = /^\s*rate\s*(>=|<=|>|<)\s*([\d.]+)\s*$/.exec(condition);
  if (!found) return undefined;
  const limit = Number(found[2]);
  const always = (found[1] === '>=' && limit <= 0) || (found[1] === '<=' && limit >= 1) || (found[1] === '<' && limit > 1);
  return always ? { is: 'any', because: 'every rate lies between 0 and 1' } : undefined;
}

function readCall(node: Tree.CallExpression, scope: Scope, script: ScriptObservation, { countsChecks }: Thresholds): void {
  const expectation = expectationOf(node, scope);
  if (expectation) {
    script.asserts.push(assertionOf(expectation, scope));
    return;
  }
  const callee = evaluate(node.callee, scope);
  const chain = chainOf(callee);
  const name = chain?.links.map((link) => link.name).filter((part) => part !== 'default' && part !== '*').join('.');
  if (chain?.module === 'k6/http' && name !== undefined) {
    const call: Value & { is: 'call' } = { is: 'call', callee, node, scope };
    const address = textOf(argumentOf(call, name === 'request' || name === 'asyncRequest' ? 1 : 0));
    if (address !== undefined) script.visits.push(address);
  }
  if (chain?.module === 'k6' && name === 'check') script.asserts.push(...checksOf(node, scope, countsChecks));
  // https://grafana.com/docs/k6/latest/javascript-api/k6-execution/
  const ends = (chain?.module === 'k6' && name === 'fail') || (chain?.module === 'k6/execution' && /^(?:exec\.)?test\.(?:abort|fail)$/.test(name ?? ''));
  if (ends) script.asserts.push({ of: 'unknown', text: scope.program.text.slice(...node.range), at: spanOf(node, scope.program) });
}

/** The conditions of `check(response, { 'status is 200': (r) => r.status === 200 })`. */
function checksOf(node: Tree.CallExpression, scope: Scope, countsChecks: Thresholds['countsChecks']): Assertion[] {
  const sets = node.arguments[1] && evaluate(node.arguments[1], scope);
  if (sets?.is !== 'object') return [{ of: 'unknown', text: scope.program.text.slice(...node.range), at: spanOf(node, scope.program) }];
  return keysOf(sets).map((key): Assertion => {
    const condition = propertyOf(sets, key);
    const program = condition.scope.program;
    const body = isFunction(condition.node) ? program.text.slice(...condition.node.body.range) : program.text.slice(...condition.node.range);
    const at = spanOf(condition.node, program);
    const flaw = emptyCondition(body) ?? (countsChecks === false && !isUsed(node, scope.program) ? { is: 'uncounted' as const, because: 'k6 counts failed checks and passes the run all the same, as long as no threshold on `checks` is set' } : undefined);
    return { of: conditionReads(body), text: `${key}: ${body.replace(/\s+/g, ' ')}`, at, ...(flaw && { flaw: { ...flaw, at } }) };
  });
}

function conditionReads(body: string): Assertion['of'] {
  if (/\bbody\b|\.json\(|\.html\(|\.headers\b/.test(body)) return 'content';
  if (/\.timings\b|duration/.test(body)) return 'time';
  return /\bstatus\b/.test(body) ? 'status' : 'unknown';
}

function emptyCondition(body: string): Flaw | undefined {
  if (/^\s*(?:\{\s*return\s+)?(?:true|1)\s*(?:;\s*)?(?:\}\s*)?$/.test(body)) return { is: 'constant', because: 'it is true whatever comes back' };
  if (/^[\w.()\s]*\bstatus\s*!==?\s*0\s*$/.test(body)) return { is: 'any', because: 'every answer has a status other than 0' };
  const [, operator, limit] = /\bstatus\s*(<=?|>=?)\s*(\d{1,4})[;}\s]*$/.exec(body) ?? [];
  const takesErrors = operator?.startsWith('<') === true ? Number(limit) > 500 : operator !== undefined && Number(limit) <= 200;
  return takesErrors && /^[\w.()\s{]*$/.test(body.slice(0, body.lastIndexOf('status'))) ? { is: 'any', because: 'an answer with an error meets it as well' } : undefined;
}

/** `check(…) || fail(…)` and `if (!check(…))` act on the result themselves. */
function isUsed(node: Tree.CallExpression, program: Program): boolean {
  return program.parentOf(node)?.type !== 'ExpressionStatement';
}
