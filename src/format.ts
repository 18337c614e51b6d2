import type { Document } from './document.ts';
import type { Item } from './model/index.ts';

/**
 * A kind of file that vigilint understands. A format translates into the model and never judges; it never throws on
 * what a user wrote: what it cannot read it leaves out, or yields as a `skip` with the reason.
 */
export interface Format<Parsers = unknown> {
  /** Kebab-case; the first part of the ids of its checks. */
  id: string;
  /** For people, as in "Prometheus rules". */
  title: string;
  /** The format's own documentation. */
  docs: string;
  /** Paths that may hold it, as globs from anywhere in the tree: the cheap filter. */
  globs: readonly string[];
  /** A sign that the text must contain; a file without it is not even parsed. */
  sign?: RegExp;
  /** It is read as YAML, so broken YAML is worth a finding and a template is worth saying. */
  yaml?: boolean;
  /** It reads other files of the run too; without this, `read` sees none, so that what was read of a file holds until that file changes. */
  looksAround?: boolean;
  /** Loads what reading a file needs, and only when one is claimed, so that other runs start fast. */
  parsers?: (document: Document) => Promise<Parsers>;
  /** Sure by content; called only for files that pass `globs` and `sign`. */
  claims(document: Document): boolean;
  /** `around`: the other files of the run, for what is said in one file and meant in another. */
  read(document: Document, parsers: Parsers, around: Surroundings): Iterable<Item>;
}

/** The files that were read, by path; only those that suit the globs of some format are among them. */
export interface Surroundings {
  document(path: string): Document | undefined;
  /** All of them. */
  documents(): Iterable<Document>;
  /** The files directly in a folder (`''` for the top), in the order of their names. */
  folder(path: string): readonly Document[];
}

/** Declares a format; gives `read` the type of what `parsers` loads. */
export function defineFormat<Parsers = undefined>(format: Format<Parsers>): Format<Parsers> {
  return format;
}
