import picomatch from 'picomatch';

/** Tells whether a POSIX path is one of the globs, or lies below a folder that is: `legacy` covers `legacy/a/b.yml`. */
export function matcherOfGlobs(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const bare = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  return picomatch([...bare, ...bare.map((glob) => `${glob}/**`)], { dot: true });
}
