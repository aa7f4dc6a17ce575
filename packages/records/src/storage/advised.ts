import type { Queryable } from '@trellis/db';
import { isAdvised, quoteName } from './names.ts';

/** An index of the advisor's as the database has it. */
export interface StoredIndex {
  readonly name: string;
  /** False: half built. */
  readonly valid: boolean;
  /** Decimal text. */
  readonly bytes: string;
}

/** The advisor's indexes of a workspace. */
export async function advisedIndexes(on: Queryable, schema: string): Promise<StoredIndex[]> {
  const { rows } = await on.query<StoredIndex>(
    `select i.relname as name, x.indisvalid as valid, pg_relation_size(i.oid) as bytes
     from pg_class i join pg_index x on x.indexrelid = i.oid
     where i.relnamespace = (select oid from pg_namespace where nspname = $1) and i.relname like 'advised\\_%'`,
    [schema],
  );
  return rows.filter(({ name }) => isAdvised(name));
}

/** Builds an index while people go on writing. `on`: everything after the table's name. In no transaction. */
export async function createAdvised(
  client: Queryable,
  schema: string,
  { table, name, on }: { readonly table: string; readonly name: string; readonly on: string },
): Promise<void> {
  const where = `${quoteName(schema)}.${quoteName(table)}`;
  await client.query(`create index concurrently ${quoteName(name)} on ${where} ${on}`);
}

/** Drops an index of the advisor's, half built or whole. In no transaction. */
export async function dropAdvised(client: Queryable, schema: string, name: string): Promise<void> {
  await client.query(`drop index concurrently if exists ${quoteName(schema)}.${quoteName(name)}`);
}
