import { isSystemField } from './columns.ts';

/** Whether a record has nothing to show under a key. System fields always have. */
export function isEmptyOn(
  record: { readonly values: Readonly<Record<string, unknown>> },
  key: string,
): boolean {
  if (isSystemField(key)) return false;
  const value = record.values[key] ?? null;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
