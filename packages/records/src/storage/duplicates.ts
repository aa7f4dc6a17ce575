import type { Queryable } from '@trellis/db';
import { quoteName } from './names.ts';

/** How many living records would have to change so that a column has no value twice. */
export async function countDuplicates(
  on: Queryable,
  schema: string,
  table: string,
  column: string,
): Promise<number> {
  const name = quoteName(column);
  const { rows } = await on.query<{ count: string }>(
    `select coalesce(sum(same - 1), 0) as count from (
       select count(*) as same from ${quoteName(schema)}.${quoteName(table)}
       where _deleted_at is null and ${name} is not null group by ${name} having count(*) > 1) as doubled`,
  );
  return Number(rows[0]?.count ?? 0);
}
