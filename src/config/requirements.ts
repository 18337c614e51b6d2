import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Document } from '../document.ts';
import { FAULTS, type Check, type Severity } from '../model/index.ts';
import type { Project, Rule, SubjectKind, Subjects } from '../rule.ts';
import { get, itemsAt, type YamlNode } from '../syntax/yaml.ts';
import { ConfigurationError } from './load.ts';
import { flawOf, SUBJECT_KINDS } from './rule-shape.ts';
import { valueOf } from './value.ts';

/** An entry of `require` as the configuration's own schema lets it through. */
interface Requirement {
  id: Rule['id'];
  on: SubjectKind[];
  schema: object;
  message: string;
  severity?: Severity;
  why?: string;
  help?: string;
}

const WHY = 'Whoever keeps this repository requires it.';

/** The rules that `require` makes of JSON Schemas. Throws a ConfigurationError for a schema that is none, and for an id that is taken. */
export function requirements(document: Document, root: YamlNode, known: readonly Rule[]): Rule[] {
  const ajv = new Ajv({ allErrors: false, strict: false });
  const rules: Rule[] = [];
  for (const entry of itemsAt(root, 'require')) {
    const written = valueOf(entry);
    // What is written wrongly is said by the schema of the configuration.
    if (!isRequirement(written)) continue;
    const refuse = (node: YamlNode | undefined, message: string): ConfigurationError => new ConfigurationError(document, [{ message, at: { path: document.path, start: (node ?? entry).start, end: node?.is === 'scalar' ? node.end : (node ?? entry).start + 1 } }]);
    const rule = ruleOf(written, compiled(ajv, written.schema, (reason) => refuse(get(entry, 'schema'), `\`schema\` of \`${written.id}\` is no JSON Schema: ${reason}`)));
    const flaw = flawOf(rule, [...known, ...rules]);
    if (flaw !== undefined) throw refuse(get(entry, 'id'), `\`require\` ${flaw.replace(/^exports /, 'has ')}`);
    rules.push(rule);
  }
  return rules;
}

function isRequirement(value: unknown): value is Requirement {
  if (typeof value !== 'object' || value === null) return false;
  const { id, on, schema, message } = value as Record<string, unknown>;
  return typeof id === 'string' && Array.isArray(on) && on.every((kind) => SUBJECT_KINDS.some((known) => known === kind)) && typeof schema === 'object' && schema !== null && typeof message === 'string';
}

function compiled(ajv: Ajv, schema: object, refuse: (reason: string) => ConfigurationError): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function ruleOf({ id, on, message, severity = 'warning', why = WHY, help }: Requirement, accepts: ValidateFunction): Rule {
  return {
    id,
    summary: `${message}.`,
    why,
    help: help ?? 'Add what is missing; `vigilint checks --format json` prints what the schema is held against.',
    severity,
    confidence: 'proven',
    presets: ['recommended', 'strict'],
    on,
    references: [],
    exceptions: '',
    examples: [],
    *judge(subject, project) {
      if (accepts(shown(subject, project))) return;
      yield { at: subject.at, message: `${message}: ${saidOf(accepts.errors?.[0])}` };
    },
  };
}

/** A subject as `vigilint checks --format json` prints it, without lines. */
function shown(subject: Subjects[SubjectKind], project: Project): object {
  const drill = 'observes' in subject ? { notices: noticesOf(subject, project) } : {};
  return { ...subject, ...drill, path: subject.span.path };
}

function noticesOf(check: Check, project: Project): Record<string, string> {
  const notices = project.drill(check);
  return Object.fromEntries(FAULTS.map((fault) => [fault, notices[fault].verdict]));
}

function saidOf(error: ErrorObject | undefined): string {
  const { instancePath = '', message = 'does not suit' } = error ?? {};
  return `${instancePath === '' ? 'it' : `\`${instancePath.slice(1)}\``} ${message}`;
}
