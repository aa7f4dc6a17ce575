import type { Access } from './policy.ts';

/** Whether somebody may know that a field changed. Which columns of its rows did is not known: it takes all of them. */
export function hearsOf(access: Access, field: string): boolean {
  const rows = access.owned.get(field);
  return access.visible.has(field) && (!rows || rows.visible.size === rows.form.fields.size);
}
