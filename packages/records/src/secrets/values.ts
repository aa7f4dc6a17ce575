import { encryptedFields, isSealed, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { Place } from './keyring.ts';

/** What the values of records are encrypted with, and for whom. */
export type Sealing = Pick<Ctx, 'keys'> & { readonly catalog: Pick<Ctx['catalog'], 'workspace'> };
type Values = Readonly<Record<string, Value>>;

const placeOf = ({ catalog }: Sealing, form: string, field: string, id: string): Place => [
  catalog.workspace.id,
  form,
  field,
  id,
];

/**
 * A value as the column of an encrypted field holds it. What could not be decrypted goes back as it came.
 * @param id of the record, or of the row of a sub-form
 */
export function sealValue(at: Sealing, form: string, field: string, id: string, value: Value): Value {
  return typeof value === 'string' && !isSealed(value)
    ? at.keys.seal(value, placeOf(at, form, field, id))
    : value;
}

/** The value behind a ciphertext; the ciphertext itself where nobody can read it. */
export function openValue(at: Sealing, form: string, field: string, id: string, value: Value): Value {
  return isSealed(value) ? (at.keys.open(value, placeOf(at, form, field, id)) ?? value) : value;
}

/** The values of a record, or row, with the encrypted ones as they are stored; rows of sub-forms are left alone. */
export const sealValues = <V extends Values>(at: Sealing, form: CatalogForm, id: string, values: V): V =>
  changed(form, values, (field, value) => sealValue(at, form.ref, field, id, value));

/** The values of a record, or row, as they were given; rows of sub-forms are left alone. */
export const openValues = <V extends Values>(at: Sealing, form: CatalogForm, id: string, values: V): V =>
  changed(form, values, (field, value) => openValue(at, form.ref, field, id, value));

function changed<V extends Values>(
  form: CatalogForm,
  values: V,
  change: (field: string, value: Value) => Value,
): V {
  const fields = encryptedFields(form).filter((field) => typeof values[field] === 'string');
  if (fields.length === 0) return values;
  return {
    ...values,
    ...Object.fromEntries(fields.map((field) => [field, change(field, values[field] ?? null)])),
  };
}

/** Whether anything of a form, or of the rows that its records own, is encrypted. */
const hasEncrypted = (form: CatalogForm): boolean =>
  encryptedFields(form).length > 0 ||
  [...form.owned.values()].some((rows) => encryptedFields(rows).length > 0);

/** Values of a record that leave its table for another place (history, a draft): with its rows, all encrypted. */
export const sealAll = (
  at: Sealing,
  form: CatalogForm,
  id: string,
  values: Readonly<Record<string, unknown>>,
) =>
  hasEncrypted(form)
    ? everywhere(form, id, values, (rows, row, own) => sealValues(at, rows, row, own))
    : values;

/** The same values back, those too whose field has stopped being encrypted since. */
export const openAll = (
  at: Sealing,
  form: CatalogForm,
  id: string,
  values: Readonly<Record<string, unknown>>,
) =>
  everywhere(form, id, values, (rows, row, own) => {
    const sealed = Object.entries(own).filter(([, value]) => isSealed(value));
    if (sealed.length === 0) return own;
    return {
      ...own,
      ...Object.fromEntries(sealed.map(([key, value]) => [key, openValue(at, rows.ref, key, row, value)])),
    };
  });

function everywhere(
  form: CatalogForm,
  id: string,
  values: Readonly<Record<string, unknown>>,
  change: (form: CatalogForm, id: string, values: Values) => Values,
): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...change(form, id, values as Values) };
  for (const [key, rows] of form.owned) {
    const row = (one: Values) => change(rows, String(one._id ?? ''), one);
    if (all[key]) all[key] = inRows(all[key] as Value, row);
  }
  return all;
}

/** Rows as a list, or as the reverse diff that history keeps of them. */
function inRows(value: Value, row: (one: Values) => Values): Value {
  if (Array.isArray(value)) return rowsOf(value).map(row) as Value;
  const { rows, ...rest } = value as { readonly rows?: Readonly<Record<string, Values>> };
  if (!rows) return value;
  return {
    ...rest,
    rows: Object.fromEntries(Object.entries(rows).map(([id, one]) => [id, row(one)])),
  } as Value;
}
