import type { Document } from '../../document.ts';
import type { Surroundings } from '../../format.ts';
import type { HclBlock, HclBody, HclExpression } from '../../syntax/hcl.ts';
import { pathFrom } from '../common/path.ts';

/** One place where a name of a module is given its value. */
export interface Definition<Written> {
  path: string;
  written: Written;
}

/** The files of one folder, which Terraform reads as one. */
export interface Module {
  folder: string;
  locals: ReadonlyMap<string, Definition<HclExpression>>;
  variables: ReadonlyMap<string, Definition<HclBlock>>;
  /** Resources by `type.name`. */
  resources: ReadonlyMap<string, Definition<HclBlock>>;
  /** All its blocks. */
  blocks: readonly Definition<HclBlock>[];
  /** The texts of its files, by path. */
  texts: ReadonlyMap<string, string>;
  /** The calls of it in other folders; a sample shows how it is called, and is none. */
  calls(): readonly Call[];
}

/** `module "name" { source = "./folder" … }` in another module. */
export interface Call extends Definition<HclBlock> {
  module: Module;
}

/** Reads the body of a document of Terraform. */
export type ReadBody = (document: Document) => HclBody;

export function isTerraform(path: string): boolean {
  return /\.tf(?:\.json)?$/.test(path);
}

const modules = new WeakMap<Surroundings, Map<string, Module>>();

/** The module that a folder is, of the files of the run. */
export function moduleOf(folder: string, around: Surroundings, readBody: ReadBody): Module {
  const known = modules.get(around) ?? new Map<string, Module>();
  modules.set(around, known);
  const module = known.get(folder) ?? readModule(folder, around, readBody);
  known.set(folder, module);
  return module;
}

function readModule(folder: string, around: Surroundings, readBody: ReadBody): Module {
  const locals = new Map<string, Definition<HclExpression>>();
  const variables = new Map<string, Definition<HclBlock>>();
  const resources = new Map<string, Definition<HclBlock>>();
  const blocks: Definition<HclBlock>[] = [];
  const texts = new Map<string, string>();
  for (const document of around.folder(folder)) {
    const { path } = document;
    if (!isTerraform(path)) continue;
    texts.set(path, document.text);
    for (const block of readBody(document).blocks) {
      const [first = '', second] = block.labels;
      blocks.push({ path, written: block });
      if (block.type === 'locals') for (const { name, value } of block.attributes) locals.set(name, { path, written: value });
      else if (block.type === 'variable') variables.set(first, { path, written: block });
      else if (block.type === 'resource' && second !== undefined) resources.set(`${first}.${second}`, { path, written: block });
    }
  }
  let calls: Call[] | undefined;
  return { folder, locals, variables, resources, blocks, texts, calls: () => (calls ??= callsOf(folder, around, readBody)) };
}

/** Folders that show how a module is called. */
const SAMPLE = /(?:^|\/)(?:examples?|samples?|demos?|tests?|fixtures?)(?:\/|$)/i;

function callsOf(folder: string, around: Surroundings, readBody: ReadBody): Call[] {
  const callers = callersIn(around).get(folder) ?? [];
  return [...new Set(callers)].flatMap((document) => {
    const caller = folderOf(document.path);
    if (caller === folder || (SAMPLE.test(caller) && !SAMPLE.test(folder))) return [];
    const blocks = readBody(document).blocks.filter((block) => block.type === 'module' && sourceOf(block, document.path) === folder);
    return blocks.map((written) => ({ module: moduleOf(caller, around, readBody), path: document.path, written }));
  });
}

const callers = new WeakMap<Surroundings, Map<string, Document[]>>();

const SOURCE = /\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"]*)"/g;

/** The files that name a folder as the source of a module, by that folder: a look at their texts, so that most are not parsed. */
function callersIn(around: Surroundings): Map<string, Document[]> {
  const known = callers.get(around) ?? new Map<string, Document[]>();
  if (callers.has(around)) return known;
  callers.set(around, known);
  for (const document of around.documents()) {
    if (!isTerraform(document.path) || !document.text.includes('source')) continue;
    for (const { 1: source = '' } of document.text.matchAll(SOURCE)) {
      const folder = pathFrom(document.path, source);
      known.set(folder, [...(known.get(folder) ?? []), document]);
    }
  }
  return known;
}

function sourceOf(call: HclBlock, path: string): string | undefined {
  const source = attributeOf(call, 'source');
  const part = source?.is === 'template' && source.parts.length === 1 ? source.parts[0] : undefined;
  return part?.is === 'text' ? pathFrom(path, part.text) : undefined;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function attributeOf(body: HclBody, name: string): HclExpression | undefined {
  return body.attributes.find((attribute) => attribute.name === name)?.value;
}
