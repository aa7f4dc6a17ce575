import type { Queryable } from '@trellis/db';
import type { StoredKey } from './keys.ts';
import { quoteName } from './names.ts';

/** Living records that a key can't tell apart. */
export interface KeyConflicts {
  /** How many records would have to change. */
  readonly count: number;
  /** The largest groups, each with the ids of its first records. */
  readonly groups: readonly { readonly ids: readonly string[]; readonly size: number }[];
}

/** Groups that are told, and records of each. */
const GROUPS = 20;
const OF_GROUP = 10;

/** What stands in the way of a key. */
export async function keyConflicts(
  on: Queryable,
  schema: string,
  table: string,
  { parts, counts }: Pick<StoredKey, 'parts' | 'counts'>,
): Promise<KeyConflicts> {
  const where = [
    '_deleted_at is null',
    ...(counts ? [counts] : []),
    ...parts.map((part) => `${part} is not null`),
  ];
  const { rows } = await on.query<{ ids: string[]; size: string; all: string }>(
    `select ids[1:${OF_GROUP}] as ids, size, sum(size - 1) over () as all from (
       select array_agg(_id order by _id) as ids, count(*) as size from ${quoteName(schema)}.${quoteName(table)}
       where ${where.join(' and ')} group by ${parts.join(', ')} having count(*) > 1) as doubled
     order by size desc, ids limit ${GROUPS}`,
  );
  return {
    count: Number(rows[0]?.all ?? 0),
    groups: rows.map(({ ids, size }) => ({ ids, size: Number(size) })),
  };
}
