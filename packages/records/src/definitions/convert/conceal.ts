import { openHistory, type PoolClient } from '@trellis/db';
import { ownerOf } from '@trellis/forms/model';
import { catalogFormOf } from '../../access/target.ts';
import type { Catalog, CatalogForm, Ctx } from '../../contract.ts';
import { sealDraft } from '../../drafts/secrets.ts';
import { sealAll } from '../../secrets/values.ts';
import { quoteName } from '../../storage/names.ts';
import { EMPTIED, ENCRYPTED } from '../../storage/plan.ts';
import { shortTx } from '../../storage/short-tx.ts';
import { retokenise } from '../retokenise.ts';

/** Rows that one statement changes. */
const SLICE = 1_000;

type At = Pick<Ctx, 'keys'> & { readonly catalog: Catalog };

interface PlainColumn {
  readonly app: string;
  /** "order" or "order.lines". */
  readonly form: string;
  readonly table: string;
  readonly column: string;
}

/**
 * Takes out of the database what fields held in plain before they were encrypted: earlier columns, the old values in
 * history and in drafts, search tokens. Does nothing twice; what an interruption leaves is found by the next call.
 * @param client holds the publish lock of the workspace; in no transaction
 */
export async function concealPlain(at: At, client: PoolClient): Promise<void> {
  const s = quoteName(at.catalog.workspace.schema);
  const { rows: columns } = await client.query<PlainColumn>(
    `select p.app, p.form, p.column_name as column, f.table_name as table
     from ${s}.field_storage p
       join ${s}.field_storage e on e.app = p.app and e.form = p.form and e.field = p.field
       join ${s}.form_storage f on f.app = p.app and f.form = p.form
     where e.state = 'live' and e.shape like '%' || $1 and p.state = 'binned'
       and p.shape not like '%' || $1 and p.shape not like $2 || '%'
     order by 1, 2, 3`,
    [ENCRYPTED, EMPTIED],
  );
  const done = new Set<CatalogForm>();
  for (const { app, form: name, table, column } of columns) {
    const ref = `${app}:${name}`;
    const form = catalogFormOf(at.catalog, ownerOf(ref)?.form ?? ref);
    if (form?.state !== 'ok') continue;
    if (!done.has(form)) {
      await concealHistory(at, client, form);
      await concealDrafts(at, client, form);
      await retokenise(client, at.catalog.workspace.schema, form);
      done.add(form);
    }
    await emptyColumn(client, `${s}.${quoteName(table)}`, quoteName(column));
    await client.query(
      `update ${s}.field_storage set shape = $4 || shape where app = $1 and form = $2 and column_name = $3`,
      [app, name, column, EMPTIED],
    );
  }
}

async function emptyColumn(client: PoolClient, table: string, column: string): Promise<void> {
  for (let last: string | null = null; ; ) {
    const { rows }: { rows: { id: string }[] } = await client.query(
      `select _id as id from ${table} where $1::uuid is null or _id > $1 order by _id limit ${SLICE}`,
      [last],
    );
    await client.query(
      `update ${table} set ${column} = null where _id = any($1::uuid[]) and ${column} is not null`,
      [rows.map(({ id }) => id)],
    );
    last = rows.at(-1)?.id ?? null;
    if (rows.length < SLICE) return;
  }
}

interface PlainChange {
  readonly record: string;
  readonly version: number;
  readonly at: string;
  readonly id: string;
  readonly before: string;
}

async function concealHistory(at: At, client: PoolClient, form: CatalogForm): Promise<void> {
  const table = `${quoteName(at.catalog.workspace.schema)}.record_change`;
  // In the order of the primary key, which is what finds a page, and each of its rows again.
  for (let last: PlainChange | undefined; ; ) {
    const { rows }: { rows: PlainChange[] } = await client.query(
      `select record_id as record, version, at, id, before::text as before from ${table}
       where form = $1 and before is not null${last ? ' and (record_id, version, at, id) > ($2::uuid, $3::int, $4::timestamptz, $5::uuid)' : ''}
       order by record_id, version, at, id limit ${SLICE}`,
      [form.ref, ...(last ? [last.record, last.version, last.at, last.id] : [])],
    );
    const sealed = rows.map(({ record, before }) =>
      JSON.stringify(sealAll(at, form, record, JSON.parse(before))),
    );
    await shortTx(client, async () => {
      await openHistory(client);
      await client.query(
        `update ${table} r set before = c.before::jsonb
         from unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::uuid[], $6::text[]) as c (record, version, at, id, before)
         where r.form = $1 and r.record_id = c.record and r.version = c.version and r.at = c.at and r.id = c.id`,
        [
          form.ref,
          rows.map(({ record }) => record),
          rows.map(({ version }) => version),
          rows.map(({ at: moment }) => moment),
          rows.map(({ id }) => id),
          sealed,
        ],
      );
    });
    last = rows.at(-1);
    if (rows.length < SLICE) return;
  }
}

async function concealDrafts(at: At, client: PoolClient, form: CatalogForm): Promise<void> {
  const table = `${quoteName(at.catalog.workspace.schema)}.record_draft`;
  const { rows } = await client.query<{ member: string; id: string; content: string }>(
    `select member_id as member, id, content from ${table} where app = $1 and form = $2`,
    [form.app, form.key],
  );
  for (const { member, id, content } of rows) {
    await client.query(
      // One that was saved meanwhile is encrypted already.
      `update ${table} set content = $4 where member_id = $1 and id = $2 and content = $3`,
      [member, id, content, sealDraft(at, form, id, content)],
    );
  }
}
