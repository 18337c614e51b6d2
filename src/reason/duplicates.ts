import { looksOf, type Check, type Leaf, type Observation } from '../model/index.ts';
import type { Reach } from './routing.ts';

interface Sources {
  checks: readonly Check[];
  reach: (check: Check) => Reach | undefined;
}

/**
 * The first check, in the order of the project, that asks what another one asks, and tells whom it tells; undefined for
 * the first itself and for a check that cannot be compared. Each project is read once.
 */
export function firstOfSame(check: Check, project: Sources): Check | undefined {
  const first = firstsOf(project).get(check);
  return first === check ? undefined : first;
}

const known = new WeakMap<Sources, Map<Check, Check>>();

function firstsOf(project: Sources): Map<Check, Check> {
  const remembered = known.get(project);
  if (remembered) return remembered;
  const groups = new Map<string, Check[]>();
  const firsts = new Map<Check, Check>();
  for (const check of project.checks) {
    const question = questionOf(check);
    if (question === undefined) continue;
    const group = groups.get(question) ?? [];
    const first = group.find((other) => isSameHome(other, check) && tellsTheSame(other, check, project));
    firsts.set(check, first ?? check);
    if (first) continue;
    group.push(check);
    groups.set(question, group);
  }
  known.set(project, firsts);
  return firsts;
}

/** What is asked and how long it must hold, without where it is written; undefined where that is not known in full. */
function questionOf(check: Check): string | undefined {
  if ((check.kind !== 'alert' && check.kind !== 'synthetic') || check.state.is !== 'enabled') return undefined;
  const looks = looksOf(check.observes);
  if (looks.length === 0 || !looks.every(isWritten)) return undefined;
  const question = written(check.observes);
  if (OF_A_LOOP.test(question)) return undefined;
  const { every, failures, holds } = check.timing;
  return JSON.stringify([check.format, check.kind, question, check.response.severity?.text.toLowerCase(), holds, check.format === 'prometheus' ? [] : [every, failures, check.target.keys, check.target.name]]);
}

/** What a loop fills in differs each time. */
const OF_A_LOOP = /\b(?:each\.|count\.index|self\.)/;

/** A script does more than is read of it, a constant asks nothing, and a reference is somebody else's question. */
function isWritten(look: Leaf): boolean {
  switch (look.via) {
    case 'metric':
      return look.expression.trim() !== '' && (look.language === 'promql' || look.language === 'logql' || (look.reads.length > 0 && look.comparison?.threshold !== null));
    case 'http':
      return isHost(look.url.host);
    case 'tcp':
    case 'ping':
    case 'certificate':
      return isHost(look.host);
    default:
      return false;
  }
}

/** Names that are kept for examples stand for any host. https://www.rfc-editor.org/rfc/rfc2606 */
function isHost(host: string | undefined): boolean {
  return host !== undefined && !/(?:^|\.)example(?:\.(?:com|org|net|edu))?(?::\d+)?$/i.test(host);
}

function written(observation: Observation): string {
  return JSON.stringify(observation, (key, value: unknown) => {
    if (key === 'at' || key === 'because') return undefined;
    return key === 'expression' && typeof value === 'string' ? closeUp(value) : value;
  });
}

/** Spaces and comments of a query say nothing. */
function closeUp(query: string): string {
  return query
    .replace(/(^|\s)#[^\n]*/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(){}[\],=<>!+*/-]) ?/g, '$1')
    .trim();
}

const FILLED = /\{\{|\$\{|<%|\bvar\./;

/**
 * Both can be loaded by the same system: they stand in the same file, or in files side by side. The same name in another
 * file is a copy of that file, and folders hold what is installed one by one: environments, charts, examples.
 */
function isSameHome(a: Check, b: Check): boolean {
  if (a.span.path === b.span.path) return true;
  return a.name !== b.name && folderOf(a) === folderOf(b) && !FILLED.test(written(a.observes));
}

function folderOf({ span: { path } }: Check): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The same labels lead to the same people; so do routes that end at the same receivers. */
function tellsTheSame(a: Check, b: Check, { reach }: Sources): boolean {
  if (told(a) !== told(b)) return false;
  if (labelsOf(a) === labelsOf(b)) return true;
  const [atA, atB] = [stopsOf(reach(a)), stopsOf(reach(b))];
  return atA !== undefined && atA === atB;
}

function told({ audience: { owner, recipients, receiver } }: Check): string {
  const names = recipients === 'unknown' ? recipients : recipients.map(({ text, hears }) => `${text} ${hears ?? ''}`).sort();
  return JSON.stringify([owner?.text, names, receiver?.text]);
}

function labelsOf({ labels = {} }: Check): string {
  return JSON.stringify(Object.entries(labels).filter(([name]) => name !== 'alertname').sort(([x], [y]) => (x < y ? -1 : 1)));
}

function stopsOf(reach: Reach | undefined): string | undefined {
  if (!reach || reach.maybe.length > 0 || reach.surely.length === 0 || reach.elsewhere !== undefined) return undefined;
  return reach.surely.map(({ name }) => name).sort().join('\n');
}
