import type { Env, Row, Value } from '@trellis/logic';
import { fail, type Issue, isId, ok, type Result } from '@trellis/metadata';
import { readableValues } from '../values/sealed.ts';
import type { CompiledForm } from './compile.ts';
import { ownedFields } from './owned.ts';

/** A row of a sub-form: canonical values by column and its `_id`. Stored rows have every column, null where empty. */
export type RowValue = { readonly [column: string]: Value };

/** A change of single rows: rows to change or add by `_id`, ids of rows to take out. */
export interface RowsChange {
  readonly upsert: readonly RowValue[];
  readonly delete: readonly string[];
}

/** How the values of one row become canonical: `normaliseRecord` of the form of the rows. */
type Normalise = (rows: CompiledForm, input: Readonly<Record<string, unknown>>) => Result<RowValue>;

/** The rows of a value; what is no list has none. */
export const rowsOf = (value: Value | undefined): readonly RowValue[] =>
  Array.isArray(value) ? (value as readonly RowValue[]) : [];

/**
 * Canonical rows of what a client sent: all of them in their order, or `{ upsert, delete }`. A row names only the
 * columns that it gives. No rows are null. Issues stand at [row, column], within the list that was sent.
 */
export function normaliseRows(rows: CompiledForm, input: unknown, normalise: Normalise): Result<Value> {
  if (input === null || input === undefined) return ok(null);
  if (Array.isArray(input)) {
    const list = normaliseList(rows, input, normalise);
    return list.ok ? ok(list.value.length === 0 ? null : list.value) : list;
  }
  if (typeof input !== 'object') return fail({ path: [], code: 'not_list' });
  const { upsert = [], delete: gone = [], ...rest } = input as Partial<Record<string, unknown>>;
  if (!Array.isArray(upsert) || !Array.isArray(gone) || !gone.every(isId) || Object.keys(rest).length > 0) {
    return fail({ path: [], code: 'not_list' });
  }
  const list = normaliseList(rows, upsert, normalise);
  return list.ok ? ok({ upsert: list.value, delete: gone }) : list;
}

function normaliseList(
  rows: CompiledForm,
  input: readonly unknown[],
  normalise: Normalise,
): Result<readonly RowValue[]> {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const list = input.map((given, index): RowValue => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      issues.push({ path: [index], code: 'not_object' });
      return {};
    }
    const { _id, ...values } = given as Record<string, unknown>;
    if (_id !== undefined && !isId(_id)) issues.push({ path: [index], code: 'not_id' });
    else if (_id !== undefined && seen.has(_id)) issues.push({ path: [index], code: 'id_taken' });
    else if (_id !== undefined) seen.add(_id);
    const result = normalise(rows, values);
    if (!result.ok) {
      for (const issue of result.issues) issues.push({ ...issue, path: [index, ...issue.path] });
      return {};
    }
    return isId(_id) ? { _id, ...result.value } : result.value;
  });
  return issues.length > 0 ? fail(...issues) : ok(list);
}

/** Whether a value is a change of single rows, as `normaliseRows` gives it. */
export const isRowsChange = (value: Value | undefined): value is Value & RowsChange =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'upsert');

/** A row as it is stored: every column in the form's order. */
export function wholeRow(rows: CompiledForm, id: string, values: RowValue): RowValue {
  const row: Record<string, Value> = { _id: id };
  for (const key of rows.fields.keys()) row[key] = values[key] ?? null;
  return row;
}

/** Whether no column of a row has a value but those that follow from others: such a row is not stored. */
export const isBlankRow = (rows: CompiledForm, row: RowValue): boolean =>
  [...rows.fields.values()].every(
    ({ key, type }) => type.computed !== undefined || (row[key] ?? null) === null,
  );

/** The values without rows in which nobody has written anything; the same object where there are none. */
export function withoutBlankRows<V extends Readonly<Record<string, Value>>>(
  form: CompiledForm,
  values: V,
): V {
  const kept = ownedFields(form).flatMap(({ key, rows }) => {
    const list = rowsOf(values[key]);
    const written = list.filter((row) => !isBlankRow(rows, row));
    return written.length === list.length ? [] : [[key, written.length > 0 ? written : null] as const];
  });
  return kept.length === 0 ? values : { ...values, ...Object.fromEntries(kept) };
}

/** A row as its own rules see it: the record that it belongs to is behind `_parent_id`. */
export const rowData = (row: RowValue, parent: Row): Row => ({
  ...row,
  _parent_id: parent._id ?? null,
  $refs: { _parent_id: parent },
});

/** The record that a row of `rowData` belongs to; undefined for a record. */
export function ownerData(data: Row): Row | undefined {
  const { $refs } = data as { readonly $refs?: { readonly _parent_id?: Row | null } | null };
  return $refs?._parent_id ?? undefined;
}

/** Values as JSON Schema judges them: in rows too, what is empty is absent. Ciphertext says nothing of what it hides. */
export function bareValues(
  form: CompiledForm,
  values: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const owned = ownedFields(form).filter(({ key }) => (values[key] ?? null) !== null);
  if (owned.length === 0) return readableValues(values);
  const bare: Record<string, Value> = { ...readableValues(values) };
  for (const { key } of owned) {
    bare[key] = rowsOf(values[key]).map((row) =>
      Object.fromEntries(Object.entries(readableValues(row)).filter(([, value]) => value !== null)),
    );
  }
  return bare;
}

/** Issues of a sub-form's rows as a whole: too few of them, and values that must differ within the record. */
export function rowSetIssues(
  rows: readonly RowValue[],
  { minItems = 0, distinct }: { readonly minItems?: number; readonly distinct: readonly string[] },
): readonly Issue[] {
  const issues: Issue[] = [];
  // A list that has items is judged by its schema.
  if (rows.length === 0 && minItems > 0) {
    issues.push({ path: [], code: 'too_few_items', params: { min: minItems } });
  }
  for (const column of distinct) {
    const seen = new Set<string>();
    for (const [index, row] of rows.entries()) {
      const value = row[column] ?? null;
      if (value === null) continue;
      const text = JSON.stringify(value);
      if (seen.has(text)) issues.push({ path: [index, column], code: 'row_not_unique' });
      seen.add(text);
    }
  }
  return issues;
}

/** Evaluates something for each row of each sub-form of a record. */
export function perRow<T>(
  form: CompiledForm,
  data: Row,
  env: Env,
  evaluate: (rows: CompiledForm, row: Row, env: Env) => T,
): ReadonlyMap<string, readonly T[]> {
  const owned = ownedFields(form);
  if (owned.length === 0) return new Map();
  return new Map(
    owned.map(({ key, rows }) => [
      key,
      rowsOf(data[key]).map((row) => evaluate(rows, rowData(row, data), env)),
    ]),
  );
}
