import { inTransaction, openHistory, type Pool } from '@trellis/db';
import type { CatalogForm } from '../../contract.ts';
import { quoteName } from '../../storage/names.ts';

/** Rows of one statement: few enough that nobody waits for it. */
const SLICE = 5_000;

/** What is kept beside the records of a form, and the columns that a row is known by. */
const BESIDE: Readonly<Record<string, string>> = {
  record_change: 'form, record_id, version, at, id',
  comment: 'id',
  follow: 'member_id, form, record_id',
  share_link: 'id',
  likeness_due: 'form, record_id',
  twin: 'form, a, b',
};

/**
 * Deletes what is kept beside the records of a form that goes for good, a slice at a time, each a transaction of its own:
 * done again it goes on where it was. Its files wait for a record again, longer than any may: the next sweep takes them.
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
  for (const [name, by] of Object.entries(BESIDE)) {
    const some = `select ${by} from ${s}.${name} where form = $1 limit ${SLICE}`;
    if (!(await slices(`delete from ${s}.${name} where (${by}) in (${some})`, [ref]))) return false;
  }
  const files = `select id from ${s}.file where form = $1 limit ${SLICE}`;
  return (
    (await slices(
      `update ${s}.file set form = null, field = null, record_id = null, uploaded_by = null, created_at = 'epoch'
       where id in (${files})`,
      [ref],
    )) &&
    (await slices(
      `delete from ${s}.batch_record where (batch_id, pos) in (
         select r.batch_id, r.pos from ${s}.batch_record r join ${s}.batch b on b.id = r.batch_id
         where b.app = $1 and b.form = $2 limit ${SLICE})`,
      [app, key],
    )) &&
    slices(
      `delete from ${s}.likeness where (block, record_id) in (
         select l.block, l.record_id from ${s}.${quoteName(table)} r join ${s}.likeness l on l.record_id = r._id
         limit ${SLICE})`,
      [],
    )
  );
}
