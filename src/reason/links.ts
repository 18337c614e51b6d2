import type { Check, Link, Runbook, Section } from '../model/index.ts';
import { folderMap, type FolderMap } from './link-folders.ts';

/** Where a link to a runbook leads. */
export type LinkTarget =
  /** A page of this project, and the section that its anchor names. */
  | { is: 'runbook'; runbook: Runbook; section?: Section }
  /** It belongs to this project, and there is no such file. */
  | { is: 'missing-file'; path: string; sure: boolean }
  /** The page is there and has no such heading. */
  | { is: 'missing-anchor'; runbook: Runbook; anchor: string; sure: boolean }
  /** It leads out of the project and cannot be read. */
  | { is: 'outside' };

export interface Links {
  resolve(link: Link): LinkTarget;
  runbooksOf(check: Check): readonly Runbook[];
  leadsTo(runbook: Runbook): readonly Lead[];
}

/** A check from which people come to a page, and the section at which they arrive. */
export interface Lead {
  check: Check;
  section?: Section;
}

export interface LinkSources {
  checks: readonly Check[];
  runbooks: readonly Runbook[];
  /** Where the site says that the pages behind addresses lie. */
  folders: readonly { url: string; folder: string }[];
  /** Every path that was read. */
  paths: Iterable<string>;
}

/** Joins links to the pages of the project: by path, by address of the repository, by configured and by inferred folders, and checks to pages by name. */
export function createLinks(sources: LinkSources): Links {
  const pages = new Map(sources.runbooks.map((runbook) => [runbook.path, runbook]));
  const byName = nameIndex(sources.runbooks);
  // Where no page was read, of none can it be said that it is there or missing.
  if (pages.size === 0) return { resolve: () => ({ is: 'outside' }), runbooksOf: () => [], leadsTo: () => [] };
  const owners = new Map(sources.checks.flatMap((check) => check.response.runbooks.map((link) => [link, check.name] as const)));
  let folders: FolderMap | undefined;
  const named = (link: Link): Link => (HOLE.test(link.url) ? { ...link, url: fillName(link.url, owners.get(link)) } : link);
  const targets = new Map<Link, LinkTarget>();
  const resolve = (link: Link): LinkTarget => {
    folders ??= folderMap([...owners.keys()].map(named), pages, sources.folders, sources.paths);
    const target = targets.get(link) ?? resolveIn(named(link), pages, folders);
    targets.set(link, target);
    return target;
  };
  const runbooksOf = (check: Check): readonly Runbook[] => {
    const linked = check.response.runbooks.flatMap((link) => {
      const target = resolve(link);
      return target.is === 'runbook' || target.is === 'missing-anchor' ? [target.runbook] : [];
    });
    const found = new Set([...linked, ...(byName.get(nameKey(check.name)) ?? [])]);
    return [...found];
  };
  let leads: Map<Runbook, Lead[]> | undefined;
  const leadsTo = (runbook: Runbook): readonly Lead[] => (leads ??= gatherLeads(sources.checks, resolve, runbooksOf)).get(runbook) ?? [];
  return { resolve, runbooksOf, leadsTo };
}

function gatherLeads(checks: readonly Check[], resolve: Links['resolve'], runbooksOf: Links['runbooksOf']): Map<Runbook, Lead[]> {
  const leads = new Map<Runbook, Lead[]>();
  for (const check of checks) {
    for (const runbook of runbooksOf(check)) {
      const targets = check.response.runbooks.map(resolve).flatMap((target) => (target.is === 'runbook' && target.runbook === runbook ? target : []));
      const section = targets[0]?.section ?? runbook.sections.find(({ title, level }) => level > 1 && nameKey(title) === nameKey(check.name));
      const lead = section ? { check, section } : { check };
      const known = leads.get(runbook);
      if (known) known.push(lead);
      else leads.set(runbook, [lead]);
    }
  }
  return leads;
}

/** Names are the same whatever their case, spaces and hyphens. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Pages by the names of the alerts that they serve: file name, title, front matter, headings of a page with one section an alert. */
function nameIndex(runbooks: readonly Runbook[]): Map<string, Runbook[]> {
  const index = new Map<string, Runbook[]>();
  for (const runbook of runbooks) {
    const names = new Set([...runbook.alerts, ...runbook.sections.map(({ title }) => title)].map(nameKey));
    for (const name of names) {
      if (name === '') continue;
      const known = index.get(name);
      if (known) known.push(runbook);
      else index.set(name, [runbook]);
    }
  }
  return index;
}

const NAME_HOLE = /\{\{-?\s*\$?\.?(?:labels\.|Labels\.|CommonLabels\.)?alertname\s*-?\}\}|%\(alertname\)s|\$\{alertname\}|\{\{-?\s*\$labels\.alertname\s*\|\s*toLower\s*-?\}\}/g;

/** A link that is the same for all alerts but for their name. */
function fillName(url: string, name: string | undefined): string {
  return name === undefined ? url : url.replace(NAME_HOLE, name);
}

const HOLE = /\{\{|\$\{|%\(|<%/;

function resolveIn(link: Link, pages: ReadonlyMap<string, Runbook>, folders: FolderMap): LinkTarget {
  const url = link.url.trim();
  if (url === '' || HOLE.test(url)) return { is: 'outside' };
  const hash = url.indexOf('#');
  const anchor = hash < 0 ? '' : decode(url.slice(hash + 1));
  const bare = decode((hash < 0 ? url : url.slice(0, hash)).replace(/\?.*/s, ''));
  const place = folders.placeOf(bare, link.at.path);
  if (!place) return { is: 'outside' };
  const runbook = place.candidates.map((path) => pages.get(path)).find((page) => page !== undefined);
  if (!runbook) return place.belongs === 'no' ? { is: 'outside' } : { is: 'missing-file', path: place.candidates[0] ?? bare, sure: place.belongs === 'surely' };
  if (anchor === '' || anchor === 'top') return { is: 'runbook', runbook };
  const section = sectionAt(runbook, anchor);
  if (section) return { is: 'runbook', runbook, section };
  if (hasAnchor(runbook, anchor)) return { is: 'runbook', runbook };
  return { is: 'missing-anchor', runbook, anchor, sure: place.belongs === 'surely' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The section whose heading the anchor names; anchors of other site generators differ from GitHub's in marks only. */
function sectionAt({ sections, anchors }: Runbook, anchor: string): Section | undefined {
  const index = anchors.findIndex((known) => known.toLowerCase() === anchor.toLowerCase());
  const headed = sections.filter(({ level }) => level > 0);
  if (index >= 0 && index < headed.length) return headed[index];
  return headed.find(({ title }) => nameKey(title) === nameKey(anchor));
}

function hasAnchor({ anchors }: Runbook, anchor: string): boolean {
  // GitHub's `#L12` and MediaWiki-like anchors of other generators cannot be checked against headings.
  if (/^L\d+(?:-L\d+)?$/.test(anchor)) return true;
  return anchors.some((known) => nameKey(known) === nameKey(anchor));
}
