import type { PoolClient, Queryable } from '@trellis/db';
import { addJob } from '@trellis/db';
import { ownerOf } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const COMPUTE_JOB = 'compute';

/** Leaves fields of many records to a job, in the transaction that makes it necessary. `affected` absent = all records. */
export async function defer(
  ctx: Ctx,
  client: PoolClient,
  {
    form,
    fields,
    affected,
    actor,
  }: { form: CatalogForm; fields: readonly string[]; affected?: Frag; actor: string | null },
): Promise<void> {
  const living = ownerOf(form.ref) ? raw('true') : raw('r._deleted_at IS NULL');
  const which = affected ? frag`${living} AND r._id IN (${affected})` : living;
  const ids = affected ? raw('array_agg(r._id ORDER BY r._id)') : raw('NULL::uuid[]');
  const values = [
    param(newId(), 'uuid'),
    param(form.ref, 'text'),
    param([...fields], 'text[]'),
    ids,
    raw('count(*)::int'),
    param(actor, 'uuid'),
  ];
  const { sql, params } = toSql(
    frag`INSERT INTO ${raw(relation(ctx, 'computation'))} (id, form, fields, ids, total, actor) SELECT ${join(values, ', ')} FROM ${raw(relation(ctx, form.table))} AS r WHERE ${which} HAVING count(*) > 0`,
  );
  const { rowCount } = await client.query(sql, params);
  if (rowCount) await announce(client, ctx.catalog.workspace.schema);
}

/** Wakes the job of a workspace and tells those who look that something is recalculated. */
export async function announce(on: Queryable, schema: string): Promise<void> {
  await addJob(
    on,
    COMPUTE_JOB,
    { schema },
    { jobKey: `${COMPUTE_JOB} ${schema}`, queueName: `${COMPUTE_JOB} ${schema}` },
  );
  await on.query(`INSERT INTO ${JSON.stringify(schema)}.outbox (kind, payload) VALUES ('computation', '{}')`);
}
