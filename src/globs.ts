import picomatch from 'picomatch';

export type Matches = (path: string) => boolean;

/** Tells whether a POSIX path is one of the globs, or lies below a folder that is: `legacy` covers `legacy/a/b.yml`. */
export function matcherOfGlobs(globs: readonly string[]): Matches {
  if (globs.length === 0) return () => false;
  const bare = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  return picomatch([...bare, ...bare.map((glob) => `${glob}/**`)], { dot: true });
}

/** Tells whether a POSIX path is a glob; each is compiled once, for formats share most of theirs. */
export function matcherOfGlob(glob: string): Matches {
  let matches = compiled.get(glob);
  if (!matches) {
    matches = matcherOfExtensions(glob) ?? picomatch(glob, { dot: true });
    compiled.set(glob, matches);
  }
  return matches;
}

const compiled = new Map<string, Matches>();

/** Files of some extensions anywhere. */
const EXTENSIONS = /^\*\*\/\*\.(?:\{([\w.,]+)\}|([\w.]+))$/;

/** Most globs ask for an extension and no more, which takes no pattern to tell. */
function matcherOfExtensions(glob: string): Matches | undefined {
  const [, several, one] = EXTENSIONS.exec(glob) ?? [];
  const endings = (several ?? one)?.split(',').map((extension) => `.${extension}`);
  return endings && ((path) => endings.some((ending) => path.endsWith(ending)));
}
