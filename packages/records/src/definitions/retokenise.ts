import type { PoolClient } from '@trellis/db';
import type { Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { searchFields } from '../query/search.ts';
import { quoteName } from '../storage/names.ts';
import { tokensOf } from '../write/tokens.ts';

/** Records whose tokens are written by one statement. */
const SLICE = 1_000;

/** Whether quick search looks at other fields than before. */
export function searchMoved(before: CatalogForm | undefined, after: CatalogForm): boolean {
  const keys = (form: CatalogForm) => searchFields(form).map((field) => field.key);
  return before !== undefined && keys(before).sort().join() !== keys(after).sort().join();
}

/**
 * Writes the search tokens of all records anew, slice by slice, without a trace in version or history. A record that is
 * saved meanwhile has its tokens from that save.
 */
export async function retokenise(client: PoolClient, schema: string, form: CatalogForm): Promise<void> {
  const table = `${quoteName(schema)}.${quoteName(form.table)}`;
  const columns = searchFields(form).map(
    ({ key }) => `${quoteName(form.columns.get(key) ?? '')} as ${quoteName(key)}`,
  );
  let last: string | null = null;
  for (;;) {
    const { rows }: { rows: (Record<string, Value> & { _id: string; _version: number })[] } =
      await client.query(
        `select ${['_id', '_version', ...columns].join(', ')} from ${table}
       where $1::uuid is null or _id > $1 order by _id limit ${SLICE}`,
        [last],
      );
    if (rows.length === 0) return;
    last = rows.at(-1)?._id ?? null;
    await client.query(
      `update ${table} r set _search = array(select json_array_elements_text(t.tokens))
       from unnest($1::uuid[], $2::integer[], $3::json[]) as t (id, version, tokens)
       where r._id = t.id and r._version = t.version`,
      [
        rows.map((row) => row._id),
        rows.map((row) => row._version),
        rows.map((row) => JSON.stringify(tokensOf(form, row) ?? [])),
      ],
    );
  }
}
