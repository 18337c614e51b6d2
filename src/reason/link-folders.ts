import type { Link, Runbook } from '../model/index.ts';

/** Where an address would lie in this project. */
export interface Place {
  /** Paths to try, the most likely first. */
  candidates: string[];
  /** Whether a page that is not there is missing: it was said so, most others of the same address are there, or it cannot be told. */
  belongs: 'surely' | 'likely' | 'no';
}

export interface FolderMap {
  /** `url` without query and anchor; `from` is the file that the link stands in. */
  placeOf(url: string, from: string): Place | undefined;
}

/**
 * Learns which addresses lead into the project. A folder counts as read when some Markdown page in it was read: of others it
 * cannot be said that a page is missing, for perhaps only a part of the repository was given.
 */
export function folderMap(
  links: readonly Link[],
  pages: ReadonlyMap<string, Runbook>,
  configured: readonly { url: string; folder: string }[],
  paths: Iterable<string>,
): FolderMap {
  const read = new Set([...pages.keys()].map(folderOf));
  const files = new Set(paths);
  const inferred = inferPrefixes(links, pages);
  const rated = (candidates: string[], belongs: Place['belongs']): Place => ({
    candidates,
    belongs: candidates.some((path) => read.has(folderOf(path))) && !candidates.some((path) => files.has(path)) ? belongs : 'no',
  });
  return {
    placeOf(url, from) {
      for (const { url: prefix, folder } of configured) {
        const rest = restOf(url, prefix);
        if (rest !== undefined) return rated(pathsFor(join(folder, rest)), 'surely');
      }
      if (!/^[a-z][\w+.-]*:/i.test(url)) return relativePlace(url, from, pages, rated);
      const inRepository = pathInRepository(url);
      if (inRepository) {
        const candidates = inRepository.flatMap(pathsFor);
        if (candidates.some((path) => pages.has(path))) return { candidates, belongs: 'no' };
      }
      const prefix = inferred.get(prefixOf(url));
      if (prefix) return rated(pathsFor(join(prefix.folder, lastOf(url))), prefix.trusted ? 'likely' : 'no');
      return undefined;
    },
  };
}

/** Files that are no Markdown are not read, so nothing can be said of them. */
const OTHER_FILE = /\.(?!md$|markdown$|mdx$|html?$)[a-z]\w{0,4}$/i;

/** A path from the file that it stands in, from the root, or from a folder above the file. */
function relativePlace(url: string, from: string, pages: ReadonlyMap<string, Runbook>, rated: (candidates: string[], belongs: Place['belongs']) => Place): Place | undefined {
  if (url === '' || /\s/.test(url) || url.startsWith('//') || OTHER_FILE.test(url)) return undefined;
  const bases = ancestors(folderOf(from));
  const tried = url.startsWith('/') ? [...bases].reverse().map((base) => join(base, url)) : bases.map((base) => join(base, url));
  const found = tried.flatMap(pathsFor).find((path) => pages.has(path));
  if (found !== undefined) return { candidates: [found], belongs: 'surely' };
  const isExplicit = /\.(?:md|markdown)$/i.test(url) || /^\.{1,2}\//.test(url);
  if (!isExplicit) return undefined;
  // A bare name beside a README at the root may be meant for a site elsewhere.
  const places = tried.filter((path, index) => index === 0 || path.includes('/'));
  return places.map((path) => rated(pathsFor(path), 'surely')).find(({ belongs }) => belongs !== 'no');
}

/** The folder itself, then the ones above it up to the root. */
function ancestors(folder: string): string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('');
}

const REPOSITORY_URLS = [
  /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/(?:blob|tree|blame|raw|edit)\/(.+)$/,
  /^https?:\/\/[^/]+\/.+?\/-\/(?:blob|tree|blame|raw)\/(.+)/,
  /^https?:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(.+)$/,
  /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/src\/(.+)$/,
];

