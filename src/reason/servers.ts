import type { Exporter, Knowledge } from '../knowledge/index.ts';
import { selectorsOf, type Check, type Recording, type ScrapeJob, type Selector, type Server } from '../model/index.ts';
import { matchesWhole } from './pattern.ts';

/** The servers that load the file in which a check is written, as far as their configurations tell. */
export function serversOf(check: Check, servers: readonly Server[]): Server[] {
  return servers.filter(({ loads, span }) => loads.some(({ text }) => isLoaded(check.span.path, text, span.path)));
}

interface Sources {
  readonly servers: readonly Server[];
  readonly recordings: readonly Recording[];
  readonly knowledge: Pick<Knowledge, 'exporter'>;
}

/** A series that an alert reads and no job delivers. */
export interface Unscraped {
  selector: Selector;
  /** The job that it asks for, and that is not there. */
  job?: string;
  /** The exporter that the metric comes from, and that no job names. */
  exporter?: Exporter;
  server: Server;
  jobs: number;
}

/**
 * What an alert reads that no server delivers which loads it by a path of its own: a job that is not among its jobs, or a metric of an exporter that none
 * of them names. Undefined where one of the servers may scrape more than is written.
 */
export function unscraped(check: Check, { servers, recordings, knowledge }: Sources): Unscraped | undefined {
  const loading = serversOf(check, servers);
  const [server] = loading;
  if (!server || loading.some(({ jobs, loads }) => jobs === 'unknown' || loads.some(({ text }) => text.startsWith('/')))) return undefined;
  const jobs = loading.flatMap((one) => (one.jobs === 'unknown' ? [] : one.jobs));
  for (const selector of selectorsOf(check.observes)) {
    const { metric } = selector;
    if (metric === undefined || metric.includes(':') || /^ALERTS(?:_FOR_STATE)?$/.test(metric) || recordings.some((recording) => recording.metric === metric)) continue;
    const job = selector.matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
    const found = { selector, server, jobs: jobs.length };
    if (job !== undefined && job !== '' && !jobs.some(({ name }) => name === job)) return { ...found, job };
    const exporter = knowledge.exporter(metric);
    if (exporter && !jobs.some((one) => mayBe(one, exporter))) return { ...found, exporter };
  }
  return undefined;
}

function mayBe({ name, words }: ScrapeJob, { names, ports }: Exporter): boolean {
  const text = `${name.toLowerCase()} ${words}`;
  return names.some((word) => text.includes(word)) || ports.some((port) => text.includes(`:${port}`));
}

/**
 * A path from the server's own folder is exact. One from the root of a machine says where the file will lie, so it is taken for
 * one that lies beside the configuration, or below, under the same name.
 */
function isLoaded(path: string, pattern: string, server: string): boolean {
  const folder = server.slice(0, server.lastIndexOf('/') + 1);
  if (!path.startsWith(folder)) return false;
  const below = path.slice(folder.length);
  if (pattern.startsWith('/')) return matchesGlob(lastPart(pattern), lastPart(below));
  return matchesGlob(pattern.replace(/^(?:\.\/)+/, ''), below);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The patterns of Go's `filepath.Match`. */
function matchesGlob(pattern: string, path: string): boolean {
  const translated = pattern.replace(/[.+^$(){}|]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
  return matchesWhole(translated, path) ?? false;
}
