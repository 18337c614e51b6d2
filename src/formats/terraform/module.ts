import type { Document } from '../../document.ts';
import type { Surroundings } from '../../format.ts';
import type { HclBlock, HclBody, HclExpression } from '../../syntax/hcl.ts';

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
}

/** Reads the body of a document of Terraform. */
export type ReadBody = (document: Document) => HclBody;

export function isTerraform(path: string): boolean {
  return /\.tf(?:\.json)?$/.test(path);
}

/** The module that a folder is, of the files of the run. */
export function moduleOf(folder: string, around: Surroundings, readBody: ReadBody): Module {
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
  return { folder, locals, variables, resources, blocks, texts };
}

export function attributeOf(body: HclBody, name: string): HclExpression | undefined {
  return body.attributes.find((attribute) => attribute.name === name)?.value;
}
