/** The compiled validator of a JSON Schema; see scripts/schema-plugin.mjs. */
declare module '*?validator' {
  /** What ajv has against a value: https://ajv.js.org/api.html#error-objects (with `verbose`). */
  export interface SchemaError {
    keyword: string;
    /** JSON pointer into the value. */
    instancePath: string;
    params: Record<string, unknown>;
    /** The part of the schema that the keyword stands in. */
    parentSchema?: Record<string, unknown>;
    /** The value that was refused. */
    data?: unknown;
    message?: string;
  }
  const validate: { (value: unknown): boolean; errors?: readonly SchemaError[] | null };
  export default validate;
}
