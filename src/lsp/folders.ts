import path from 'node:path';
import { fileOf } from './protocol.ts';
import { createWorkspace, relativeTo, type Workspace, type WorkspaceOptions } from './workspace.ts';

/** The folders that the editor has open, each judged by itself. */
export interface Folders {
  add(roots: readonly string[]): void;
  /** The folders that were taken out. */
  remove(roots: readonly string[]): Workspace[];
  all(): readonly Workspace[];
  /** Where a document belongs; undefined for what is no file. One outside of all folders is judged with those that are open beside it. */
  placeOf(uri: string): { workspace: Workspace; file: string } | undefined;
}

/** What holds for every folder. */
export type FolderOptions = Pick<WorkspaceOptions, 'baselineOf' | 'loadsPlugins'>;

export function createFolders(options: FolderOptions): Folders {
  const whole = new Map<string, Workspace>();
  const loose = new Map<string, Workspace>();
  const looseAt = (root: string): Workspace => {
    const known = loose.get(root) ?? createWorkspace({ ...options, root, isWhole: false });
    loose.set(root, known);
    return known;
  };
  return {
    add(roots) {
      for (const root of roots) if (!whole.has(root)) whole.set(root, createWorkspace({ ...options, root, isWhole: true }));
    },
    remove(roots) {
      const removed = roots.flatMap((root) => whole.get(root) ?? []);
      for (const root of roots) whole.delete(root);
      return removed;
    },
    all: () => [...whole.values(), ...loose.values()],
    placeOf(uri) {
      const absolute = fileOf(uri);
      if (absolute === undefined) return undefined;
      const around = [...whole.values()].filter(({ root }) => isBelow(root, absolute)).sort((a, b) => b.root.length - a.root.length);
      const workspace = around[0] ?? looseAt(path.dirname(absolute));
      return { workspace, file: relativeTo(workspace.root, absolute) };
    },
  };
}

export function isBelow(root: string, absolute: string): boolean {
  const file = path.relative(root, absolute);
  return file !== '..' && !file.startsWith(`..${path.sep}`) && !path.isAbsolute(file);
}
