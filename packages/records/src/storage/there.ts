import type { Queryable } from '@trellis/db';

/**
 * Whether a table is there: that of a form that is set aside, or lies in the bin, may be gone.
 * @param table quoted, with its schema
 */
export async function isThere(on: Queryable, table: string): Promise<boolean> {
  const { rows } = await on.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [table]);
  return rows[0]?.there ?? false;
}
