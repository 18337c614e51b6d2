import path from 'node:path';
import type { Style } from './index.ts';

/** A path as the pages of a forge know it: from the root of the repository, where the run knows it, else as it is. */
export function repositoryPath(file: string, { folder }: Style): string {
  return folder === '' ? file : path.posix.join(folder, file);
}

/** A relative reference of RFC 3986 for a POSIX path. */
export function uriOf(file: string): string {
  return file.replace(/\p{Surrogate}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/');
}
