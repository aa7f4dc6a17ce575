import type { PoolClient } from '@trellis/db';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { isId, newId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading, relation, rowFilter } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { withRows } from '../owned/read.ts';
import type { RecordRow } from '../query/columns.ts';
import { sealAll } from '../secrets/values.ts';
import { imageColumns, imageOf } from './before.ts';
import { deedOf, eventOf } from './event.ts';
import type { Image } from './image.ts';
import { emit } from './outbox.ts';

/** Into the bin, or out of it. */
export type Flip = 'delete' | 'restore';

/** Records within the member's rows, locked, as they are. */
export async function lockFlip(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  ids: readonly string[],
  op: Flip,
): Promise<Image[]> {
  const { form } = access;
  const state = reading(ctx, envOf(ctx));
  const row = state.alias();
  const where = join(
    [
      frag`${raw(row)}._id = ANY(${param(ids.filter(isId), 'uuid[]')})`,
      raw(`${row}._deleted_at IS ${op === 'delete' ? 'NULL' : 'NOT NULL'}`),
      ...rowFilter(state, access, 'delete', row),
    ],
    ' AND ',
  );
  const from = `SELECT ${imageColumns(form, row)} FROM ${relation(ctx, form.table)} AS ${row}`;
  const { sql, params } = toSql(
    frag`${raw(from)} WHERE ${where} ORDER BY ${raw(`${row}._id FOR UPDATE OF ${row}`)}`,
  );
  const { rows } = await client.query<RecordRow>(sql, params);
  const images = rows.map((found) => imageOf(ctx, form, found));
  return withRows(ctx, form, images, client);
}

/** Puts locked records into the bin, or takes them out: with history, events and their next version. */
export async function writeFlip(
  ctx: Ctx,
  client: PoolClient,
  { form }: Access,
  images: readonly Image[],
  op: Flip,
): Promise<void> {
  const ids = images.map(({ id }) => id);
  await client.query(
    `UPDATE ${relation(ctx, form.table)} SET _deleted_at = $2::timestamptz, _version = _version + 1,
       _updated_at = $3::timestamptz, _updated_by = $4::uuid WHERE _id = ANY($1::uuid[])`,
    [ids, op === 'delete' ? ctx.now : null, ctx.now, ctx.actor.id],
  );
  await client.query(
    `INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, before, batch)
     SELECT id, $1, record_id, version, $2::timestamptz, $3::uuid, $4, $5, before::jsonb, $10::uuid
     FROM unnest($6::uuid[], $7::uuid[], $8::int[], $9::text[]) AS c (id, record_id, version, before)`,
    [
      form.ref,
      ctx.now,
      ctx.actor.id,
      ctx.cause,
      op,
      images.map(() => newId()),
      ids,
      images.map(({ version }) => version + 1),
      // The last image.
      images.map(({ id, values, owner }) =>
        op === 'delete' ? JSON.stringify({ ...sealAll(ctx, form, id, values), _owner_id: owner }) : null,
      ),
      ctx.batch ?? null,
    ],
  );
  await emit(ctx, client, 'record', eventOf(form.ref, op, ids, deedOf(ctx, ctx.actor.id)));
}
