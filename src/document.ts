import { Lines } from './syntax/lines.ts';
import { parseYaml, type YamlFile } from './syntax/yaml.ts';

/** One file of the project; what several formats need of it is worked out once, when the first one asks. */
export interface Document {
  /** POSIX path, relative to the working directory. */
  path: string;
  text: string;
  yaml: () => YamlFile;
  lines: () => Lines;
}

export function createDocument(path: string, text: string): Document {
  let yaml: YamlFile | undefined;
  let lines: Lines | undefined;
  return {
    path,
    text,
    yaml: () => (yaml ??= parseYaml(text)),
    lines: () => (lines ??= new Lines(text)),
  };
}
