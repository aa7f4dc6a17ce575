import type { CatalogForm } from '../contract.ts';
import { type StoredKey, storedKeys } from '../storage/keys.ts';

const known = new WeakMap<CatalogForm, readonly StoredKey[]>();

/** The keys of a published form. */
export function keysOf(form: CatalogForm): readonly StoredKey[] {
  let keys = known.get(form);
  if (!keys) {
    keys = storedKeys(form.table, form, form.columns);
    known.set(form, keys);
  }
  return keys;
}

/** Whether a record counts for a key, as far as its option says. */
export const countsFor = (
  { key: { except } }: StoredKey,
  values: Readonly<Record<string, unknown>>,
): boolean => !except?.in.includes(String(values[except.field] ?? ''));
