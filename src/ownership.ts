import ignore, { type Ignore } from 'ignore';
import { selectorsOf, type Check, type Evidence, type Ownership } from './model/index.ts';

/** Who answers for a check by what is written outside of it: for its file, or for the component that it is about. */
export type OwnersOf = (check: Check) => readonly Evidence[];

export function createOwnersOf(ownerships: readonly Ownership[]): OwnersOf {
  const components = new Map<string, readonly Evidence[]>();
  for (const { component, owners } of ownerships) if (component !== undefined) components.set(component.toLowerCase(), owners);
  const lines = ownerships.flatMap((ownership) => (ownership.files === undefined ? [] : { ...ownership, files: ownership.files, matcher: matcherOf(ownership.files) }));
  const byPath = new Map<string, readonly Evidence[]>();
  const reviewers = (path: string): readonly Evidence[] => {
    const known = byPath.get(path) ?? reviewersOf(path, lines);
    byPath.set(path, known);
    return known;
  };
  return (check) => {
    const component = components.size === 0 ? undefined : componentsOf(check).find((name) => components.has(name));
    return component === undefined ? reviewers(check.span.path) : (components.get(component) ?? []);
  };
}

interface Line extends Ownership {
  files: string;
  matcher: Ignore;
}

/** In CODEOWNERS, a pattern that ends in a star takes the files of a folder and not those of the folders in it. */
function matcherOf(pattern: string): Ignore {
  const matcher = ignore().add(pattern);
  return pattern.includes('/') && pattern.endsWith('/*') ? matcher.add(`!${pattern}/`) : matcher;
}

/**
 * The last line that matches counts, in each section. Whoever reviews every file there is has not been asked about this one:
 * only a line that names a file or folder makes somebody answer for a check.
 */
function reviewersOf(path: string, lines: readonly Line[]): Evidence[] {
  if (lines.length === 0 || path.startsWith('../')) return [];
  const last = new Map<string, Line>();
  for (const line of lines) {
    const file = line.root ? below(line.root, path) : path;
    if (file !== undefined && line.matcher.ignores(file)) last.set(line.section ?? '', line);
  }
  return [...last.values()].filter(({ files }) => files.split('/').some((part) => part !== '' && !/[*?]/.test(part))).flatMap(({ owners }) => owners);
}

/** The path from a folder; undefined when it does not lie there. */
function below(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** Labels that name a component, in the rule or in what it reads. */
const COMPONENT_LABELS = new Set(['service', 'app', 'application', 'component', 'system', 'job', 'container', 'deployment']);

function componentsOf({ labels = {}, observes, target }: Check): string[] {
  const own = Object.entries(labels).flatMap(([label, value]) => (value !== null && COMPONENT_LABELS.has(label) ? value : []));
  const read = selectorsOf(observes).flatMap(({ matchers }) => matchers.flatMap(({ label, operator, value }) => (operator === '=' && COMPONENT_LABELS.has(label) ? value : [])));
  return [...own, ...read, target.name].map((name) => name.toLowerCase());
}
