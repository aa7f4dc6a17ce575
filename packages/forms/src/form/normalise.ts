import {
  type FieldMeta,
  type FieldSchema,
  type FormDocument,
  type FormMeta,
  JSON_SCHEMA_DIALECT,
  type JsonObject,
  type RowsDocument,
} from '@trellis/metadata';
import type { FieldType, ValueSchema } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { documentOfRows, rowSchema, rowsIn, rowsOfDocument } from './owned.ts';

/** Order in which the keywords of the vocabulary are written. */
const FIELD_ORDER = [
  'type',
  'label',
  'help',
  'placeholder',
  'config',
  'unique',
  'searchable',
  'encrypted',
  'default',
  'visible',
  'requiredWhen',
  'readonlyWhen',
  'optionsWhen',
  'hints',
  'readonly',
  'whenHidden',
  'hideOnCreate',
  'hideTitle',
  'titleStyle',
  'helpAs',
  'remark',
] as const satisfies readonly (keyof FieldMeta)[];
const FORM_ORDER = [
  'vocabulary',
  'label',
  'help',
  'icon',
  'titleField',
  'stageField',
  'layout',
  'checks',
  'keys',
  'similar',
  'submit',
] as const satisfies readonly (keyof FormMeta)[];

/**
 * The document in the one form in which it is published: settings complete, JSON Schema keywords derived from the
 * field types, titles from the labels, keys in a fixed order. Equal forms become equal texts. The input must have
 * passed the structural check; fields of unknown types keep no derived keywords (the semantic check refuses them).
 */
export function normaliseForm(document: FormDocument): FormDocument {
  const properties = Object.entries(document.properties).map(
    ([key, field]) => [key, normaliseField(field)] as const,
  );
  const required = new Set(document.required);
  const known = properties.map(([key]) => key).filter((key) => required.delete(key));
  return {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: document.trellis.label.zh,
    properties: Object.fromEntries(properties),
    required: [...known, ...required],
    additionalProperties: false,
    trellis: pick(withKept(document), FORM_ORDER),
  };
}

/** What the next new record begins with is named in the order of the fields; a field that is gone is kept no more. */
function withKept({ trellis, properties }: FormDocument): FormMeta {
  const { submit } = trellis;
  if (submit?.keep === undefined || submit.keep === 'all') return trellis;
  const kept = new Set(submit.keep);
  return {
    ...trellis,
    submit: { ...submit, keep: Object.keys(properties).filter((key) => kept.has(key)) },
  };
}

function normaliseField({ trellis }: FieldSchema): FieldSchema {
  const type = fieldTypes.find(trellis.type);
  if (!type) return { title: trellis.label.zh, trellis: pick(trellis, FIELD_ORDER) };
  const config = completeConfig(type, trellis.config);
  const rows = rowsIn(type, config);
  if (rows) return normaliseRowsField(type, trellis, config, rows);
  return {
    title: trellis.label.zh,
    ...(type.display ? {} : type.valueSchema(config)),
    trellis: pick({ ...trellis, config }, FIELD_ORDER),
  };
}

/** A field with rows: their columns are normalised like fields, and the schema of a row is made of theirs. */
function normaliseRowsField(
  type: FieldType,
  trellis: FieldMeta,
  settings: JsonObject,
  rows: RowsDocument,
): FieldSchema {
  const normalised = normaliseForm(documentOfRows(trellis.label, rows));
  const form = rowsOfDocument(normalised);
  const config = { ...settings, [type.owned ?? '']: form } as unknown as JsonObject;
  const columns = Object.entries(normalised.properties).map(([key, { title: _, trellis: __, ...schema }]) => {
    return [key, schema as unknown as ValueSchema] as const;
  });
  return {
    title: trellis.label.zh,
    ...type.valueSchema(config),
    items: rowSchema(columns),
    trellis: pick({ ...trellis, config }, FIELD_ORDER),
  };
}

/**
 * Settings with the type's defaults for what is absent, in the order of the settings' schema. Lists (options, the parts
 * of a number) are content: the samples that the designer starts with must not slip into a form that lacks its own.
 */
export function completeConfig(type: FieldType, config: JsonObject): JsonObject {
  const defaults = Object.entries(type.config.defaults()).filter(([, value]) => !Array.isArray(value));
  const all: JsonObject = { ...Object.fromEntries(defaults), ...config };
  const order = Object.keys((type.config.schema.properties ?? {}) as JsonObject);
  const rest = Object.keys(all).filter((key) => !order.includes(key));
  return pick(all, [...order, ...rest]);
}

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): T {
  return Object.fromEntries(
    keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]] as const])),
  ) as T;
}
