/** Where a relative path leads from a file. */
export function pathFrom(file: string, path: string): string {
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  const parts: string[] = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
