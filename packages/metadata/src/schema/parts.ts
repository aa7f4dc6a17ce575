import { EMPTY_POLICIES, KEY_PATTERN, OPTION_COLORS } from '../form/types.ts';

/** A JSON Schema as data. */
export type Schema = { readonly [keyword: string]: unknown };

/** Parts that all documents share, under ids that field types' settings may refer to as well. */
export const PARTS = {
  key: { $id: 'trellis:key', type: 'string', pattern: KEY_PATTERN },
  /** Text by language; Chinese is always there. */
  localText: {
    $id: 'trellis:local-text',
    type: 'object',
    required: ['zh'],
    additionalProperties: false,
    properties: {
      zh: { type: 'string', minLength: 1, maxLength: 2000 },
      en: { type: 'string', maxLength: 2000 },
    },
  },
  /** A JSON-logic expression; its meaning is checked by the logic package. */
  expr: {
    $id: 'trellis:expr',
    type: ['object', 'array', 'string', 'number', 'boolean', 'null'],
  },
  sort: {
    $id: 'trellis:sort',
    type: 'array',
    maxItems: 5,
    items: {
      type: 'object',
      required: ['field', 'dir'],
      additionalProperties: false,
      properties: { field: { $ref: 'trellis:field' }, dir: { type: 'string', enum: ['asc', 'desc'] } },
    },
  },
  /** A field key or a system field ("_created_at"). */
  field: { $id: 'trellis:field', type: 'string', pattern: '^_?[a-z][a-z0-9_]{0,39}$' },
  /** A form: "account" of the same app, "app:form" of another. */
  formRef: {
    $id: 'trellis:form-ref',
    type: 'string',
    pattern: '^([a-z][a-z0-9_]{0,39}:)?[a-z][a-z0-9_]{0,39}$',
  },
  /** A condition on records of another form, in settings: ../form/defaults.ts. */
  linkedCondition: {
    $id: 'trellis:linked-condition',
    type: 'object',
    additionalProperties: false,
    properties: {
      where: { $ref: 'trellis:expr' },
      empty: { type: 'string', enum: EMPTY_POLICIES },
    },
  },
  /** A field, or to-one references and a field: "account.industry". */
  path: {
    $id: 'trellis:path',
    type: 'string',
    maxLength: 205,
    pattern: '^_?[a-z][a-z0-9_]{0,39}(\\._?[a-z][a-z0-9_]{0,39}){0,4}$',
  },
} as const satisfies Readonly<Record<string, Schema>>;

/** A key written out: ajv compares unique items fast only where it sees that they are texts. */
export const keyText: Schema = { type: 'string', pattern: KEY_PATTERN };

export const ref = (part: keyof typeof PARTS): Schema => ({ $ref: PARTS[part].$id });

/** An object with these properties and no others. */
export function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return { type: 'object', required, additionalProperties: false, properties };
}

/** A map from keys to the schema. */
export function byKey(schema: Schema, maxProperties: number): Schema {
  return { type: 'object', propertyNames: ref('key'), additionalProperties: schema, maxProperties };
}

export const list = (items: Schema, maxItems: number, more: Schema = {}): Schema => ({
  type: 'array',
  items,
  maxItems,
  ...more,
});

export const oneOfTexts = (values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const VOCABULARY: Schema = { const: 1 };
export const icon: Schema = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$' };
export const color: Schema = oneOfTexts(OPTION_COLORS);
