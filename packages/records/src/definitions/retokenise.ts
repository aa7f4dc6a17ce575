import type { PoolClient } from '@trellis/db';
import type { Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { searchFields } from '../search/fields.ts';
import { quoteName } from '../storage/names.ts';
import { searchOf } from '../write/tokens.ts';

/** Records whose tokens are written by one statement. */
const SLICE = 1_000;

/** Whether quick search looks at other fields than before. */
export function searchMoved(before: CatalogForm | undefined, after: CatalogForm): boolean {
  const keys = (form: CatalogForm) => searchFields(form).map((field) => field.key);
  return before !== undefined && keys(before).sort().join() !== keys(after).sort().join();
}

/** Writes what search keeps of all records anew, slice by slice, without a trace in version or history. */
export async function retokenise(client: PoolClient, schema: string, form: CatalogForm): Promise<void> {
  for (let last: string | null = null; ; ) {
    last = await retokeniseSlice(client, schema, form, last);
    if (last === null) return;
  }
}

/**
 * The same for the records after one, by their ids. A record that is saved meanwhile has its tokens from that save.
 * @returns the last one of them; null when none was left
 */
export async function retokeniseSlice(
  client: PoolClient,
  schema: string,
  form: CatalogForm,
  after: string | null,
): Promise<string | null> {
  const table = `${quoteName(schema)}.${quoteName(form.table)}`;
  const columns = searchFields(form).map(
    ({ key }) => `${quoteName(form.columns.get(key) ?? '')} as ${quoteName(key)}`,
  );
  const { rows } = await client.query<Record<string, Value> & { _id: string; _version: number }>(
    `select ${['_id', '_version', ...columns].join(', ')} from ${table}
     where $1::uuid is null or _id > $1 order by _id limit ${SLICE}`,
    [after],
  );
  const kept = rows.map((row) => searchOf(form, row));
  await client.query(
    `update ${table} r set _search = t.search, _pinyin = t.pinyin
     from (select id, version, array(select json_array_elements_text(tokens)) as search, pinyin
           from unnest($1::uuid[], $2::integer[], $3::json[], $4::text[]) as n (id, version, tokens, pinyin)) as t
     where r._id = t.id and r._version = t.version
       and (r._search is distinct from t.search or r._pinyin is distinct from t.pinyin)`,
    [
      rows.map((row) => row._id),
      rows.map((row) => row._version),
      kept.map(({ tokens }) => JSON.stringify(tokens ?? [])),
      kept.map(({ pinyin }) => pinyin),
    ],
  );
  return rows.at(-1)?._id ?? null;
}
