import type { Env, Row, Value } from '@trellis/logic';
import { withFormulas } from '../compute/own.ts';
import type { CompiledForm } from '../form/compile.ts';
import { ownedFields } from '../form/owned.ts';
import { defaults, normaliseRecord, type Values } from '../form/record.ts';
import { type RowValue, rowData, rowsOf, wholeRow } from '../form/rows.ts';
import { sameValue } from '../values/same.ts';
import type { RowPlace } from '../widgets/relations.ts';
import { cascade, type Filling } from './cascade.ts';
import { type Derived, derivedOf, OF_OWNER } from './derived.ts';

/** A question about a value of the record, or of one of its rows. */
export interface Question {
  readonly derived: Derived;
  readonly in?: RowPlace;
}

/** Lists of rows by sub-form, as they were when last looked at. */
export type SeenRows = Readonly<Record<string, readonly RowValue[]>>;

/** The rows of all sub-forms in which something may follow. */
export const rowsIn = (form: CompiledForm, values: Values): SeenRows =>
  Object.fromEntries(following(form).map(({ key }) => [key, rowsOf(values[key])]));

const following = (form: CompiledForm) => ownedFields(form).filter(({ rows }) => derivedOf(rows).length > 0);

/** What changed in a row since it was last seen; "all" = it is new. */
type Moved = ReadonlySet<string> | 'all';

function movedIn(row: RowValue, before: readonly RowValue[]): Moved {
  const old = before.find(({ _id }) => _id === row._id);
  if (!old) return 'all';
  if (old === row) return NOTHING;
  return new Set(Object.keys(row).filter((key) => !sameValue(row[key] ?? null, old[key] ?? null)));
}
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Columns that a person has given a value since the rows were last seen: those that changed; of a new row those that
 * hold another value than their default.
 */
export function givenInRows(
  form: CompiledForm,
  field: string,
  values: Values,
  seen: SeenRows,
  env: Env,
): readonly { readonly in: RowPlace; readonly columns: readonly string[] }[] {
  const rows = following(form).find(({ key }) => key === field)?.rows;
  if (!rows) return [];
  return rowsOf(values[field]).flatMap((row) => {
    const moved = movedIn(row, seen[field] ?? []);
    const place = { field, row: String(row._id) };
    if (moved !== 'all') return moved.size > 0 ? [{ in: place, columns: [...moved] }] : [];
    const fresh = defaults(rows, env, rowData({ _id: row._id ?? null }, values));
    const columns = Object.keys(row).filter(
      (key) =>
        key !== '_id' && (row[key] ?? null) !== null && !sameValue(row[key] ?? null, fresh[key] ?? null),
    );
    return [{ in: place, columns }];
  });
}

/**
 * What follows in the rows of a record from changes in them and in it: expressions at once, the rest as questions.
 * @param changed fields of the record that changed; "all" = it was opened
 * @param seen the rows as they were before
 */
export function cascadeRows(
  form: CompiledForm,
  values: Values,
  changed: ReadonlySet<string> | 'all',
  seen: SeenRows,
  fillingOf: (place: RowPlace) => Filling,
  env: Env,
): {
  readonly values: Values;
  readonly followed: readonly { readonly in: RowPlace; readonly columns: ReadonlySet<string> }[];
  readonly ask: readonly Question[];
} {
  let next = values;
  const followed: { readonly in: RowPlace; readonly columns: ReadonlySet<string> }[] = [];
  const ask: Question[] = [];
  const around = changed === 'all' ? [] : [...changed].map((key) => `${OF_OWNER}${key}`);
  for (const { key, rows } of following(form)) {
    const before = seen[key] ?? [];
    const list = rowsOf(values[key]).map((row) => {
      const moved = movedIn(row, before);
      const all = moved === 'all' ? moved : new Set([...moved, ...around]);
      if (all !== 'all' && all.size === 0) return row;
      const place = { field: key, row: String(row._id) };
      const data: Row = rowData({ _id: row._id ?? null }, next);
      const result = cascade(rows, row, all, fillingOf(place), env, data);
      ask.push(...result.ask.map((derived) => ({ derived, in: place })));
      if (result.followed.size === 0) return row;
      followed.push({ in: place, columns: result.followed });
      return withFormulas(rows, result.values, data, env);
    });
    if (list.some((row, index) => row !== rowsOf(values[key])[index])) next = { ...next, [key]: list };
  }
  return { values: next, followed, ask };
}

/** Rows that an answer brings as a whole, with the defaults of the columns that it does not name. */
export function wholeRows(rows: CompiledForm, list: Value, record: Row, env: Env): Value {
  const whole = rowsOf(list).map((row) => {
    const { _id = null, ...given } = row;
    const around = rowData({ _id }, record);
    const whole = wholeRow(rows, String(_id), defaults(rows, env, around, given));
    return withFormulas(rows, whole, around, env);
  });
  return whole.length > 0 ? whole : null;
}

/** The record with the answers about single cells of its rows. */
export function withCells(
  form: CompiledForm,
  values: Values,
  cells: readonly { readonly in: RowPlace; readonly column: string; readonly value: Value }[],
  env: Env,
): Values {
  let next = values;
  for (const { key, rows } of following(form)) {
    const inRows = cells.filter((cell) => cell.in.field === key);
    if (inRows.length === 0) continue;
    const list = rowsOf(next[key]).map((row) => {
      const own = inRows.filter((cell) => cell.in.row === row._id);
      if (own.length === 0) return row;
      const changed = { ...row, ...Object.fromEntries(own.map((one) => [one.column, one.value])) };
      return withFormulas(rows, changed, rowData(row, next), env);
    });
    next = { ...next, [key]: list.length > 0 ? list : null };
  }
  return next;
}

/** What can be read of the values on the screen, cell by cell. */
export function readable(form: CompiledForm, values: Values): Values {
  const read: Record<string, Value> = {};
  for (const [key, value] of Object.entries(values)) {
    const { owned } = form.fields.get(key) ?? {};
    if (owned) {
      read[key] = rowsOf(value).map((row) => ({ _id: row._id ?? null, ...readable(owned, row) }));
      continue;
    }
    const result = form.fields.has(key)
      ? normaliseRecord(form, { [key]: value }, { generated: 'keep' })
      : undefined;
    if (result?.ok) read[key] = result.value[key] ?? null;
  }
  return read;
}
