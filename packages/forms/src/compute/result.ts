import type { ValueType } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';
import type { ColumnType, FieldType, ResultType, ValueSchema } from '../contract.ts';

/** Finds a field type by its name. Given to the types here, which can't import the registry that they are part of. */
export type FindType = (type: string) => FieldType | undefined;

/** What values are where a field says nothing of them yet. */
const PLAIN: ResultType = { type: 'text', config: {} };

/** JSON Schema of a `ResultType` in settings. */
export const resultSchema = {
  type: 'object',
  required: ['type', 'config'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
    config: { type: 'object' },
    target: { type: 'string', maxLength: 100 },
  },
} as const;

/** The one or many values of a kind, without the bounds of the field they come from: nobody types them. */
const schemaOf = (type: ValueType): ValueSchema =>
  type.many ? { type: 'array', items: SCHEMAS[type.kind] } : SCHEMAS[type.kind];

const TEXT: ValueSchema = { type: 'string', minLength: 1 };
const SCHEMAS: Readonly<Record<ValueType['kind'], ValueSchema>> = {
  text: TEXT,
  number: { type: 'string', format: 'decimal' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  datetime: { type: 'string', format: 'date-time' },
  option: TEXT,
  ref: { type: 'string', format: 'uuid' },
  file: { type: 'object' },
  json: { type: 'object' },
};

const COLUMNS: Readonly<Record<ValueType['kind'], readonly [one: ColumnType, many: ColumnType]>> = {
  text: ['text', 'text[]'],
  number: ['numeric', 'jsonb'],
  boolean: ['boolean', 'jsonb'],
  date: ['date', 'jsonb'],
  time: ['time', 'jsonb'],
  datetime: ['timestamptz(3)', 'jsonb'],
  option: ['text', 'text[]'],
  ref: ['uuid', 'uuid[]'],
  file: ['jsonb', 'jsonb'],
  json: ['jsonb', 'jsonb'],
};

type ValuePart =
  | 'valueType'
  | 'valueSchema'
  | 'normalise'
  | 'parse'
  | 'format'
  | 'column'
  | 'target'
  | 'unit'
  | 'options'
  | 'macros';

/**
 * The part of a field type that is about values, for types whose values are those of another type under settings of its
 * own. A type that nobody registered (a document of a newer release) counts as text.
 */
export function valuesLike(
  find: FindType,
  resultOf: (config: JsonObject) => ResultType | undefined,
): Required<Pick<FieldType, ValuePart>> {
  const of = (config: JsonObject): { readonly type: FieldType; readonly config: JsonObject } => {
    const result = resultOf(config) ?? PLAIN;
    const type = find(result.type) ?? find(PLAIN.type);
    if (!type) throw new Error('There is no field type "text"');
    return { type, config: { ...type.config.defaults(), ...result.config } };
  };
  /** A function of the type that the values are like, under its own settings. */
  const like =
    <A extends readonly unknown[], R>(use: (type: FieldType, config: JsonObject, ...args: A) => R) =>
    (config: JsonObject, ...args: A): R => {
      const found = of(config);
      return use(found.type, found.config, ...args);
    };
  const typeOf = like(
    (type, config): ValueType =>
      type.valueType?.(config) ?? (type.many ? { kind: type.kind, many: true } : { kind: type.kind }),
  );
  return {
    valueType: typeOf,
    valueSchema: (config) => schemaOf(typeOf(config)),
    normalise: (input, config) => like((type, own) => type.normalise(input, own))(config),
    parse: (text, config, env) => like((type, own) => type.parse(text, own, env))(config),
    format: (value, config, env) => like((type, own) => type.format(value, own, env))(config),
    column: (config) => {
      const { kind, many } = typeOf(config);
      return COLUMNS[kind][many ? 1 : 0];
    },
    target: (config) => resultOf(config)?.target ?? like((type, own) => type.target?.(own))(config),
    unit: like((type, config) => type.unit?.(config)),
    options: like((type, config) => type.options?.(config)),
    macros: like((type, config) => type.macros?.(config)),
  };
}
