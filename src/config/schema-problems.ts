import type { SchemaError } from '../../schemas/vigilint.schema.json?validator';
import { didYouMean } from '../nearest.ts';
import { walk, type YamlNode } from '../syntax/yaml.ts';
import { entryOf, nodeAt } from './value.ts';

/** What is wrong, and the words to underline. */
export interface NodeProblem {
  message: string;
  node: Pick<YamlNode, 'start' | 'end'>;
}

/** Says in words what a schema has against a tree, with the words that it is about. */
export function problemsOfSchema(root: YamlNode, errors: readonly SchemaError[]): NodeProblem[] {
  // The branches of an if tell what is wrong; that a branch failed adds nothing.
  return errors.filter(({ keyword }) => keyword !== 'if').map((error) => problemOf(root, error));
}

function problemOf(root: YamlNode, { keyword, instancePath, params, parentSchema, data, message = '' }: SchemaError): NodeProblem {
  const node = nodeAt(root, instancePath);
  const name = nameOf(instancePath);
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(parentSchema?.properties ?? {}).filter((property) => property !== '$schema');
      const entry = node.is === 'map' ? entryOf(node, key) : undefined;
      return { message: `unknown key \`${key}\`${didYouMean(key, known) || `; known here: ${known.join(', ')}`}`, node: entry?.key ?? node };
    }
    case 'required':
      return { message: `${name} lacks \`${String(params.missingProperty)}\``, node: firstLine(node) };
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      const found = typeof data === 'string' ? `\`${data}\`` : kindOf(node);
      return { message: `${name} is one of ${allowed.join(', ')}, not ${found}${typeof data === 'string' ? didYouMean(data, allowed) : ''}`, node: firstLine(node) };
    }
    case 'type':
      return { message: `${name} is ${TYPES[String(params.type)] ?? String(params.type)}, not ${kindOf(node)}`, node: firstLine(node) };
    case 'pattern':
      return { message: `${name} cannot be read${hint(parentSchema?.description)}`, node: firstLine(node) };
    case 'minItems':
      return { message: `${name} is empty${hint(parentSchema?.description)}`, node: firstLine(node) };
    default:
      return { message: `${name} ${message}`, node: firstLine(node) };
  }
}

/** A description as what follows a semicolon. */
function hint(description: unknown): string {
  return typeof description === 'string' ? `; ${description.slice(0, 1).toLowerCase()}${description.slice(1).replace(/\.$/, '')}` : '';
}

const TYPES: Record<string, string> = { array: 'a list', object: 'a map', string: 'a text', boolean: 'true or false', number: 'a number' };

/** What a node is, for people. */
export function kindOf(node: YamlNode): string {
  if (node.is === 'map') return 'a map';
  if (node.is === 'seq') return 'a list';
  return node.text === '' ? 'nothing' : `\`${node.text}\``;
}

/** `/lights/0/red` as `lights[0].red`, in backticks. */
function nameOf(pointer: string): string {
  if (pointer === '') return 'the configuration';
  const steps = pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return `\`${steps.reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '')}\``;
}

/** Of a collection only its beginning, so that carets do not run over half a file. */
function firstLine(node: YamlNode): Pick<YamlNode, 'start' | 'end'> {
  return node.is === 'scalar' ? node : { start: node.start, end: node.start + 1 };
}

/** Keys that are set twice in one map, of which a reader would see one and the program take the other. */
export function repeatedKeys(root: YamlNode): NodeProblem[] {
  const problems: NodeProblem[] = [];
  for (const node of walk(root)) {
    if (node.is !== 'map') continue;
    const seen = new Set<string>();
    for (const { key } of node.entries) {
      if (seen.has(key.text)) problems.push({ message: `\`${key.text}\` is set twice`, node: key });
      seen.add(key.text);
    }
  }
  return problems;
}
