import { inTransaction, openHistory, type Pool } from '@trellis/db';
import type { CatalogForm } from '../../contract.ts';
import { BESIDE_RECORDS, LEFT_ALONE } from '../../storage/beside.ts';
import { quoteName } from '../../storage/names.ts';
import { isThere } from '../../storage/there.ts';

/** Rows of one statement: few enough that nobody waits for it. */
const SLICE = 5_000;
/** Records of one, whose blocks are many times as many. */
const RECORDS = 500;
/** Before all ids. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Deletes what is kept beside the records of a form that goes for good, a slice at a time, each a transaction of its own:
 * done again it goes on where it was.
 * @param goOn asked before each slice. Answers whether all is done.
 */
export async function emptyBeside(
  pool: Pool,
  schema: string,
  { ref, app, key, table }: Pick<CatalogForm, 'ref' | 'app' | 'key' | 'table'>,
  goOn: () => boolean,
): Promise<boolean> {
  const s = quoteName(schema);
  const slices = async (sql: string, params: readonly unknown[]): Promise<boolean> => {
    while (goOn()) {
      const count = await inTransaction(pool, async ({ client }) => {
        await openHistory(client);
        return (await client.query(sql, [...params])).rowCount;
      });
      if ((count ?? 0) < SLICE) return true;
    }
    return false;
  };
  for (const [name, { key: by }] of Object.entries(BESIDE_RECORDS)) {
    const some = `select ${by} from ${s}.${name} where form = $1 limit ${SLICE}`;
    if (!(await slices(`delete from ${s}.${name} where (${by}) in (${some})`, [ref]))) return false;
  }
  const files = `select id from ${s}.file where form = $1 limit ${SLICE}`;
  return (
    (await slices(`update ${s}.file set ${LEFT_ALONE} where id in (${files})`, [ref])) &&
    (await slices(
      `delete from ${s}.batch_record where (batch_id, pos) in (
         select r.batch_id, r.pos from ${s}.batch_record r join ${s}.batch b on b.id = r.batch_id
         where b.app = $1 and b.form = $2 limit ${SLICE})`,
      [app, key],
    )) &&
    emptyLikeness(pool, s, `${s}.${quoteName(table)}`, goOn)
  );
}

/** The blocks of the records, which name no form: along the records, in the order of their ids. */
async function emptyLikeness(pool: Pool, s: string, table: string, goOn: () => boolean): Promise<boolean> {
  let reached: string | undefined = FIRST;
  while (reached !== undefined && (await isThere(pool, table))) {
    if (!goOn()) return false;
    const { rows }: { rows: { id: string }[] } = await pool.query(
      `with slice as (select _id as id from ${table} where _id > $1 order by _id limit ${RECORDS}),
         gone as (delete from ${s}.likeness l using slice where l.record_id = slice.id)
       select id from slice order by id desc limit 1`,
      [reached],
    );
    reached = rows[0]?.id;
  }
  return true;
}