/** The paths that an address of a source host can mean: the name of the branch may hold slashes. */
function pathInRepository(url: string): string[] | undefined {
  const rest = REPOSITORY_URLS.map((pattern) => pattern.exec(url)?.[1]).find((found) => found !== undefined);
  if (rest === undefined) return undefined;
  const parts = rest.split('/').filter((part) => part !== '');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
}

/** The files that a page's address can stand for: itself, with an extension, an index in a folder of that name, Hugo's content folder. */
function pathsFor(path: string): string[] {
  const clean = path.replace(/(?<!\/)\/+$/, '').replace(/\.html?$/, '');
  if (/\.(?:md|markdown|mdx)$/i.test(clean)) return [clean];
  return [`${clean}.md`, `${clean}/index.md`, `${clean}/_index.md`, `${clean}/README.md`, `${clean}.markdown`, `${clean}.mdx`, `${clean}.html.md`];
}

/** What follows the prefix in an address; undefined when it begins otherwise. */
function restOf(url: string, prefix: string): string | undefined {
  const start = prefix.replace(/(?<!\/)\/+$/, '');
  if (url !== start && !url.startsWith(`${start}/`)) return undefined;
  return url.slice(start.length + 1);
}

interface Prefix {
  folder: string;
  /** So many of its addresses are there that one which is not is a fault. */
  trusted: boolean;
}

/** Most addresses of a prefix must be there before one that is not is called missing. */
const TRUSTED_SHARE = 0.6;

/** Addresses whose last part is the name of a page say where their prefix lies, when two or more agree on the folder. */
function inferPrefixes(links: readonly Link[], pages: ReadonlyMap<string, Runbook>): Map<string, Prefix> {
  const byStem = new Map<string, string[]>();
  for (const path of pages.keys()) {
    const stem = stemOf(path);
    byStem.set(stem, [...(byStem.get(stem) ?? []), path]);
  }
  const addresses = new Map<string, Set<string>>();
  for (const { url } of links) {
    const bare = url.replace(/[?#].*/s, '');
    if (!/^https?:\/\//.test(bare)) continue;
    const prefix = prefixOf(bare);
    addresses.set(prefix, (addresses.get(prefix) ?? new Set()).add(lastOf(bare)));
  }
  const prefixes = new Map<string, Prefix>();
  for (const [prefix, lasts] of addresses) {
    const votes = new Map<string, number>();
    for (const last of lasts) {
      const folders = new Set((byStem.get(last.toLowerCase().replace(/\.(?:html?|md)$/, '')) ?? []).map((path) => (isIndex(path) ? folderOf(folderOf(path)) : folderOf(path))));
      for (const folder of folders) votes.set(folder, (votes.get(folder) ?? 0) + 1);
    }
    const [best, second] = [...votes].sort((a, b) => b[1] - a[1]);
    if (!best || best[1] < 2 || best[1] === second?.[1]) continue;
    prefixes.set(prefix, { folder: best[0], trusted: best[1] >= 3 && best[1] >= lasts.size * TRUSTED_SHARE });
  }
  return prefixes;
}

function isIndex(path: string): boolean {
  return /(?:^|\/)(?:_?index|readme)\.\w+$/i.test(path);
}

/** What an address calls a page: its file name without extension, or the folder of an index. */
function stemOf(path: string): string {
  const named = isIndex(path) ? folderOf(path) : path;
  return lastOf(named).toLowerCase().replace(/\.(?:md|markdown|mdx)$/, '').replace(/\.html$/, '');
}

function prefixOf(url: string): string {
  const clean = url.replace(/(?<!\/)\/+$/, '');
  return clean.slice(0, clean.lastIndexOf('/'));
}

function lastOf(path: string): string {
  const clean = path.replace(/(?<!\/)\/+$/, '');
  return clean.slice(clean.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Joins paths and takes `.` and `..` out; never leaves the root. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
