import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import { parseTypescript, type Broken, type Program } from '../../../syntax/typescript.ts';
import type { Modules } from './values.ts';
import { pathFrom } from '../path.ts';

/** Several formats read one file, and many files import one; it is parsed once. */
const known = new WeakMap<Document, Program | Broken>();

/** The syntax tree of a file; what is wrong with it where it has none. */
export function programIn(document: Document): Program | Broken {
  let program = known.get(document);
  if (!program) {
    program = parseTypescript(document.path, document.text);
    known.set(document, program);
  }
  return program;
}

/**
 * The files of the project behind relative imports, found as TypeScript finds them: with an extension added, in place of
 * one of JavaScript's, or as the index of a folder. https://www.typescriptlang.org/docs/handbook/modules/reference.html
 */
export function modulesAround(around: Surroundings): Modules {
  return (from, specifier) => {
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
    const base = pathFrom(from, specifier);
    for (const path of candidates(base)) {
      const document = around.document(path);
      const program = document && programIn(document);
      if (program && 'tree' in program) return program;
    }
    return undefined;
  };
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

function candidates(base: string): string[] {
  const written = /\.[cm]?[jt]sx?$/.test(base) ? [base, base.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')] : [];
  return [...written, ...EXTENSIONS.map((extension) => base + extension), ...EXTENSIONS.map((extension) => `${base}/index${extension}`)];
}
