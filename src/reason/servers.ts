import type { Check, Server } from '../model/index.ts';
import { matchesWhole } from './pattern.ts';

/** The servers that load the file in which a check is written, as far as their configurations tell. */
export function serversOf(check: Check, servers: readonly Server[]): Server[] {
  return servers.filter(({ loads, span }) => loads.some(({ text }) => isLoaded(check.span.path, text, span.path)));
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
