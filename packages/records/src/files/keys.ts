import type { Queryable } from '@trellis/db';
import { quoteName } from '../storage/names.ts';
import { blobKey, thumbKey } from './store.ts';

/** Keys of everything that the files of a workspace have in the store. */
export async function fileKeys(
  on: Queryable,
  { id, schema }: { readonly id: string; readonly schema: string },
): Promise<string[]> {
  const table = `${quoteName(schema)}.file`;
  const { rows: found } = await on.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    table,
  ]);
  // A backup may be taken before the workspace's schema is brought up to this version.
  if (!found[0]?.there) return [];
  const { rows } = await on.query<{ sha256: string; thumb: boolean }>(
    `select sha256, bool_or(has_thumb) as thumb from ${table} group by sha256 order by sha256`,
  );
  return rows.flatMap(({ sha256, thumb }) => [blobKey(id, sha256), ...(thumb ? [thumbKey(id, sha256)] : [])]);
}
