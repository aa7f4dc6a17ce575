import type { Env, Value } from '@trellis/logic';
import type { Locale, LocalText } from '@trellis/metadata';

/** The closed subset of JSON Schema that a field's value may be described with; ajv and the browser's checker agree on it. */
export interface ValueSchema {
  readonly type: 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';
  readonly format?: 'decimal' | 'date' | 'time' | 'date-time' | 'uuid' | 'email' | 'phone' | 'url' | 'region';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  /** Bounds of a formatted value (decimal, date, date-time), inclusive. */
  readonly formatMinimum?: string;
  readonly formatMaximum?: string;
  /** Most digits after the decimal point. */
  readonly decimalPlaces?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ValueSchema;
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Members of an object. */
  readonly properties?: { readonly [name: string]: ValueSchema };
  /** Members that an object must have. */
  readonly required?: readonly string[];
  /** Has no other members than `properties`. */
  readonly additionalProperties?: false;
}

/** Column types in PostgreSQL that a stored field may have. */
export type ColumnType =
  | 'text'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamptz(3)'
  | 'uuid'
  | 'text[]'
  | 'uuid[]'
  | 'smallint'
  /** Values of the kinds file and json. */
  | 'jsonb';

/** What turning text into a value and back may depend on. */
export interface TextEnv {
  readonly locale: Locale;
  /** Zone in which a date and time without offset is read and written. */
  readonly tz: string;
  /** Order of the parts of an ambiguous date; default year first. */
  readonly dateOrder?: 'ymd' | 'mdy' | 'dmy';
  /** Id of the record or member that a text names, for references; undefined = no such. */
  readonly resolve?: (target: string, text: string) => string | undefined;
  /** Title of a record or member. */
  readonly title?: (id: string) => string | undefined;
}

/** What a value is judged against beyond its own schema. */
export interface Circumstances {
  /** Now, the workspace's zone, the person. */
  readonly env: Env;
  /** Canonical values of the record's other fields. */
  value(field: string): Value;
}

/** A generated text is prefix + the counter of `period`, left-padded with zeros to `digits` (never cut) + suffix. */
export interface Numbering {
  /** Which counter of the field counts: "" for ever, "2026", "2026-03" or "2026-03-01". */
  readonly period: string;
  readonly prefix: string;
  readonly digits: number;
  readonly suffix: string;
  /** First value of the counter; default 1. */
  readonly start?: number;
}

/** What numbers are counted in, for sums and charts. */
export type ValueUnit =
  | { readonly kind: 'currency'; readonly code: string }
  /** The value is a fraction: 0.25 = 25 %. */
  | { readonly kind: 'percent' }
  /** The value is a number of seconds. */
  | { readonly kind: 'duration' }
  | { readonly kind: 'text'; readonly text: LocalText };
