import type { Url } from '../../../model/index.ts';
import type { ShellWord } from '../../../syntax/shell-tree.ts';

/** Stands for text that is computed elsewhere; no address holds it. */
export const HOLE = '\uFFFC';

/** A word with a hole for every part that the shell or the environment computes. */
export function skeleton(word: ShellWord): string {
  return word.parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
}

const ADDRESS = /^(?:([a-zA-Z][\w+.-]*):\/\/)?(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?([^?#]*)(?:\?([^#]*))?/;

/** The parts of an address that are written down; a missing path is `/` unless the hole before it may hold one. */
export function urlOf(text: string): Url {
  const [, scheme, host = '', port, path = '', query] = ADDRESS.exec(text) ?? [];
  const open = path === '' && port === undefined && host.endsWith(HOLE);
  const url: Url = {};
  if (scheme !== undefined) url.scheme = scheme.toLowerCase();
  if (host !== '' && !host.includes(HOLE)) url.host = host;
  if (port !== undefined && !port.includes(HOLE)) url.port = port;
  if (!open && !path.includes(HOLE)) url.path = path === '' ? '/' : path;
  if (query !== undefined && !query.includes(HOLE)) url.query = query;
  return url;
}
