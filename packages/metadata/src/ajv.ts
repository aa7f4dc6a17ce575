import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FormDocument } from './form/types.ts';
import { decimalPlaces, FORMATS, type TextFormat } from './kernel/formats.ts';
import type { Issue } from './kernel/issue.ts';
import { type DocumentKind, documentSchemas } from './schema/index.ts';
import { PARTS, type Schema } from './schema/parts.ts';
import { issuesOf } from './validate/issues.ts';

export type { DocumentKind };

const formats: ReadonlyMap<string, TextFormat> = new Map(Object.entries(FORMATS));

/** An instance of its own per compilation: ajv keeps every schema it has ever seen for as long as it lives. */
function instance(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    // Issues carry the offending value.
    verbose: true,
    // Our schemas are checked by tests; the meta-schema costs more than all else.
    validateSchema: false,
  });
  for (const [name, { test }] of formats) ajv.addFormat(name, test);
  ajv.addKeyword('trellis');
  ajv.addKeyword({
    keyword: 'decimalPlaces',
    type: 'string',
    schemaType: 'number',
    compile: (most: number) => (value: string) =>
      !formats.get('decimal')?.test(value) || decimalPlaces(value) <= most,
  });
  // A value that is not in its format has no place in an order: `format` alone reports it.
  const limit = (keyword: string, inside: (order: number) => boolean) =>
    ajv.addKeyword({
      keyword,
      type: 'string',
      schemaType: 'string',
      compile: (bound: string, parent) => {
        const format = formats.get(String(parent.format));
        if (!format) throw new Error(`${keyword} needs a format`);
        return (value: string) => !format.test(value) || inside(format.compare(value, bound));
      },
    });
  limit('formatMinimum', (order) => order >= 0);
  limit('formatMaximum', (order) => order <= 0);
  for (const part of Object.values(PARTS)) ajv.addSchema(part);
  return ajv;
}

const run = (validate: ValidateFunction, value: unknown): readonly Issue[] =>
  validate(value) ? [] : issuesOf((validate.errors ?? []) as readonly ErrorObject[]);

/** Issues of a JSON value against any of our schemas, for instance the settings of a field type. Cached per schema object. */
export function schemaIssues(schema: Schema, value: unknown): readonly Issue[] {
  let validate = compiled.get(schema);
  if (!validate) {
    const ajv = instance();
    if (schema === documentSchemas.dashboard) ajv.addSchema(documentSchemas.report);
    if (schema === documentSchemas.manifest) ajv.addSchema(documentSchemas.app);
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return run(validate, value);
}
// The schemas are constants of the code: a closed set.
const compiled = new WeakMap<Schema, ValidateFunction>();

/** Structural issues of a document: what its JSON Schema says. What documents say of each other is checked by the forms package. */
export const documentIssues = (kind: DocumentKind, document: unknown): readonly Issue[] =>
  schemaIssues(documentSchemas[kind], document);

/** Verdict on canonical values by field key; null and absent are both empty and fit every field. */
export type RecordValidator = (values: { readonly [fieldKey: string]: unknown }) => readonly Issue[];

/** An object that inherits nothing, as a field may be called `constructor`, yet is as quick as one of a class. */
const Bare = bareClass();
function bareClass(): new () => { [key: string]: unknown } {
  const bare = function bare() {};
  bare.prototype = Object.create(null);
  return bare as unknown as new () => { [key: string]: unknown };
}

/**
 * The validator of a published form's records. Keep it with the form version: compiling takes milliseconds. Required
 * fields are left out, as they depend on the form's rules.
 * @param document normalised, so that the properties carry their derived keywords.
 */
export function compileRecordValidator(document: FormDocument): RecordValidator {
  const { type, properties, additionalProperties } = document;
  const validate = instance().compile({ type, properties, additionalProperties });
  return (values) => {
    const given = new Bare();
    for (const key of Object.keys(values)) if (values[key] !== null) given[key] = values[key];
    return run(validate, given);
  };
}
