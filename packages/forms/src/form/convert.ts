import { localDate, type Value } from '@trellis/logic';
import { fail, type Issue, ok, type Result } from '@trellis/metadata';
import type { FileFacts, TextEnv } from '../contract.ts';
import { checkValue } from '../schema/check-value.ts';
import { fileIssues } from '../values/files.ts';
import { isSealed } from '../values/sealed.ts';
import type { CompiledField, CompiledForm } from './compile.ts';

/**
 * What publishing a field under another type or settings does to the values there are: nothing, as they mean the same;
 * each is converted; or there is no way from one to the other.
 */
export type Conversion = 'none' | 'convert' | 'impossible';

export function conversionOf(before: CompiledField, after: CompiledField): Conversion {
  if (isSame(before, after)) return isSealing(before, after) ? 'convert' : 'none';
  // Values that are worked out anew need nothing of the old ones.
  if (isComputed(before) && isComputed(after)) return 'none';
  if (!hasValues(before) || !hasValues(after) || isComputed(after)) return 'impossible';
  // Files are no text, and a text names no record for sure.
  if (before.kind === 'file' || after.kind === 'file')
    return before.kind === after.kind ? 'convert' : 'impossible';
  if (after.target !== undefined && after.target !== before.target) return 'impossible';
  return 'convert';
}

/** One type with the same kind of values: what is stored fits as it stands, but for being encrypted. */
const isSame = (before: CompiledField, after: CompiledField): boolean =>
  before.type.type === after.type.type &&
  before.kind === after.kind &&
  before.many === after.many &&
  before.target === after.target &&
  columnOf(before) === columnOf(after);

/** Encryption is turned on or off. */
const isSealing = (before: CompiledField, after: CompiledField): boolean =>
  Boolean(before.meta.encrypted) !== Boolean(after.meta.encrypted);

const hasValues = ({ type, owned }: CompiledField): boolean => !type.display && owned === undefined;
const columnOf = (field: CompiledField): string | undefined =>
  hasValues(field) ? field.type.column(field.config) : undefined;
const isComputed = ({ type }: CompiledField): boolean => type.computed !== undefined;

/** Fields of a form whose values are to be converted. */
export function conversions(before: CompiledForm, after: CompiledForm): readonly CompiledField[] {
  return [...after.fields.values()].filter((field) => {
    const old = before.fields.get(field.key);
    return old !== undefined && conversionOf(old, field) === 'convert';
  });
}

/**
 * A value of one field as a value of another: as people would copy it, by its text; where that says nothing, as it is.
 * Options go by their keys first, which outlive their labels. Nothing is rounded or cut: what does not fit is an issue.
 * @param value not null
 */
export function convertedValue(
  before: CompiledField,
  after: CompiledField,
  value: Exclude<Value, null>,
  env: TextEnv,
): Result<Value> {
  // What nobody can read can only stay what it is.
  if (isSealed(value)) return after.meta.encrypted ? ok(value) : fail({ path: [], code: 'unreadable' });
  if (isSame(before, after) && isSealing(before, after)) return ok(value);
  const asItIs = () => after.type.normalise(rewrapped(value, before.many, after.many), after.config);
  const byText = () => after.type.parse(before.type.format(value, before.config, env), after.config, env);
  const keysFirst = before.kind === after.kind && before.kind !== 'number' && before.kind !== 'text';
  const ways = keysFirst ? [asItIs, byText] : [...dayOf(before, after, value, env), byText, asItIs];
  let issues: readonly Issue[] = [];
  for (const way of ways) {
    const result = way();
    if (!result.ok) {
      if (issues.length === 0) issues = result.issues;
      continue;
    }
    const found = result.value === null ? [{ path: [], code: 'required' }] : valueIssues(after, result.value);
    if (found.length === 0) return result;
    if (issues.length === 0) issues = found;
  }
  return fail(...issues);
}

function valueIssues(field: CompiledField, value: Exclude<Value, null>): readonly Issue[] {
  const limits = field.kind === 'file' ? field.type.files?.limits(field.config) : undefined;
  const files = limits && Array.isArray(value) ? (value as readonly FileFacts[]) : [];
  return [
    ...checkValue(field.valueSchema, value),
    ...files.flatMap((file) => (limits ? fileIssues(file, limits) : [])),
  ];
}

/** A list of one is that one; of two nobody can say which was meant. */
function rewrapped(value: Exclude<Value, null>, from: boolean, to: boolean): Value {
  if (!from && to) return [value];
  return from && !to && Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

/** An instant as a date is the day it falls on in the workspace. */
function dayOf(
  before: CompiledField,
  after: CompiledField,
  value: Value,
  { tz }: TextEnv,
): (() => Result<Value>)[] {
  if (before.kind !== 'datetime' || after.kind !== 'date' || typeof value !== 'string') return [];
  return [() => after.type.normalise(localDate(value, tz), after.config)];
}
