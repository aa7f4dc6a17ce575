import type { CompiledForm, Values } from '@trellis/forms/model';

/** Of a submitted record the values that the next new one begins with. */
export function carriedValues(form: CompiledForm, values: Values): Values {
  const keep = form.document.trellis.submit?.keep ?? [];
  return Object.fromEntries(
    [...form.fields.values()].flatMap(({ key, type, meta }) => {
      const value = values[key] ?? null;
      const kept = (keep === 'all' || keep.includes(key)) && !type.generated && !type.files && !meta.unique;
      return kept && value !== null ? [[key, withoutRowIds(value)]] : [];
    }),
  );
}

/** What a copy of a record begins with: all that may be said twice, and that this member may say. */
export const copiedValues = (form: CompiledForm, values: Values, readonly: ReadonlySet<string>): Values =>
  Object.fromEntries(
    [...form.fields.values()].flatMap(({ key, type, meta }) => {
      const value = values[key] ?? null;
      const said = !type.generated && !type.display && !type.files && !readonly.has(key);
      const own = meta.unique || meta.encrypted || meta.readonly;
      return said && !own && value !== null ? [[key, withoutRowIds(value)]] : [];
    }),
  );

/** Rows of another record are new rows. */
const withoutRowIds = (value: Values[string]): Values[string] =>
  Array.isArray(value)
    ? value.map((row) => {
        if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
        const { _id, ...columns } = row as Record<string, Values[string]>;
        return columns;
      })
    : value;
